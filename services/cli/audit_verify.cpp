// `ladder audit verify`: bundles, proofs and checkpoints offline, or the database with its
// checkpoints.
#include <algorithm>
#include <map>
#include <memory>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/dates.hpp"
#include "engine/ledger/checkpoint.hpp"
#include "engine/ledger/policy.hpp"
#include "engine/ledger/proof_file.hpp"
#include "engine/ledger/text_form.hpp"
#include "services/cli/audit_files.hpp"
#include "services/cli/bundle_files.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/ruleset_folder.hpp"
#include "services/cli/verify_report.hpp"
#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

constexpr std::string_view proof_start = "c2sp.org/tlog-proof@v1\n";

struct VerifyFilesOptions {
    std::vector<std::string> files;
    std::vector<std::string> keys;
    std::string policy_file;
    std::size_t bytes_max = bundle::bundle_bytes_max;
    bool in_database = false;
};

// Checks one file after the other, and that no two checkpoints of one size differ.
class FileCheck {
public:
    FileCheck(
        Session& session,
        std::vector<ledger::VerifierKey> keys,
        std::optional<ledger::Policy> policy,
        std::size_t bundle_bytes_max
    )
        : session_{session},
          keys_{std::move(keys)},
          policy_{std::move(policy)},
          bundle_bytes_max_{bundle_bytes_max} {}

    // False if it was taken apart, and its findings were printed.
    base::Result<bool> take(const std::string& path) {
        if (is_bundle_file(path)) {
            return take_bundle(path);
        }
        const auto taken = take_note(path);
        return taken ? base::Result<bool>{true} : base::Result<bool>{taken.error()};
    }

    std::vector<ledger::Checkpoint> checkpoints() const {
        std::vector<ledger::Checkpoint> all;
        for (const auto& [log_and_size, seen] : seen_) {
            all.push_back(seen.checkpoint);
        }
        return all;
    }

private:
    struct Seen {
        ledger::Checkpoint checkpoint;
        std::string path;
    };

    base::Result<bool> take_bundle(const std::string& path) {
        const auto report = verify_bundle_file(session_, path, keys_, {policy_, bundle_bytes_max_});
        if (!report) {
            return report.error();
        }
        const auto root = ledger::hash_of(report->root);
        if (root && report->key_named) {
            if (const auto one = agrees(path, {report->log, report->log_size, *root, {}}); !one) {
                return one.error();
            }
        }
        return report->clean();
    }

    base::Result<void> take_note(const std::string& path) {
        const auto text = read_file(path, 2 * ledger::note_bytes_max);
        if (!text) {
            return text.error();
        }
        return text->starts_with(proof_start) ? take_proof(path, *text)
                                              : take_checkpoint(path, *text);
    }

    base::Result<void> take_proof(const std::string& path, const std::string& text) {
        const auto file = ledger::parse_proof_file(text);
        if (!file) {
            return file.error();
        }
        auto proven = by_any_key<ledger::ProvenEvent>([&](const ledger::VerifierKey& key) {
            return ledger::open_proof(*file, key);
        });
        if (!proven) {
            return proven.error();
        }
        const auto& envelope = proven->envelope;
        session_.out << fmt::format(
            "{}: proven: position {}, {} version {}, {}, recorded {} by {}\n  in the journal of {} "
            "events of {}\n",
            path,
            envelope.position(),
            envelope.stream(),
            envelope.version(),
            envelope.type(),
            moment(base::to_timestamp(base::from_micros(envelope.recorded_at_us()))),
            in_words(envelope.actor()),
            proven->checkpoint.size,
            proven->checkpoint.origin
        );
        return witnessed(path, file->checkpoint, proven->checkpoint);
    }

    base::Result<void> take_checkpoint(const std::string& path, const std::string& text) {
        const auto checkpoint = by_any_key<ledger::Checkpoint>([&](const ledger::VerifierKey& key) {
            return ledger::open_checkpoint(text, key);
        });
        if (!checkpoint) {
            return checkpoint.error();
        }
        session_.out << fmt::format(
            "{}: signed: {} events of {}\n", path, checkpoint->size, checkpoint->origin
        );
        return witnessed(path, text, *checkpoint);
    }

    // The error of the last key, if none fits.
    template <class T, class Open>
    base::Result<T> by_any_key(const Open& open) {
        auto opened = open(keys_.front());
        for (auto key = std::next(keys_.begin()); !opened && key != keys_.end(); ++key) {
            opened = open(*key);
        }
        return opened;
    }

    // That no other file has another tree of the size.
    base::Result<void> agrees(const std::string& path, const ledger::Checkpoint& checkpoint) {
        const auto [seen, first] =
            seen_.emplace(std::pair{checkpoint.origin, checkpoint.size}, Seen{checkpoint, path});
        if (!first && !(seen->second.checkpoint == checkpoint)) {
            return base::Error{
                base::Code::data_loss,
                fmt::format(
                    "its checkpoint of size {} is not that of {}: the log told two stories",
                    checkpoint.size,
                    seen->second.path
                ),
                {}};
        }
        return {};
    }

    base::Result<void> witnessed(
        const std::string& path, const std::string& text, const ledger::Checkpoint& checkpoint
    ) {
        auto one = agrees(path, checkpoint);
        if (!one || !policy_) {
            return one;
        }
        const auto note = ledger::parse_note(text);
        const auto cosigners =
            note ? ledger::cosigners_of(*note, *policy_) : std::vector<std::string>{};
        if (!ledger::has_quorum(*policy_, cosigners)) {
            return base::Error{
                base::Code::failed_precondition,
                fmt::format(
                    "its witnesses ({}) do not make the quorum '{}'",
                    cosigners.empty() ? "none" : fmt::format("{}", fmt::join(cosigners, ", ")),
                    policy_->quorum
                ),
                {}};
        }
        session_.out << fmt::format("  cosigned by {}\n", fmt::join(cosigners, ", "));
        return {};
    }

    Session& session_;
    std::vector<ledger::VerifierKey> keys_;
    std::optional<ledger::Policy> policy_;
    std::size_t bundle_bytes_max_;
    std::map<std::pair<std::string, std::int64_t>, Seen> seen_;  // by log and size
};

base::Result<std::vector<ledger::VerifierKey>> keys_of(
    const VerifyFilesOptions& options, const std::optional<ledger::Policy>& policy
) {
    std::vector<ledger::VerifierKey> keys;
    for (const auto& text : options.keys) {
        auto key = ledger::parse_verifier_key(text);
        if (!key) {
            return key.error();
        }
        keys.push_back(std::move(*key));
    }
    if (policy) {
        keys.insert(keys.end(), policy->logs.begin(), policy->logs.end());
    }
    return keys;
}

base::Result<int> verify_all(Session& session, const VerifyFilesOptions& options) {
    std::optional<ledger::Policy> policy;
    if (!options.policy_file.empty()) {
        auto read = read_policy(options.policy_file);
        if (!read) {
            return read.error();
        }
        policy = std::move(*read);
    }
    auto keys = keys_of(options, policy);
    if (!keys) {
        return keys.error();
    }
    const auto witnesses = witnesses_of(policy);
    if (options.files.empty()) {
        return verify_database(session, {0, {}, std::move(*keys), witnesses, {}});
    }
    const auto& files = options.files;
    if (keys->empty() && !std::all_of(files.begin(), files.end(), is_bundle_file)) {
        return base::field_error(
            "--key", "is missing: the log's verifier key, which its operator makes public"
        );
    }
    FileCheck check{session, *keys, std::move(policy), options.bytes_max};
    int code = exit_ok;
    for (const auto& path : files) {
        const auto taken = check.take(path);
        if (!taken) {
            session.out << path << ": NOT PROVEN: " << taken.error().message << '\n';
        }
        code = taken && *taken ? code : exit_failure;
    }
    if (options.in_database) {
        const auto found = verify_database(session, {0, {}, *keys, witnesses, check.checkpoints()});
        return !found || *found != exit_ok ? found : base::Result<int>{code};
    }
    return code;
}

}  // namespace

void add_audit_verify(CLI::App& noun, Session& session) {
    auto& verb = *noun.add_subcommand(
        "verify", "check bundles, proofs and checkpoints offline; without files, the database"
    );
    verb.fallthrough()->footer(
        "With files nothing but the log's verifier key is needed: no server, no database.\n"
        "Examples:\n"
        "  ladder audit verify notts.ladder-bundle --key 'ladder.hmic.example/log+..'\n"
        "  ladder audit verify decision.tlog-proof --key 'ladder.hmic.example/log+..'\n"
        "  ladder audit verify --database sqlite:ladder.db --key 'ladder.hmic.example/log+..'\n"
        "  ladder audit verify seen.checkpoint --key '..' --in-database --database sqlite:ladder.db"
    );
    auto options = std::make_shared<VerifyFilesOptions>();
    verb.add_option("files", options->files, "bundles, proofs (.tlog-proof) and checkpoints");
    verb.add_option("--key", options->keys, "a verifier key of the log, also one it had before");
    verb.add_option("--policy", options->policy_file, "which witnesses must have cosigned");
    verb.add_option("--max-bytes", options->bytes_max, "larger bundles are refused")
        ->capture_default_str();
    verb.add_flag(
        "--in-database", options->in_database, "the journal must agree with the files' checkpoints"
    );
    add_config_flag(verb, session, "database");
    on_run(verb, session, [options](Session& now) { return verify_all(now, *options); });
}

}  // namespace ladder::cli

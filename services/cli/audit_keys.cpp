// `ladder audit keygen` and `ladder audit cosign`: keys of logs and witnesses, and a witness's
// work.
#include <filesystem>
#include <memory>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <sodium/randombytes.h>

#include "engine/base/dates.hpp"
#include "engine/ledger/checkpoint.hpp"
#include "engine/ledger/proof.hpp"
#include "engine/ledger/text_form.hpp"
#include "ladder/v1/audit_service.pb.h"
#include "services/cli/audit_files.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/local.hpp"
#include "services/cli/remote.hpp"
#include "services/cli/ruleset_folder.hpp"

namespace ladder::cli {

namespace {

struct KeygenOptions {
    std::string name;
    std::string out;
    bool witness = false;
};

struct CosignOptions {
    std::string key_file;
    std::string log_key;
    std::string state_file;
};

base::Result<int> keygen(Session& session, const KeygenOptions& options) {
    std::array<unsigned char, 32> seed{};
    randombytes_buf(seed.data(), seed.size());
    const auto& name = options.name.empty() ? session.config().audit_origin : options.name;
    const auto key = ledger::signer_key(
        name,
        options.witness ? ledger::SignatureType::cosignature_v1 : ledger::SignatureType::ed25519,
        seed
    );
    if (!key) {
        return key.error();
    }
    if (const auto written = write_new_file(options.out, key->text() + "\n", true); !written) {
        return written.error();
    }
    session.out << key->verifier.text() << '\n';
    return exit_ok;
}

base::Result<ledger::Checkpoint> fetch_head(
    Session& session, const ledger::VerifierKey& log, std::string& note
) {
    auto response = ask<v1::GetCheckpointResponse>(
        session, "AuditService/GetCheckpoint", v1::GetCheckpointRequest{}
    );
    if (!response) {
        return response.error();
    }
    note = response->checkpoint().note();
    return ledger::open_checkpoint(note, log);
}

// That the log goes on from what this witness cosigned last.
base::Result<void> check_goes_on(
    Session& session, const ledger::Checkpoint& last, const ledger::Checkpoint& head
) {
    if (last.size == 0) {
        return {};
    }
    v1::GetConsistencyProofRequest request;
    request.set_from_size(last.size);
    request.set_to_size(head.size);
    const auto response =
        ask<v1::GetConsistencyProofResponse>(session, "AuditService/GetConsistencyProof", request);
    if (!response) {
        return response.error();
    }
    std::vector<ledger::Hash> proof;
    for (const auto& bytes : response->hashes()) {
        const auto hash = ledger::hash_of(bytes);
        if (!hash) {
            return base::Error{base::Code::data_loss, "the server's proof holds no hash", {}};
        }
        proof.push_back(*hash);
    }
    return ledger::verify_consistency(last.size, last.root, head.size, head.root, proof);
}

base::Result<void> check_against_state(
    Session& session,
    const std::string& state_file,
    const ledger::VerifierKey& log,
    const ledger::Checkpoint& head
) {
    if (state_file.empty() || !std::filesystem::exists(state_file)) {
        return {};
    }
    const auto text = read_file(state_file, ledger::note_bytes_max);
    if (!text) {
        return text.error();
    }
    const auto last = ledger::open_checkpoint(*text, log);
    if (!last) {
        return last.error();
    }
    return check_goes_on(session, *last, head);
}

base::Result<int> cosign(Session& session, const CosignOptions& options) {
    const auto key = read_signer_key(options.key_file);
    if (!key) {
        return key.error();
    }
    if (key->verifier.type != ledger::SignatureType::cosignature_v1) {
        return base::field_error(
            "--key-file", "is not a witness's key; make one with `ladder audit keygen --witness`"
        );
    }
    const auto log = ledger::parse_verifier_key(options.log_key);
    if (!log) {
        return log.error();
    }
    std::string note;
    const auto head = fetch_head(session, *log, note);
    if (!head) {
        return head.error();
    }
    if (const auto sound = check_against_state(session, options.state_file, *log, *head); !sound) {
        return sound.error();
    }
    auto signed_note = ledger::parse_note(note);
    if (!signed_note) {
        return signed_note.error();
    }
    // Of those of others nothing is said again.
    std::erase_if(signed_note->signatures, [&](const auto& one) { return !one.is_of(*log); });
    const auto seconds = base::to_micros(now()) / 1'000'000;
    signed_note->signatures.push_back(ledger::sign(signed_note->text, *key, seconds));
    v1::AddCosignatureRequest request;
    request.set_note(signed_note->encode());
    const auto response =
        ask<v1::AddCosignatureResponse>(session, "AuditService/AddCosignature", request);
    if (!response) {
        return response.error();
    }
    if (!options.state_file.empty()) {
        if (const auto kept = write_new_file(options.state_file, request.note(), false); !kept) {
            return kept.error();
        }
    }
    const auto text = fmt::format(
        "cosigned the checkpoint of {} events as {}{}\n",
        head->size,
        key->verifier.name,
        response->checkpoint().witnessed() ? "; the quorum of witnesses is reached" : ""
    );
    print(session.out, session.format, {&*response, {&*response}, {}, text, {}});
    return exit_ok;
}

}  // namespace

void add_audit_keys(CLI::App& noun, Session& session) {
    auto& make = *noun.add_subcommand("keygen", "make a signing key; prints its verifier key");
    make.fallthrough()->footer(
        "The file is a secret: whoever has it can sign for the log. The verifier key is for all.\n"
        "Example: ladder audit keygen ladder.hmic.example/log --out /etc/ladder/audit.key"
    );
    auto options = std::make_shared<KeygenOptions>();
    make.add_option("name", options->name, "the log's or the witness's name [audit_origin]");
    make.add_option("--out", options->out, "the file for the key")->required();
    make.add_flag("--witness", options->witness, "for a witness, not for the log");
    add_config_flag(make, session, "audit_origin");
    on_run(make, session, [options](Session& now) { return keygen(now, *options); });

    auto& sign = *noun.add_subcommand(
        "cosign", "as a witness: check that the log goes on from what was seen last, and cosign it"
    );
    sign.fallthrough()->footer(
        "Run it on the witness's own machine, with a state file that only the witness can write.\n"
        "Example: ladder audit cosign --key-file witness.key --log-key 'ladder.hmic.example/log+..'"
        " --state seen.checkpoint"
    );
    auto cosigning = std::make_shared<CosignOptions>();
    sign.add_option("--key-file", cosigning->key_file, "the witness's key")->required();
    sign.add_option("--log-key", cosigning->log_key, "the log's verifier key")->required();
    sign.add_option("--state", cosigning->state_file, "where the last checkpoint seen is kept");
    on_run(sign, session, [cosigning](Session& now) { return cosign(now, *cosigning); });
}

}  // namespace ladder::cli

// Reading of trust policies, and the counting of witnesses.
#include "engine/ledger/policy.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "engine/ledger/text_form.hpp"

namespace ladder::ledger {

namespace {

constexpr std::string_view no_quorum = "none";

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    while (true) {
        const auto from = line.find_first_not_of(" \t");
        if (from == line.npos) {
            return words;
        }
        line.remove_prefix(from);
        const auto word = line.substr(0, line.find_first_of(" \t"));
        words.push_back(word);
        line.remove_prefix(word.size());
    }
}

// Reads one line after the other into a policy; each function gives what is wrong, or nothing.
class PolicyReader {
public:
    std::string take(const std::vector<std::string_view>& words) {
        if (words.front() == "log") {
            return take_log(words);
        }
        if (words.front() == "witness") {
            return take_witness(words);
        }
        if (words.front() == "group") {
            return take_group(words);
        }
        if (words.front() == "quorum") {
            return take_quorum(words);
        }
        return fmt::format(
            "'{}' is no keyword; a line begins with log, witness, group or quorum",
            words.front().substr(0, 40)
        );
    }

    bool has_quorum_line() const { return quorum_seen_; }
    Policy finish() { return std::move(policy_); }

private:
    std::string take_log(const std::vector<std::string_view>& words) {
        if (words.size() != 2 && words.size() != 3) {
            return "write: log KEY [URL]";
        }
        return take_key(words[1], SignatureType::ed25519, [&](VerifierKey key) {
            policy_.logs.push_back(std::move(key));
        });
    }

    std::string take_witness(const std::vector<std::string_view>& words) {
        if (words.size() != 3 && words.size() != 4) {
            return "write: witness NAME KEY [URL]";
        }
        if (auto wrong = define(words[1]); !wrong.empty()) {
            return wrong;
        }
        return take_key(words[2], SignatureType::cosignature_v1, [&](VerifierKey key) {
            policy_.witnesses.push_back({std::string{words[1]}, std::move(key)});
        });
    }

    template <class Keep>
    std::string take_key(std::string_view text, SignatureType type, Keep keep) {
        auto key = parse_verifier_key(text);
        if (!key) {
            return key.error().message;
        }
        if (key->type != type) {
            return fmt::format(
                "the key '{}' has signature type {}; a log has 1, a witness 4",
                key->name,
                static_cast<int>(key->type)
            );
        }
        if (!keys_.insert({type, key->key}).second) {
            return fmt::format("the key '{}' is named twice", key->name);
        }
        keep(std::move(*key));
        return {};
    }

    std::string take_group(const std::vector<std::string_view>& words) {
        if (words.size() < 4) {
            return "write: group NAME all|any|K MEMBER...";
        }
        WitnessGroup group{std::string{words[1]}, 1, {words.begin() + 3, words.end()}};
        const auto threshold = threshold_of(words[2], group.members.size());
        if (!threshold) {
            return fmt::format(
                "the threshold is not all, any or 1 to {}, the number of members",
                group.members.size()
            );
        }
        group.threshold = *threshold;
        for (const auto& member : group.members) {
            if (defined_.count(member) == 0) {
                return fmt::format("'{}' is not defined on a line before", member.substr(0, 40));
            }
            if (!members_.insert(member).second) {
                return fmt::format("'{}' is a member twice", member.substr(0, 40));
            }
        }
        if (auto wrong = define(words[1]); !wrong.empty()) {
            return wrong;
        }
        policy_.groups.push_back(std::move(group));
        return {};
    }

    static std::optional<std::size_t> threshold_of(std::string_view word, std::size_t members) {
        if (word == "all") {
            return members;
        }
        if (word == "any") {
            return 1;
        }
        const auto number = number_of(word);
        if (!number || *number < 1 || static_cast<std::size_t>(*number) > members) {
            return std::nullopt;
        }
        return static_cast<std::size_t>(*number);
    }

    std::string take_quorum(const std::vector<std::string_view>& words) {
        if (words.size() != 2) {
            return "write: quorum NAME";
        }
        if (quorum_seen_) {
            return "there is a quorum line already";
        }
        policy_.quorum = words[1];
        if (policy_.quorum != no_quorum && defined_.count(policy_.quorum) == 0) {
            return fmt::format("'{}' is not defined on a line before", words[1].substr(0, 40));
        }
        quorum_seen_ = true;
        return {};
    }

    std::string define(std::string_view name) {
        if (defined_.size() == policy_names_max) {
            return fmt::format("more than {} witnesses and groups", policy_names_max);
        }
        if (name == no_quorum || !defined_.insert(std::string{name}).second) {
            return fmt::format("'{}' is taken already", name.substr(0, 40));
        }
        return {};
    }

    Policy policy_;
    std::set<std::string> defined_;
    std::set<std::string> members_;
    std::set<std::pair<SignatureType, std::array<unsigned char, 32>>> keys_;
    bool quorum_seen_ = false;
};

bool is_policy_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || byte == '\n' || (byte >= 0x20 && byte != 0x7F);
}

base::Error bad_policy(std::string what) {
    return base::Error{
        base::Code::invalid_argument, "not a witness policy: " + std::move(what), {}};
}

}  // namespace

const Witness* Policy::witness_of(const Signature& signature) const {
    const auto found = std::find_if(witnesses.begin(), witnesses.end(), [&](const Witness& w) {
        return signature.is_of(w.key);
    });
    return found == witnesses.end() ? nullptr : &*found;
}

base::Result<Policy> parse_policy(std::string_view bytes) {
    if (bytes.size() > policy_bytes_max) {
        return bad_policy(fmt::format("larger than {} bytes", policy_bytes_max));
    }
    if (!std::all_of(bytes.begin(), bytes.end(), is_policy_byte)) {
        return bad_policy("it has a control character other than tab and newline");
    }
    PolicyReader reader;
    for (int number = 1; !bytes.empty(); ++number) {
        const auto line = take_line(bytes);
        if (!line) {
            return bad_policy(fmt::format("line {} does not end in a newline", number));
        }
        const auto words = words_of(*line);
        if (words.empty() || words.front().front() == '#') {
            continue;
        }
        if (auto wrong = reader.take(words); !wrong.empty()) {
            return bad_policy(fmt::format("line {}: {}", number, wrong));
        }
    }
    if (!reader.has_quorum_line()) {
        return bad_policy("there is no quorum line; `quorum none` asks for no witness");
    }
    return reader.finish();
}

std::vector<std::string> cosigners_of(const Note& note, const Policy& policy) {
    std::vector<std::string> names;
    for (const auto& witness : policy.witnesses) {
        const bool signed_it =
            std::any_of(note.signatures.begin(), note.signatures.end(), [&](const auto& s) {
                return verify_signature(note.text, s, witness.key).has_value();
            });
        if (signed_it) {
            names.push_back(witness.name);
        }
    }
    return names;
}

bool has_quorum(const Policy& policy, const std::vector<std::string>& cosigners) {
    if (policy.quorum == no_quorum) {
        return true;
    }
    std::set<std::string> reached{cosigners.begin(), cosigners.end()};
    // A group names only what stands before it, so one pass decides all.
    for (const auto& group : policy.groups) {
        const auto count = std::count_if(
            group.members.begin(),
            group.members.end(),
            [&](const std::string& member) { return reached.count(member) != 0; }
        );
        if (static_cast<std::size_t>(count) >= group.threshold) {
            reached.insert(group.name);
        }
    }
    return reached.count(policy.quorum) != 0;
}

}  // namespace ladder::ledger

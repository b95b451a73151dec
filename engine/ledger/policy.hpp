// Which witnesses count, and how many must cosign: a trust policy (c2sp.org/tlog-policy).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/ledger/note.hpp"

namespace ladder::ledger {

inline constexpr std::size_t policy_bytes_max = std::size_t{256} * 1024;
inline constexpr std::size_t policy_names_max = 1000;

struct Witness {
    std::string name;  // within the policy; the key has a name of its own
    VerifierKey key;
};

// `threshold` of its members must have cosigned.
struct WitnessGroup {
    std::string name;
    std::size_t threshold = 1;
    std::vector<std::string> members;  // witnesses, and groups defined before
};

struct Policy {
    std::vector<VerifierKey> logs;
    std::vector<Witness> witnesses;
    std::vector<WitnessGroup> groups;
    std::string quorum = "none";  // a witness, a group, or none

    // The witness with the key of this signature, or null.
    const Witness* witness_of(const Signature& signature) const;
};

// Errors: invalid_argument, with the line, unless the bytes are a policy.
[[nodiscard]] base::Result<Policy> parse_policy(std::string_view bytes);

// The names (within the policy) of the witnesses whose cosignatures on this note verify, in order
// of the policy. A signature that does not verify counts for nothing here: verify_signature says
// why.
std::vector<std::string> cosigners_of(const Note& note, const Policy& policy);

// Whether these witnesses make the quorum. Always so where it is none.
bool has_quorum(const Policy& policy, const std::vector<std::string>& cosigners);

}  // namespace ladder::ledger

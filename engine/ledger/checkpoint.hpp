// Checkpoints: the head of the tree as a signed note (c2sp.org/tlog-checkpoint).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ledger/merkle.hpp"
#include "engine/ledger/note.hpp"

namespace ladder::ledger {

// What the text of a checkpoint says.
struct Checkpoint {
    std::string origin;
    std::int64_t size = 0;
    Hash root{};
    std::vector<std::string> extensions;

    // The text of its note.
    std::string text() const;

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// A checkpoint whose origin is the key's name, signed by it.
Note make_checkpoint(std::int64_t size, const Hash& root, const SignerKey& log);

// The text of a note whose signatures nobody has looked at.
// Errors: invalid_argument unless it is the text of a checkpoint.
[[nodiscard]] base::Result<Checkpoint> parse_checkpoint(std::string_view text);

// The checkpoint in a note that the log signed. The origin must be the name of the log's key.
// Errors: invalid_argument if it is no checkpoint; failed_precondition if it is another log's or
// unsigned; data_loss if the signature does not verify.
[[nodiscard]] base::Result<Checkpoint> open_checkpoint(
    std::string_view note, const VerifierKey& log
);

}  // namespace ladder::ledger

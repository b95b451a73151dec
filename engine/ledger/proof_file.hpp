// Proof files: an inclusion proof with its checkpoint, checked offline (c2sp.org/tlog-proof@v1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ledger/checkpoint.hpp"
#include "engine/ledger/merkle.hpp"

namespace ladder::ledger {

// A proof file taken apart: nothing of it is believed yet.
struct ProofFile {
    std::optional<std::string> extra;  // ours is the envelope that the leaf hashes
    std::int64_t index = 0;
    std::vector<Hash> hashes;
    std::string checkpoint;  // the signed note

    std::string encode() const;
};

// Errors: invalid_argument unless the bytes are a proof file, saying what is wrong.
[[nodiscard]] base::Result<ProofFile> parse_proof_file(std::string_view bytes);

// What a proof file of ours proves.
struct ProvenEvent {
    v1::JournalEnvelope envelope;
    Checkpoint checkpoint;
};

// That the envelope of the file is a leaf of the tree whose checkpoint this log signed, at the
// position that it names itself.
// Errors: as open_checkpoint and verify_inclusion; invalid_argument without an envelope.
[[nodiscard]] base::Result<ProvenEvent> open_proof(const ProofFile& file, const VerifierKey& log);

}  // namespace ladder::ledger

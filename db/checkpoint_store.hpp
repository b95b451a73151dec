// The checkpoints that were handed out: one root for each size, for ever.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "db/database.hpp"
#include "engine/base/result.hpp"
#include "engine/ledger/checkpoint.hpp"

namespace ladder::db {

// A checkpoint as it is kept.
struct StoredCheckpoint {
    ledger::Checkpoint checkpoint;
    std::vector<std::string> signatures;  // lines of the note, each with its newline
    std::int64_t made_at_us = 0;

    // The note with all signatures, which is what was handed out.
    std::string note() const;
};

// Keeps checkpoints and their signatures; nothing of them is ever changed. Blocks; safe from many
// threads. Errors of all: unavailable; data_loss where the journal does not continue what was
// handed out before.
class CheckpointStore {
public:
    explicit CheckpointStore(Database& database) : database_(database) {}

    // The checkpoint of the journal as it is now, signed by `log`: made and kept if there is none.
    // Before a new one is signed, the tree is checked to continue the newest that was handed out.
    // Errors: failed_precondition if one of this size was handed out under another origin.
    [[nodiscard]] base::Result<StoredCheckpoint> make(
        const ledger::SignerKey& log, std::int64_t now_us
    ) const;

    // The checkpoint of a size that was handed out. Errors: not_found.
    [[nodiscard]] base::Result<StoredCheckpoint> get(std::int64_t size) const;

    // Those of sizes below `before`, largest first, at most `count`.
    [[nodiscard]] base::Result<std::vector<StoredCheckpoint>> list(
        std::int64_t before, std::int64_t count
    ) const;

    // Keeps one more signature; the same one again changes nothing. Its checkpoint must be there.
    [[nodiscard]] base::Result<void> add_signature(
        std::int64_t size, const ledger::Signature& signature, std::int64_t now_us
    ) const;

private:
    Database& database_;
};

// The same as CheckpointStore::list, within a session. Throws soci_error.
std::vector<StoredCheckpoint> read_checkpoints(
    soci::session& session, Backend backend, std::int64_t before, std::int64_t count
);

}  // namespace ladder::db

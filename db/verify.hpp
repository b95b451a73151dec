// Whether the record is whole: the journal's chain, the checkpoints that were handed out, the read
// models against the fold, the figures, the documents.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "engine/base/result.hpp"
#include "engine/ledger/checkpoint.hpp"

namespace ladder::db {

// Something that does not agree.
struct VerifyFinding {
    std::string where;  // "position 17", "cases/x-general-1", "imports/3", "checkpoint of size 40"
    std::string what;   // what was found, and what it should be
};

// Content that was lawfully destroyed: no finding, but told.
struct DestroyedContent {
    std::int64_t position = 0;
    std::string stream;
    std::string authority;
    std::string legal_basis;
    bool erased = false;  // payload and salt are gone
};

struct VerifyReport {
    std::int64_t events = 0;
    std::int64_t streams = 0;
    std::int64_t read_model_rows = 0;
    std::int64_t figures = 0;
    std::int64_t unsealed_figures = 0;  // left by imports that never ended; nobody sees them
    std::int64_t document_parts = 0;
    std::int64_t orphan_contents = 0;         // stored, and named by no event; they do no harm
    std::int64_t sealed_answers = 0;          // kept answers that were compared with their seals
    std::int64_t unsealed_answers = 0;        // see verify_answers.cpp
    std::int64_t checkpoints = 0;             // that were handed out, and compared
    std::int64_t unknown_signatures = 0;      // on them, by keys that were not given
    std::string root;                         // of the tree of all that was read, 64 hex digits
    std::vector<DestroyedContent> destroyed;  // in order of position
    std::vector<std::string> not_looked_at;   // by a check of a part of the journal
    std::vector<VerifyFinding> findings;
    std::int64_t finding_count = 0;  // all; `findings` holds the first verify_findings_max

    bool clean() const { return finding_count == 0; }
};

inline constexpr std::size_t verify_findings_max = 1000;

// What to look at.
struct VerifyOptions {
    // Positions [from, to) of the journal only; to: the end. Whatever else then is not looked at is
    // named in the report.
    std::int64_t from = 0;
    std::optional<std::int64_t> to;
    // Each checkpoint must carry a signature of one of these; none: signatures are not checked.
    std::vector<ledger::VerifierKey> keys;
    // Cosignatures of these must verify.
    std::vector<ledger::VerifierKey> witnesses;
    // Checkpoints that others hold, such as a witness: the journal must have their roots.
    std::vector<ledger::Checkpoint> held_by_others;

    bool whole() const { return from == 0 && !to; }
};

// Called now and then with what is under way ("journal", "read models", "figures") and how far.
using Progress = std::function<void(std::string_view step, std::int64_t done, std::int64_t total)>;

// Checks: positions and versions without gaps; moments never go back; digests and leaves; the log
// head and the kept nodes of the tree; every checkpoint that was handed out has the journal's root
// of its size; every read model equals the fold, byte for byte; every import's figures have its
// digest; every part of a document has its content; every event's request has an answer, as it was
// given where it is sealed. Content that was lawfully destroyed may be gone; all that proves it
// must be there.
//
// Of a part of the journal, it begins with the tree as it is kept, which must continue the last
// checkpoint before; it reads the rows of the part, compares checkpoints within it, and the read
// models of the streams that it touches.
//
// Reads one snapshot, and so may run beside writers. Errors: unavailable; data_loss if a row can't
// even be read; invalid_argument for positions out of order or beyond the journal.
[[nodiscard]] base::Result<VerifyReport> verify(
    Database& database, const VerifyOptions& options, const Progress& progress = {}
);
[[nodiscard]] base::Result<VerifyReport> verify(Database& database, const Progress& progress = {});

// A stream whose read models were compared with the fold.
struct CheckedStream {
    std::string stream;
    bool agrees = false;
};

// The read models of the next `count` streams in order of name, beginning after `after`: a small
// step of what verify() does. Fewer: these were the last. Errors: unavailable.
[[nodiscard]] base::Result<std::vector<CheckedStream>> verify_streams(
    Database& database, const std::string& after, std::int64_t count
);

}  // namespace ladder::db

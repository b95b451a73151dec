// Whether the record is whole: the journal's chain, the read models against the fold, the figures.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

// Something that does not agree.
struct VerifyFinding {
    std::string where;  // "position 17", "cases/x-general-1", "imports/3"
    std::string what;   // what was found, and what it should be
};

struct VerifyReport {
    std::int64_t events = 0;
    std::int64_t streams = 0;
    std::int64_t read_model_rows = 0;
    std::int64_t figures = 0;
    std::int64_t unsealed_figures = 0;  // left by imports that never ended; nobody sees them
    std::int64_t document_parts = 0;
    std::int64_t orphan_contents = 0;  // stored, and named by no event; they do no harm
    std::string root;                  // of the journal's tree, 64 hex digits
    std::vector<VerifyFinding> findings;
    std::int64_t finding_count = 0;  // all; `findings` holds the first verify_findings_max

    bool clean() const { return finding_count == 0; }
};

inline constexpr std::size_t verify_findings_max = 1000;

// Called now and then with what is under way ("journal", "read models", "figures") and how far.
using Progress = std::function<void(std::string_view step, std::int64_t done, std::int64_t total)>;

// Checks: positions and versions without gaps; moments never go back; digests and leaves; the log
// head; every read model equals the fold, byte for byte; every import's figures have its digest;
// every part of a document has its content; requests are there for every event. Reads one snapshot,
// and so may run beside writers. Errors: unavailable; data_loss if a row can't even be read.
[[nodiscard]] base::Result<VerifyReport> verify(Database& database, const Progress& progress = {});

}  // namespace ladder::db

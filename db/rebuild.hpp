// Read models, and the kept nodes of the tree, made anew from the journal.
#pragma once

#include <cstdint>

#include "db/database.hpp"
#include "db/verify.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

struct RebuildReport {
    std::int64_t events = 0;
    std::int64_t rows = 0;
};

// Empties every read model and fills it from the journal, in one transaction that holds up writers.
// Needs the rights of the tables' owner. Errors: unavailable; internal; data_loss if an event can't
// be read.
[[nodiscard]] base::Result<RebuildReport> rebuild(
    Database& database, const Progress& progress = {}
);

}  // namespace ladder::db

// The physical removal of what is destroyed.
#pragma once

#include <cstdint>

#include "db/database.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

struct EraseReport {
    std::int64_t events = 0;    // whose salt and payload were removed by this call
    std::int64_t answers = 0;   // stored answers that were emptied
    std::int64_t contents = 0;  // contents of documents that were emptied
};

// Removes salt, payload, stored answers and contents of documents that recorded destructions name,
// and has the database give up the space: what was there is no longer in its files (backups and
// the write-ahead logs of PostgreSQL are the operator's). Needs the rights of the tables' owner;
// the triggers let exactly this through. Repeating it is harmless.
// Errors: unavailable; internal; permission_denied without the owner's rights.
[[nodiscard]] base::Result<EraseReport> erase(Database& database);

}  // namespace ladder::db

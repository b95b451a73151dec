// The schema's versions: forward only, checked by content.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

// A migration, as it is built into the binary.
struct Migration {
    int number = 0;         // from 1, without gaps
    std::string_view name;  // "0001_journal"
    std::string_view sql;
};

// The migrations of this binary, in order.
const std::vector<Migration>& migrations_of(Backend backend);

// One migration as it stands.
struct MigrationState {
    int number = 0;
    std::string name;
    bool applied = false;
    std::int64_t applied_at_us = 0;  // 0: not applied
    std::string problem;             // empty: none; "changed since it was applied" and so on
};

struct MigrationReport {
    std::vector<std::string> applied;  // names of those applied by this call
    int schema = 0;                    // the version now
};

// Applies what is missing, in one transaction and under a lock. `now_us` is recorded as the time.
// `migrations`: those of this binary, unless a test says otherwise.
// Errors: failed_precondition if a past migration was changed or is not known to this binary;
// unavailable; internal.
[[nodiscard]] base::Result<MigrationReport> migrate(
    Database& database, std::int64_t now_us, const std::vector<Migration>* migrations = nullptr
);

// Every migration, of this binary or of the database. Errors: unavailable.
[[nodiscard]] base::Result<std::vector<MigrationState>> migration_status(
    Database& database, const std::vector<Migration>* migrations = nullptr
);

// Errors: failed_precondition unless the schema is exactly this binary's, saying what to do.
[[nodiscard]] base::Result<void> require_current(
    Database& database, const std::vector<Migration>* migrations = nullptr
);

// The version of the schema that this binary works on.
int schema_version(Backend backend);

// The statements of an SQL text: split at semicolons outside quotes, comments and trigger bodies.
std::vector<std::string> split_statements(std::string_view sql);

}  // namespace ladder::db

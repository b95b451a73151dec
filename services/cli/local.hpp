// The database, its writer and the application services, in this process.
#pragma once

#include <cstddef>
#include <memory>

#include "db/database.hpp"
#include "db/journal_writer.hpp"
#include "engine/base/dates.hpp"
#include "services/api/application.hpp"
#include "services/cli/config.hpp"

namespace ladder::cli {

// The database that is configured, by its URL or by the file that holds it. Connects nothing.
// Errors: invalid_argument; those of a secret's file.
[[nodiscard]] base::Result<std::unique_ptr<db::Database>> open_database(
    const Config& config, std::size_t read_sessions_max = 4
);

// Owns what an Application borrows.
class Local {
public:
    // Errors: those of open_database; unavailable; failed_precondition unless the schema is
    // this binary's, saying what to do.
    [[nodiscard]] static base::Result<std::unique_ptr<Local>> open(
        const Config& config, std::size_t read_sessions_max
    );

    db::Database& database() { return *database_; }
    api::Application& application() { return application_; }

private:
    Local(std::unique_ptr<db::Database> database, const Config& config);

    std::unique_ptr<db::Database> database_;
    db::JournalWriter writer_;
    api::Application application_;
};

// The system's clock, in UTC.
base::Instant now();

}  // namespace ladder::cli

// The database, its writer and the application services, in this process.
#pragma once

#include <cstddef>
#include <memory>

#include "db/database.hpp"
#include "db/journal_writer.hpp"
#include "engine/base/dates.hpp"
#include "services/api/application.hpp"

namespace ladder::cli {

// Owns what an Application borrows.
class Local {
public:
    // Errors: invalid_argument for the URL; unavailable; failed_precondition unless the schema is
    // this binary's, saying what to do.
    [[nodiscard]] static base::Result<std::unique_ptr<Local>> open(
        const std::string& url, std::size_t read_sessions_max
    );

    db::Database& database() { return *database_; }
    api::Application& application() { return application_; }

private:
    explicit Local(std::unique_ptr<db::Database> database);

    std::unique_ptr<db::Database> database_;
    db::JournalWriter writer_;
    api::Application application_;
};

// The system's clock, in UTC.
base::Instant now();

}  // namespace ladder::cli

#include "services/cli/local.hpp"

#include <chrono>
#include <utility>

#include <sodium/randombytes.h>

#include "db/migrate.hpp"
#include "services/cli/secret_file.hpp"

namespace ladder::cli {

namespace {

db::JournalWriter::Options writer_options(const Config& config) {
    db::JournalWriter::Options options;
    options.event_bytes_cached_max = static_cast<std::size_t>(config.writer_cache_max_bytes);
    options.clock = now;
    options.random = [](unsigned char* bytes, std::size_t size) { randombytes_buf(bytes, size); };
    return options;
}

}  // namespace

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()
    );
}

Local::Local(std::unique_ptr<db::Database> database, const Config& config)
    : database_{std::move(database)},
      writer_{*database_, writer_options(config)},
      application_{*database_, writer_, now} {}

base::Result<std::unique_ptr<db::Database>> open_database(
    const Config& config, std::size_t read_sessions_max
) {
    if (config.database_file.empty()) {
        return db::Database::open(config.database, read_sessions_max);
    }
    const auto url = read_secret_file(config.database_file);
    if (!url) {
        return url.error();
    }
    auto database = db::Database::open(*url, read_sessions_max);
    if (!database) {  // whose message may show a part of what the file holds
        return base::field_error(
            "database_file", "does not hold a database: sqlite:PATH or postgresql://user@host/name"
        );
    }
    return database;
}

base::Result<std::unique_ptr<Local>> Local::open(
    const Config& config, std::size_t read_sessions_max
) {
    auto database = open_database(config, read_sessions_max);
    if (!database) {
        return database.error();
    }
    if (const auto current = db::require_current(**database); !current) {
        return current.error();
    }
    return std::unique_ptr<Local>{new Local{std::move(*database), config}};
}

}  // namespace ladder::cli

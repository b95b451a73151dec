// Where the database is, and its pool of reading sessions.
#include "db/database.hpp"

#include <regex>

#include <fmt/format.h>

namespace ladder::db {
namespace {

constexpr std::string_view shapes =
    "sqlite:PATH, postgresql://user@host:port/name, or postgresql: followed by "
    "host=.. dbname=.. user=..";

std::string without_password(std::string text) {
    static const std::regex in_url(R"(^(postgres(?:ql)?://[^:/@]*):[^@]*@)");
    static const std::regex in_words(R"re(password\s*=\s*('[^']*'|\S+))re");
    text = std::regex_replace(text, in_url, "$1@");
    return std::regex_replace(text, in_words, "password=***");
}

}  // namespace

base::Result<std::unique_ptr<Database>> Database::open(
    std::string_view url, std::size_t read_sessions_max
) {
    // make_unique can't reach the private constructor.
    std::unique_ptr<Database> database(new Database);
    if (url.starts_with("sqlite:") && url.size() > 7) {
        const auto path = url.substr(7);
        // In memory, every session would have a database of its own; SOCI knows no escape for ".
        if (path.find('"') != std::string_view::npos || path.starts_with(":memory:")) {
            return base::field_error("database", "an SQLite path is a file's, without quotes");
        }
        database->backend_ = Backend::sqlite;
        database->parameters_ = fmt::format("db=\"{}\" timeout=10", path);
    } else if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
        database->backend_ = Backend::postgresql;
        // SOCI looks for name=value in what it is given, and adds a '=' to a URL without any.
        database->parameters_ = fmt::format(
            "{}{}fallback_application_name=ladder",
            url,
            url.find('?') == std::string_view::npos ? '?' : '&'
        );
    } else if (url.starts_with("postgresql:") && url.find('=') != std::string_view::npos) {
        database->backend_ = Backend::postgresql;
        database->parameters_ = url.substr(11);
    } else {
        return base::field_error("database", fmt::format("is not a database URL: {}", shapes));
    }
    database->shown_ = without_password(std::string(url));
    database->idle_.resize(read_sessions_max == 0 ? 1 : read_sessions_max);
    return database;
}

Database::~Database() = default;

std::unique_ptr<soci::session> Database::connect() const {
    return connect_writer(backend_, parameters_);
}

std::unique_ptr<soci::session> Database::connect_reader() const {
    return db::connect_reader(backend_, parameters_);
}

Database::Reading Database::take() {
    std::unique_lock lock(mutex_);
    free_.wait(lock, [this] { return !idle_.empty(); });
    auto reading = std::move(idle_.back());
    idle_.pop_back();
    return reading;
}

void Database::give_back(Reading reading) {
    {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(reading));
    }
    free_.notify_one();
}

void Database::begin_snapshot(soci::session& session) {
    session.begin();
}

void Database::end_snapshot(soci::session& session) {
    session.commit();
}

}  // namespace ladder::db

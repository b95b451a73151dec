#include "tests/fault/journal_rows.hpp"

#include <vector>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace ladder::fault {
namespace {

// "sqlite:PATH" or "postgresql:KEY=VALUE ..": behind the colon stands what the back end reads.
soci::session open_session(const std::string& database) {
    const auto bare = database.substr(database.find(':') + 1);
    return database.starts_with("sqlite:") ? soci::session{soci::sqlite3, bare}
                                           : soci::session{soci::postgresql, bare};
}

}  // namespace

std::string look_at_journal(const std::string& database, std::uint64_t decisions) {
    auto sql = open_session(database);
    long long rows = 0;
    long long positions = 0;
    long long first = -1;
    long long last = -1;
    sql << "SELECT COUNT(*), COUNT(DISTINCT position), MIN(position), MAX(position) FROM journal",
        soci::into(rows), soci::into(positions), soci::into(first), soci::into(last);
    if (first != 0 || last != rows - 1 || positions != rows) {
        return fmt::format("{} rows at {} positions from {} to {}", rows, positions, first, last);
    }
    long long ours = 0;
    long long requests = 0;
    sql << "SELECT COUNT(*), COUNT(DISTINCT request_id) FROM journal WHERE request_id LIKE "
           "'load-%'",
        soci::into(ours), soci::into(requests);
    return ours == requests && static_cast<std::uint64_t>(ours) == decisions
               ? std::string{}
               : fmt::format(
                     "{} decisions of {} requests, but {} were acknowledged",
                     ours,
                     requests,
                     decisions
                 );
}

void tamper(const std::string& database, const std::string& statement) {
    auto sql = open_session(database);
    if (database.starts_with("sqlite:")) {
        std::vector<std::string> triggers(100);
        sql << "SELECT name FROM sqlite_master WHERE type = 'trigger'", soci::into(triggers);
        for (const auto& trigger : triggers) {
            sql << "DROP TRIGGER " + trigger;
        }
    } else {
        sql << "SET session_replication_role = replica";
    }
    sql << statement;
}

}  // namespace ladder::fault

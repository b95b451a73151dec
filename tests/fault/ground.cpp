#include "tests/fault/ground.hpp"

#include <stdexcept>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "ladder/v1/body_service.pb.h"
#include "tests/process/connection.hpp"

namespace ladder::fault {
namespace {

std::string words_of(const process::Finished& finished) {
    return finished.exit_code == 0
               ? std::string{}
               : fmt::format("exit code {}: {}", finished.exit_code, finished.output);
}

process::Answer must(std::optional<process::Answer> answer) {
    if (!answer || answer->status != 200) {
        throw std::runtime_error{answer ? answer->body : "the connection broke"};
    }
    return *std::move(answer);
}

// "postgresql://.." is what libpq reads too; SQLite's back end wants the bare path.
soci::session open_session(const std::string& database) {
    const std::string sqlite{"sqlite:"};
    return database.starts_with(sqlite)
               ? soci::session{soci::sqlite3, database.substr(sqlite.size())}
               : soci::session{soci::postgresql, database};
}

}  // namespace

std::string migrate(const std::string& database) {
    return words_of(process::run_ladder({"db", "migrate", "--database", database}));
}

std::vector<CaseLoad> open_cases(std::uint16_t port, int count) {
    const auto published = process::run_ladder(
        {"ruleset",
         "publish",
         LADDER_SOURCE_DIR "/rules/landscape-2009",
         "--server",
         fmt::format("http://127.0.0.1:{}", port),
         "--actor",
         "Ann Lee",
         "--capacity",
         "ppsg_secretariat",
         "--reason",
         "The rules of these tests"}
    );
    if (published.exit_code != 0) {
        throw std::runtime_error{published.output};
    }
    process::Connection connection{port, actor};
    v1::RegisterBodiesRequest bodies;
    bodies.set_request_id("register");
    for (int i = 0; i < count; ++i) {
        auto& body = *bodies.add_bodies();
        body.set_name(fmt::format("bodies/force-{:03}", i));
        body.set_kind(v1::BODY_KIND_POLICE_FORCE);
        body.set_title(fmt::format("Force {:03}", i));
        body.set_short_title(body.title());
        body.set_country(v1::COUNTRY_ENGLAND);
    }
    (void)must(connection.call("BodyService/RegisterBodies", bodies));
    std::vector<CaseLoad> loads;
    for (const auto& body : bodies.bodies()) {
        v1::OpenCaseRequest open;
        open.set_body(body.name());
        open.set_subject(v1::SUBJECT_GENERAL);
        open.set_reasons("A case for these tests");
        open.set_request_id("open-" + body.name());
        v1::OpenCaseResponse response;
        response.ParseFromString(must(connection.call("CaseService/OpenCase", open)).body);
        loads.push_back({response.case_().name(), response.case_().etag(), {}, {}});
    }
    return loads;
}

std::string verify(const std::string& database) {
    return words_of(process::run_ladder({"db", "verify", "--database", database}));
}

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

}  // namespace ladder::fault

// Empties what recorded destructions name.
#include "db/erase.hpp"

#include <limits>
#include <memory>
#include <string>

#include "db/destruction.hpp"
#include "db/journal.hpp"
#include "engine/base/hex.hpp"

namespace ladder::db {
namespace {

std::int64_t run(soci::session& session, const std::string& sql, const std::string& key) {
    soci::statement statement = (session.prepare << sql, soci::use(key, "key"));
    statement.execute(true);
    return statement.get_affected_rows();
}

void erase_event(
    soci::session& session,
    Backend backend,
    const v1::ContentDestroyed& destroyed,
    EraseReport& report
) {
    const auto nothing = bytes_sql(backend, "''");
    const auto position = std::to_string(destroyed.position());
    report.events +=
        run(session,
            "UPDATE journal SET salt = " + nothing + ", payload = " + nothing +
                " WHERE position = CAST(:key AS BIGINT) AND length(payload) > 0",
            position);
    report.answers +=
        run(session,
            "UPDATE request SET fingerprint = " + nothing + ", response = " + nothing +
                ", salt = " + nothing +
                " WHERE length(fingerprint) + length(response) + length(salt) > 0 AND request_id = "
                "(SELECT request_id FROM journal WHERE position = CAST(:key AS BIGINT))",
            position);
    for (const auto& digest : destroyed.contents()) {
        report.contents +=
            run(session,
                "UPDATE document_chunk SET bytes = " + nothing +
                    " WHERE digest = :key AND length(bytes) > 0",
                base::hex(digest));
    }
}

EraseReport erase_all(soci::session& session, Backend backend) {
    std::vector<v1::ContentDestroyed> destructions;
    read_destructions(
        session,
        backend,
        std::numeric_limits<std::int64_t>::max(),
        [&](JournalRow&& row) {
            if (const auto event = event_of(row); event && event->has_content_destroyed()) {
                destructions.push_back(event->content_destroyed());
            }
            return true;
        }
    );
    EraseReport report;
    for (const auto& destroyed : destructions) {
        erase_event(session, backend, destroyed, report);
    }
    return report;
}

}  // namespace

base::Result<EraseReport> erase(Database& database) {
    std::unique_ptr<soci::session> session;
    try {
        session = database.connect();
        begin_write(database.backend(), *session);
        const auto report = erase_all(*session, database.backend());
        commit(*session);
        give_up_space(database.backend(), *session);
        return report;
    } catch (const soci::soci_error& error) {
        if (session) {
            roll_back(*session);
        }
        const auto failure = to_failure(error);
        if (failure.kind == FailureKind::refused) {
            return base::Error{
                base::Code::permission_denied,
                "only the owner of the database's tables may erase; connect as its owner",
                {}};
        }
        return failure.error();
    }
}

}  // namespace ladder::db

// Compares the answers that are kept for repeated requests with the seals in the journal.
//
// What can't be compared is counted: answers that were given before answers were sealed (migration
// 0009), and those to requests that recorded nothing, which no event seals.
#include <fmt/format.h>

#include "db/answer_seal.hpp"
#include "db/verify_steps.hpp"

namespace ladder::db {
namespace {

void find_missing_answers(soci::session& session, VerifyReport& report) {
    long long position = 0;
    select_rows(
        session,
        "SELECT j.position FROM journal j WHERE NOT EXISTS "
        "(SELECT 1 FROM request r WHERE r.request_id = j.request_id) ORDER BY j.position",
        {},
        [&](soci::statement& statement) { statement.exchange(soci::into(position)); },
        [&] {
            find(
                report,
                fmt::format("position {}", position),
                "the answer to the request that caused it is missing"
            );
            return true;
        }
    );
}

void find_requests(
    soci::session& session, const std::string& sql, const std::string& what, VerifyReport& report
) {
    std::string request;
    select_rows(
        session,
        sql,
        {},
        [&](soci::statement& statement) { statement.exchange(soci::into(request)); },
        [&] {
            find(report, "request " + request, what);
            return true;
        }
    );
}

// The first events of requests that seal answers, with the answers.
void compare_with_seals(
    soci::session& session,
    Backend backend,
    std::int64_t from,
    std::int64_t to,
    VerifyReport& report
) {
    std::string request_id, fingerprint, response, salt, seal;
    long long position = 0, event = 0;
    select_rows(
        session,
        "SELECT r.request_id, r.fingerprint, r.response, r.salt, j.salt, r.position, j.position "
        "FROM journal j JOIN request r ON r.request_id = j.request_id "
        "WHERE length(j.salt) = " +
            std::to_string(seal_bytes) +
            " AND j.position >= :from AND j.position < :to ORDER BY j.position",
        {{}, {{"from", from}, {"to", to}}},
        [&](soci::statement& statement) {
            for (auto* text : {&request_id, &fingerprint, &response, &salt, &seal}) {
                statement.exchange(soci::into(*text));
            }
            statement.exchange(soci::into(position));
            statement.exchange(soci::into(event));
        },
        [&] {
            const AnsweredRequest request{
                from_selected(backend, fingerprint),
                from_selected(backend, response),
                position,
                from_selected(backend, salt)};
            if (request.response.empty() && request.fingerprint.empty() && request.salt.empty()) {
                return true;  // emptied; whether it might be is asked elsewhere
            }
            ++report.sealed_answers;
            if (seal_of(request_id, request) != from_selected(backend, seal)) {
                find(
                    report,
                    "request " + request_id,
                    fmt::format(
                        "what is kept of it and of its answer is not what position {} seals", event
                    )
                );
            }
            return true;
        }
    );
}

}  // namespace

void verify_answers(
    soci::session& session,
    Backend backend,
    const VerifyOptions& options,
    std::int64_t to,
    VerifyReport& report
) {
    compare_with_seals(session, backend, options.from, to, report);
    if (!options.whole()) {
        return;
    }
    find_missing_answers(session, report);
    find_requests(
        session,
        "SELECT r.request_id FROM request r WHERE length(r.response) = 0 AND NOT EXISTS "
        "(SELECT 1 FROM journal d "
        "JOIN journal j ON j.position = CAST(substr(d.stream, 14) AS BIGINT) "
        "WHERE d.stream > 'destructions/' AND d.stream < 'destructions0' "
        "AND j.request_id = r.request_id) ORDER BY r.request_id",
        "its answer was emptied without a destruction",
        report
    );
    find_requests(
        session,
        // Not NOT IN: past its working memory PostgreSQL reads the journal for each request.
        "SELECT request_id FROM request WHERE length(salt) > 0 EXCEPT "
        "SELECT request_id FROM journal WHERE length(salt) <> " +
            std::to_string(salt_bytes) + " ORDER BY request_id",
        "it has the salt of a sealed answer, and no event seals it",
        report
    );
    long long unsealed = 0;
    session << "SELECT count(*) FROM request WHERE length(salt) = 0 AND length(response) > 0",
        soci::into(unsealed);
    report.unsealed_answers = unsealed;
}

}  // namespace ladder::db

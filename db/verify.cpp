// Runs all checks in one snapshot.
#include "db/verify.hpp"

#include <limits>

#include <fmt/format.h>

#include "db/verify_steps.hpp"

namespace ladder::db {
namespace {

constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max();

base::Result<std::int64_t> end_of(
    soci::session& session, Backend backend, const VerifyOptions& options
) {
    const auto size = read_head(session, backend).size;
    const auto to = options.to.value_or(size);
    if (options.from < 0 || options.from > to || to > size) {
        return base::Error{
            base::Code::invalid_argument,
            fmt::format(
                "positions {} to {} are not in order within the journal, which has {} events",
                options.from,
                to,
                size
            ),
            {}};
    }
    return to;
}

void say_what_was_left_out(
    const VerifyOptions& options, std::int64_t to, std::int64_t size, VerifyReport& report
) {
    if (options.from > 0) {
        report.not_looked_at.push_back(fmt::format("positions 0 to {}", options.from - 1));
    }
    if (to < size) {
        report.not_looked_at.push_back(fmt::format("positions {} to {}", to, size - 1));
    }
    report.not_looked_at.emplace_back("read models of streams without an event in between");
    report.not_looked_at.emplace_back("figures");
    report.not_looked_at.emplace_back("documents");
}

}  // namespace

base::Result<VerifyReport> verify(
    Database& database, const VerifyOptions& options, const Progress& progress
) {
    const auto backend = database.backend();
    return database.read([&](soci::session& session) -> base::Result<VerifyReport> {
        VerifyReport report;
        if (options.whole()) {
            verify_journal(session, backend, options, report, progress);
            verify_answers(session, backend, options, no_end, report);
            verify_read_models(session, backend, report, progress);
            verify_figures(session, backend, report, progress);
            verify_documents(session, backend, report, progress);
            return report;
        }
        const auto to = end_of(session, backend, options);
        if (!to) {
            return to.error();
        }
        say_what_was_left_out(options, *to, read_head(session, backend).size, report);
        const auto streams = verify_part(session, backend, options, *to, report, progress);
        verify_answers(session, backend, options, *to, report);
        for (const auto& stream : streams) {
            verify_read_models_of(session, backend, stream, report);
        }
        return report;
    });
}

base::Result<std::vector<CheckedStream>> verify_streams(
    Database& database, const std::string& after, std::int64_t count
) {
    const auto backend = database.backend();
    return database.read([&](soci::session& session) -> base::Result<std::vector<CheckedStream>> {
        std::vector<CheckedStream> checked;
        std::string stream;
        select_rows(
            session,
            "SELECT stream FROM journal WHERE stream > :after AND version = 1 "
            "ORDER BY stream LIMIT :limit",
            {{{"after", after}}, {{"limit", count}}},
            [&](soci::statement& statement) { statement.exchange(soci::into(stream)); },
            [&] {
                checked.push_back({stream, false});
                return true;
            }
        );
        for (auto& one : checked) {
            VerifyReport report;
            verify_read_models_of(session, backend, one.stream, report);
            one.agrees = report.clean();
        }
        return checked;
    });
}

base::Result<VerifyReport> verify(Database& database, const Progress& progress) {
    return verify(database, VerifyOptions{}, progress);
}

}  // namespace ladder::db

// Writing figures and rows kept aside.
#include <algorithm>

#include "db/figure_loader.hpp"
#include "db/journal.hpp"
#include "db/observation_store.hpp"
#include "db/quarantine_digest.hpp"

namespace ladder::db {
namespace {

template <class Write>
base::Result<void> write(const Database& database, Write&& steps) {
    try {
        const auto session = database.connect();
        steps(*session);
        return {};
    } catch (const soci::soci_error& error) {
        return to_failure(error).error();
    }
}

}  // namespace

base::Result<ObservationStore::Begun> ObservationStore::begin_import() const {
    Begun begun;
    const auto written = write(database_, [&](soci::session& session) {
        long long number = 0;
        if (database_.backend() == Backend::sqlite) {
            begin_write(Backend::sqlite, session);
            session << "INSERT INTO import_number DEFAULT VALUES";
            session << "SELECT last_insert_rowid()", soci::into(number);
            commit(session);
        } else {
            session << "SELECT nextval('import_number')", soci::into(number);
        }
        begun.staging = {number, "imports/" + std::to_string(number)};
        select_rows(
            session,
            "SELECT name FROM import_row ORDER BY from_position DESC LIMIT 1",
            {},
            [&](soci::statement& statement) {
                statement.exchange(soci::into(begun.newest_import));
            },
            [] { return true; }
        );
    });
    if (!written) {
        return written.error();
    }
    return begun;
}

base::Result<void> ObservationStore::stage(
    const Staging& staging,
    const std::vector<StagedFigure>& figures,
    const std::function<void(std::size_t)>& progress,
    std::size_t chunk
) const {
    return write(database_, [&](soci::session& session) {
        const auto loader = FigureLoader::open(database_.backend(), session);
        for (std::size_t first = 0; first < figures.size();) {
            const auto last = std::min(first + std::max<std::size_t>(chunk, 1), figures.size());
            loader->load(staging.number, figures, first, last);
            first = last;
            if (progress) {
                progress(last);
            }
        }
    });
}

base::Result<void> ObservationStore::quarantine(
    const Staging& staging, const std::vector<QuarantinedText>& rows
) const {
    return write(database_, [&](soci::session& session) {
        const auto backend = database_.backend();
        long long row_number = 0;
        std::string issue, text;
        begin_write(backend, session);
        try {
            soci::statement insert =
                (session.prepare << "INSERT INTO quarantine (import_number, row_number, issue, "
                                    "text) VALUES (:import_number, :row_number, " +
                                        bytes_sql(backend, ":issue") + ", :text)",
                 soci::use(staging.number),
                 soci::use(row_number),
                 soci::use(issue),
                 soci::use(text));
            for (const auto& row : rows) {
                ++row_number;
                issue = to_bound(backend, serialise(row.issue));
                text = stored_text(row);
                insert.execute(true);
            }
            commit(session);
        } catch (const soci::soci_error&) {
            roll_back(session);
            throw;
        }
    });
}

}  // namespace ladder::db

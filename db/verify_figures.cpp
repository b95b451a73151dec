// Compares the figures and the rows kept aside with the events that sealed them.
#include <map>

#include <fmt/format.h>

#include "db/figure_digest.hpp"
#include "db/observation_rows.hpp"
#include "db/quarantine_digest.hpp"
#include "db/sealed_imports.hpp"
#include "db/verify_steps.hpp"

namespace ladder::db {
namespace {

struct Import {
    v1::ObservationsImported event;
    FigureDigest digest;
    std::int64_t figures = 0;
    QuarantineDigest aside_digest;
    std::int64_t kept_aside = 0;
};

// From the events themselves: the read model is checked elsewhere.
std::map<long long, Import> read_imports(soci::session& session, Backend backend) {
    std::map<long long, Import> imports;
    read_journal(
        session,
        backend,
        "WHERE stream > 'imports/' AND stream < 'imports0' ORDER BY stream, version",
        {},
        [&](JournalRow&& row) {
            const auto event = event_of(row);
            if (event && event->has_observations_imported()) {
                imports[number_of_import(row.envelope.stream())].event =
                    event->observations_imported();
            }
            return true;
        }
    );
    return imports;
}

std::vector<std::string> read_indicators(soci::session& session) {
    std::vector<std::string> indicators;
    std::string indicator;
    select_rows(
        session,
        "SELECT DISTINCT indicator FROM observation ORDER BY indicator",
        {},
        [&](soci::statement& statement) { statement.exchange(soci::into(indicator)); },
        [&] {
            indicators.push_back(indicator);
            return true;
        }
    );
    return indicators;
}

void read_kept_aside(
    soci::session& session, Backend backend, std::map<long long, Import>& imports
) {
    long long number = 0, row_number = 0;
    std::string issue, text;
    select_rows(
        session,
        "SELECT import_number, row_number, issue, text FROM quarantine "
        "ORDER BY import_number, row_number",
        {},
        [&](soci::statement& statement) {
            statement.exchange(soci::into(number));
            statement.exchange(soci::into(row_number));
            statement.exchange(soci::into(issue));
            statement.exchange(soci::into(text));
        },
        [&] {
            if (const auto found = imports.find(number); found != imports.end()) {
                ++found->second.kept_aside;
                found->second.aside_digest.add(row_number, from_selected(backend, issue), text);
            }
            return true;
        }
    );
}

void compare(long long number, Import& import, VerifyReport& report) {
    const auto where = fmt::format("imports/{}", number);
    const auto expected = import.event.added() + import.event.revised();
    if (import.figures != expected) {
        find(
            report,
            where,
            fmt::format("has {} figures; its event says {}", import.figures, expected)
        );
    } else if (expected > 0 && import.digest.take() != import.event.observations_digest()) {
        find(report, where, "its figures are not those that were imported");
    }
    if (import.kept_aside != import.event.quarantined()) {
        find(
            report,
            where,
            fmt::format(
                "has {} rows kept aside; its event says {}",
                import.kept_aside,
                import.event.quarantined()
            )
        );
    } else if (!import.event.quarantined_digest().empty() &&
               import.aside_digest.take() != import.event.quarantined_digest()) {
        find(report, where, "its rows kept aside are not those that were kept");
    }
}

}  // namespace

void verify_figures(
    soci::session& session, Backend backend, VerifyReport& report, const Progress& progress
) {
    auto imports = read_imports(session, backend);
    const auto indicators = read_indicators(session);
    std::int64_t done = 0;
    for (const auto& indicator : indicators) {
        read_observations(
            session,
            "indicator = :indicator",
            {{{"indicator", indicator}}, {}},
            [&](const ObservationRow& row) {
                const auto found = imports.find(row.import_number);
                if (found == imports.end()) {
                    ++report.unsealed_figures;
                } else {
                    ++report.figures;
                    ++found->second.figures;
                    found->second.digest.add(row.figure);
                }
                return true;
            }
        );
        if (progress) {
            progress("figures", ++done, static_cast<std::int64_t>(indicators.size()));
        }
    }
    read_kept_aside(session, backend, imports);
    for (auto& [number, import] : imports) {
        compare(number, import, report);
    }
}

}  // namespace ladder::db

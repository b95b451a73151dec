// Rows of the figures' table, read in the order of its key, and what of them is seen.
#pragma once

#include <functional>
#include <string>

#include <soci/soci.h>

#include "db/observation_store.hpp"
#include "db/sealed_imports.hpp"
#include "db/statement.hpp"

namespace ladder::db {

// A row; the texts live until the next.
struct ObservationRow {
    std::string indicator;
    std::string body;
    base::Date period_end;
    long long import_number = 0;
    StagedFigure figure;  // borrows indicator and body
};

// Reads rows where `where` holds, in order of (indicator, body, period_end, import_number), until
// `row` returns false. Throws soci_error.
void read_observations(
    soci::session& session,
    const std::string& where,
    const Parameters& parameters,
    const std::function<bool(const ObservationRow&)>& row
);

// For each of the first `most` revisions `r` where `where` holds, newest import first, then in
// order of the key: the rows of its figure up to it, in order of import, with the number of the
// import of `r`. Until `row` returns false. Throws soci_error.
void read_revised(
    soci::session& session,
    const std::string& where,
    Parameters parameters,
    std::size_t most,
    const std::function<bool(long long revised_by, const ObservationRow&)>& row
);

// Whether a figure was published before the day on which its import was recorded.
bool is_entered_later(const StagedFigure& figure, const SealedImport& import);

// The import of a figure, if the figure is seen; else null.
const SealedImport* import_seen(
    const StagedFigure& figure,
    long long import_number,
    const SealedImports& sealed,
    const KnownAt& known_at
);

// The figure as it is shown.
v1::Observation shown(
    const StagedFigure& figure, long long import_number, const SealedImport& import
);

// Whether the first of two revisions of a figure stands, and not the second: the one published last
// stands, and of one day the one recorded last (ADR 31).
template <class A, class B>
bool stands_over(const A& first, const B& second) {
    return first.published_on != second.published_on ? first.published_on > second.published_on
                                                     : first.revision > second.revision;
}

}  // namespace ladder::db

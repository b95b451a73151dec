// Rows of the figures' table, read in the order of its key.
#pragma once

#include <functional>
#include <string>

#include <soci/soci.h>

#include "db/observation_store.hpp"
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

}  // namespace ladder::db

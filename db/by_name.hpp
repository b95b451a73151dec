// Rows looked up by their keys: those of a read model that hold now, by their names.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "db/database.hpp"
#include "db/projection.hpp"
#include "db/statement.hpp"

namespace ladder::db {

// What stands after FROM for the rows of the journal that are of one of the streams, with its
// parameters; the table keeps its name. Each stream is looked up by index, whatever the database
// knows of its tables: without statistics PostgreSQL takes all rows for fewer than a list of keys.
[[nodiscard]] std::string source_by_stream_sql(
    Backend backend, const std::vector<std::string>& streams, Parameters& parameters
);

// The same for the rows of a read model that hold now, by their names. No row of before is looked
// at: left to themselves SQLite walks all that a name ever had, and PostgreSQL without statistics
// any index of what holds now.
[[nodiscard]] std::string source_by_name_sql(
    Backend backend,
    std::string_view table,
    const std::vector<std::string>& names,
    Parameters& parameters
);

// Calls take(name, value of `column`) for each of the names whose row holds now, in no order.
// Throws soci_error.
template <class Value, class Take>
void select_by_name(
    soci::session& session,
    Backend backend,
    Model model,
    std::string_view column,
    const std::vector<std::string>& names,
    const Take& take
) {
    constexpr std::ptrdiff_t at_a_time = 200;  // bound in one statement
    for (auto first = names.begin(); first != names.end();) {
        const auto last = first + std::min(at_a_time, names.end() - first);
        Parameters parameters;
        const auto source =
            source_by_name_sql(backend, shape_of(model).table, {first, last}, parameters);
        std::string name;
        Value value{};
        select_rows(
            session,
            "SELECT name, " + std::string(column) + " FROM " + source,
            parameters,
            [&](soci::statement& statement) {
                statement.exchange(soci::into(name));
                statement.exchange(soci::into(value));
            },
            [&] {
                take(name, value);
                return true;
            }
        );
        first = last;
    }
}

}  // namespace ladder::db

// Rows of a read model that hold now, looked up by their names.
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

// The statement that gives name and `column` of `names`' rows, with its parameters. Each name is
// looked up by index, whatever the database knows of its tables: without statistics PostgreSQL
// takes all rows that hold for fewer than a list of names.
[[nodiscard]] std::string by_name_sql(
    Backend backend,
    Model model,
    std::string_view column,
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
        const auto sql = by_name_sql(backend, model, column, {first, last}, parameters);
        std::string name;
        Value value{};
        select_rows(
            session,
            sql,
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

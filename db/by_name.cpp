#include "db/by_name.hpp"

#include <fmt/format.h>

#include "db/array_literal.hpp"

namespace ladder::db {

std::string by_name_sql(
    Backend backend,
    Model model,
    std::string_view column,
    const std::vector<std::string>& names,
    Parameters& parameters
) {
    const auto table = shape_of(model).table;
    if (backend == Backend::postgresql) {
        ArrayLiteral array;
        for (const auto& name : names) {
            array.add_text(name);
        }
        parameters.texts["names"] = array.take();
        return fmt::format(
            "SELECT n, r.{0} FROM (SELECT DISTINCT unnest(CAST(:names AS text[])) AS n) AS asked "
            "CROSS JOIN LATERAL (SELECT x.{0} FROM {1} x WHERE x.name = n AND "
            "x.to_position = 9223372036854775807 OFFSET 0) AS r",
            column,
            table
        );
    }
    std::string places;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto place = fmt::format("n{}", i);
        places += (places.empty() ? ":" : ", :") + place;
        parameters.texts[place] = names[i];
    }
    return fmt::format(
        "SELECT name, {} FROM {} WHERE to_position = 9223372036854775807 AND name IN ({})",
        column,
        table,
        places
    );
}

}  // namespace ladder::db

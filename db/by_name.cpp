#include "db/by_name.hpp"

#include <fmt/format.h>

#include "db/array_literal.hpp"

namespace ladder::db {

std::string source_by_key_sql(
    Backend backend,
    std::string_view table,
    std::string_view key,
    std::string_view condition,
    const std::vector<std::string>& keys,
    Parameters& parameters
) {
    if (backend == Backend::postgresql) {
        ArrayLiteral array;
        for (const auto& one : keys) {
            array.add_text(one);
        }
        parameters.texts["keys"] = array.take();
        return fmt::format(
            "(SELECT DISTINCT unnest(CAST(:keys AS text[])) AS one) AS asked CROSS JOIN LATERAL "
            "(SELECT * FROM {0} WHERE {0}.{1} = one AND {2} OFFSET 0) AS {0}",
            table,
            key,
            condition
        );
    }
    std::string places;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto place = fmt::format("k{}", i);
        places += (places.empty() ? ":" : ", :") + place;
        parameters.texts[place] = keys[i];
    }
    return fmt::format("{} WHERE {} AND {} IN ({})", table, condition, key, places);
}

}  // namespace ladder::db

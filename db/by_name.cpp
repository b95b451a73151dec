#include "db/by_name.hpp"

#include <fmt/format.h>

#include "db/array_literal.hpp"

namespace ladder::db {
namespace {

// The keys as rows `one` of a table `asked`.
std::string asked_sql(const std::vector<std::string>& keys, Parameters& parameters) {
    ArrayLiteral array;
    for (const auto& one : keys) {
        array.add_text(one);
    }
    parameters.texts["keys"] = array.take();
    return "(SELECT DISTINCT unnest(CAST(:keys AS text[])) AS one) AS asked";
}

// ":k0, :k1, .."
std::string places_sql(const std::vector<std::string>& keys, Parameters& parameters) {
    std::string places;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto place = fmt::format("k{}", i);
        places += (places.empty() ? ":" : ", :") + place;
        parameters.texts[place] = keys[i];
    }
    return places;
}

}  // namespace

std::string source_by_stream_sql(
    Backend backend, const std::vector<std::string>& streams, Parameters& parameters
) {
    if (backend == Backend::postgresql) {
        return asked_sql(streams, parameters) +
               " CROSS JOIN LATERAL (SELECT * FROM journal WHERE stream = one OFFSET 0) AS journal";
    }
    return "journal WHERE stream IN (" + places_sql(streams, parameters) + ")";
}

std::string source_by_name_sql(
    Backend backend,
    std::string_view table,
    const std::vector<std::string>& names,
    Parameters& parameters
) {
    if (backend == Backend::postgresql) {
        return asked_sql(names, parameters) +
               fmt::format(
                   " CROSS JOIN LATERAL (SELECT * FROM {0} WHERE name = one "
                   "ORDER BY from_position DESC LIMIT 1) AS {0} WHERE to_position = {1}",
                   table,
                   still
               );
    }
    return fmt::format(
        "{0} INDEXED BY {0}_now WHERE to_position = {1} AND name IN ({2})",
        table,
        still,
        places_sql(names, parameters)
    );
}

}  // namespace ladder::db

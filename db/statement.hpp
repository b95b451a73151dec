// A SELECT with named parameters, run once, row by row.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include <soci/soci.h>

namespace ladder::db {

// Values for `:name` placeholders; each may stand in the SQL more than once.
struct Parameters {
    std::map<std::string, std::string> texts;
    std::map<std::string, long long> integers;
};

// Runs `sql` and calls `row` after each fetch, until it returns false or the rows end. `bind` adds
// the into() targets to the statement. Throws soci_error.
void select_rows(
    soci::session& session,
    const std::string& sql,
    const Parameters& parameters,
    const std::function<void(soci::statement&)>& bind,
    const std::function<bool()>& row
);

}  // namespace ladder::db

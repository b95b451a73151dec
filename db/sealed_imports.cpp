// Reads which imports have an event in the journal.
#include "db/sealed_imports.hpp"

#include <charconv>
#include <string>

#include "db/statement.hpp"

namespace ladder::db {

SealedImports read_sealed_imports(soci::session& session) {
    SealedImports sealed;
    std::string name;
    long long position = 0, recorded_at_us = 0;
    select_rows(
        session,
        "SELECT r.name, j.position, j.recorded_at_us FROM import_row r "
        "JOIN journal j ON j.position = r.from_position",
        {},
        [&](soci::statement& statement) {
            statement.exchange(soci::into(name));
            statement.exchange(soci::into(position));
            statement.exchange(soci::into(recorded_at_us));
        },
        [&] {
            sealed[number_of_import(name)] = {position, base::from_micros(recorded_at_us)};
            return true;
        }
    );
    return sealed;
}

long long number_of_import(std::string_view name) {
    constexpr std::string_view collection = "imports/";
    long long number = -1;
    if (name.starts_with(collection)) {
        const auto digits = name.substr(collection.size());
        const auto* end = digits.data() + digits.size();
        const auto parsed = std::from_chars(digits.data(), end, number);
        if (parsed.ec != std::errc() || parsed.ptr != end || number < 0) {
            return -1;
        }
    }
    return number;
}

}  // namespace ladder::db

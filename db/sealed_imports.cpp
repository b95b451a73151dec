// Reads which imports have an event in the journal.
#include "db/sealed_imports.hpp"

#include <charconv>

#include "db/statement.hpp"
#include "ladder/v1/journal.pb.h"

namespace ladder::db {

SealedImports read_sealed_imports(soci::session& session, Backend backend) {
    SealedImports sealed;
    std::string name, layout, content;
    long long position = 0, recorded_at_us = 0;
    select_rows(
        session,
        "SELECT r.name, r.layout, r.content, j.position, j.recorded_at_us FROM import_row r "
        "JOIN journal j ON j.position = r.from_position",
        {},
        [&](soci::statement& statement) {
            statement.exchange(soci::into(name));
            statement.exchange(soci::into(layout));
            statement.exchange(soci::into(content));
            statement.exchange(soci::into(position));
            statement.exchange(soci::into(recorded_at_us));
        },
        [&] {
            // What can't be parsed has no digest; `ladder db verify` says so.
            v1::ObservationsImported event;
            (void)event.ParseFromString(from_selected(backend, content));
            sealed[number_of_import(name)] = {
                position, base::from_micros(recorded_at_us), layout, event.file_digest()};
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

std::string name_of_import(long long number) {
    return "imports/" + std::to_string(number);
}

}  // namespace ladder::db

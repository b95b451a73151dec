// Reading what was imported.
#include <limits>

#include <fmt/format.h>

#include "db/observation_store.hpp"
#include "db/reader.hpp"
#include "db/statement.hpp"
#include "ladder/v1/journal.pb.h"

namespace ladder::db {

namespace {

v1::Import import_of_event(const v1::ObservationsImported& event) {
    v1::Import import;
    import.set_name(event.import());
    import.set_layout(event.layout());
    import.set_file_name(event.file_name());
    import.set_file_digest(event.file_digest());
    import.set_source(event.source());
    import.set_added(event.added());
    import.set_revised(event.revised());
    import.set_unchanged(event.unchanged());
    import.set_quarantined(event.quarantined());
    import.set_entered_later(event.entered_later());
    import.set_warnings(event.warnings());
    return import;
}

}  // namespace

base::Result<Page<v1::Import>> ObservationStore::imports(
    const Reader& reader, const PageRequest& page, const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    const auto signature =
        fmt::format("imports|{}", known_at.at ? base::to_string(*known_at.at) : "now");
    const auto cursor = decode_cursor(signature, page.token);
    if (!cursor) {
        return cursor.error();
    }
    return database_.read([&](soci::session& session) -> base::Result<Page<v1::Import>> {
        Eyes eyes{session, database_.backend(), reader};
        Parameters parameters;
        parameters.integers["before"] = cursor->key.empty() ? std::numeric_limits<long long>::max()
                                                            : std::stoll(cursor->key.front());
        Page<v1::Import> imports;
        bool unreadable = false;
        std::string content, person, capacity;
        long long position = 0, recorded_at_us = 0;
        select_rows(
            session,
            "SELECT r.content, j.person, j.capacity, j.position, j.recorded_at_us "
            "FROM import_row r JOIN journal j ON j.position = r.from_position "
            "WHERE r.from_position < :before ORDER BY r.from_position DESC",
            parameters,
            [&](soci::statement& statement) {
                statement.exchange(soci::into(content));
                statement.exchange(soci::into(person));
                statement.exchange(soci::into(capacity));
                statement.exchange(soci::into(position));
                statement.exchange(soci::into(recorded_at_us));
            },
            [&] {
                const auto recorded_at = base::from_micros(recorded_at_us);
                v1::ObservationsImported event;
                if (!event.ParseFromString(from_selected(database_.backend(), content))) {
                    unreadable = true;
                    return false;
                }
                // An import is of the day it was recorded: its counts say nothing of when figures
                // were known.
                if ((known_at.at && recorded_at > *known_at.at) || !eyes.see(event.import())) {
                    return true;
                }
                if (imports.items.size() == static_cast<std::size_t>(*size)) {
                    const auto last = std::to_string(imports.items.back().position());
                    imports.next_token = encode_cursor(signature, {0, {last}});
                    return false;
                }
                auto& import = imports.items.emplace_back(import_of_event(event));
                *import.mutable_recorded_at() = base::to_timestamp(recorded_at);
                import.mutable_recorded_by()->set_person(person);
                import.mutable_recorded_by()->set_capacity(capacity);
                import.set_position(position);
                return true;
            }
        );
        if (unreadable) {
            return base::Error{base::Code::data_loss, "an import can't be read", {}};
        }
        return imports;
    });
}

}  // namespace ladder::db

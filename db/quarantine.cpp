// Reading the rows that imports kept aside.
#include <limits>

#include <fmt/format.h>

#include "db/observation_store.hpp"
#include "db/reader.hpp"
#include "db/sealed_imports.hpp"
#include "db/statement.hpp"

namespace ladder::db {

base::Result<Page<v1::QuarantinedRow>> ObservationStore::quarantined(
    const Reader& reader, std::string_view import, const PageRequest& page, const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    const auto signature = fmt::format(
        "quarantined|{}|{}", import, known_at.at ? base::to_string(*known_at.at) : "now"
    );
    const auto cursor = decode_cursor(signature, page.token);
    if (!cursor) {
        return cursor.error();
    }
    return database_.read([&](soci::session& session) -> base::Result<Page<v1::QuarantinedRow>> {
        const auto sealed = read_sealed_imports(session, database_.backend());
        Eyes eyes{session, database_.backend(), reader};
        std::string where =
            "(import_number < :number OR (import_number = :number "
            "AND row_number > :row))";
        Parameters parameters;
        parameters.integers["number"] = cursor->key.empty() ? std::numeric_limits<long long>::max()
                                                            : std::stoll(cursor->key[0]);
        parameters.integers["row"] = cursor->key.empty() ? 0 : std::stoll(cursor->key[1]);
        if (!import.empty()) {
            where += " AND import_number = :only";
            parameters.integers["only"] = number_of_import(import);
        }
        long long number = 0, row_number = 0, last_row = 0;
        std::string issue, text;
        Page<v1::QuarantinedRow> rows;
        bool unreadable = false;
        select_rows(
            session,
            "SELECT import_number, row_number, issue, text FROM quarantine WHERE " + where +
                " ORDER BY import_number DESC, row_number",
            parameters,
            [&](soci::statement& statement) {
                statement.exchange(soci::into(number));
                statement.exchange(soci::into(row_number));
                statement.exchange(soci::into(issue));
                statement.exchange(soci::into(text));
            },
            [&] {
                const auto by = sealed.find(number);
                // A row kept aside is of the day its import was recorded: it says nothing of when
                // it was known.
                if (by == sealed.end() || (known_at.at && by->second.recorded_at > *known_at.at) ||
                    !eyes.see(name_of_import(number))) {
                    return true;
                }
                if (rows.items.size() == static_cast<std::size_t>(*size)) {
                    const auto last = number_of_import(rows.items.back().import());
                    rows.next_token = encode_cursor(
                        signature, {0, {std::to_string(last), std::to_string(last_row)}}
                    );
                    return false;
                }
                auto& row = rows.items.emplace_back();
                row.set_import(name_of_import(number));
                row.set_text(text);
                unreadable |=
                    !row.mutable_issue()->ParseFromString(from_selected(database_.backend(), issue)
                    );
                last_row = row_number;
                return true;
            }
        );
        if (unreadable) {
            return base::Error{base::Code::data_loss, "a row kept aside can't be read", {}};
        }
        return rows;
    });
}

}  // namespace ladder::db

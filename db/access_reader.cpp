#include "db/access_reader.hpp"

#include "db/statement.hpp"
#include "engine/access/person.hpp"
#include "engine/base/dates.hpp"

namespace ladder::db {

base::Result<std::vector<AccessAt>> AccessReader::list(
    const AccessFilter& filter, std::int64_t before, std::int64_t count
) const {
    std::string where = "a.from_position < :before";
    Parameters parameters{{}, {{"before", before}, {"limit", count}}};
    const auto add = [&](const std::string& value, const char* name, const char* condition) {
        if (!value.empty()) {
            where += condition;
            parameters.texts[name] = value;
        }
    };
    add(filter.kind == v1::ACCESS_KIND_UNSPECIFIED ? "" : v1::AccessKind_Name(filter.kind),
        "kind",
        " AND a.kind = :kind");
    add(access::key_of(filter.person), "person", " AND a.person = :person");
    add(filter.from, "first", " AND a.day >= :first");
    add(filter.to, "last", " AND a.day <= :last");
    return database_.read([&](soci::session& session) -> base::Result<std::vector<AccessAt>> {
        std::vector<AccessAt> found;
        std::string content;
        long long position = 0, recorded_at_us = 0;
        bool unreadable = false;
        select_rows(
            session,
            "SELECT a.from_position, a.content, j.recorded_at_us FROM access_row a "
            "JOIN journal j ON j.position = a.from_position WHERE " +
                where + " ORDER BY a.from_position DESC LIMIT :limit",
            parameters,
            [&](soci::statement& statement) {
                statement.exchange(soci::into(position));
                statement.exchange(soci::into(content));
                statement.exchange(soci::into(recorded_at_us));
            },
            [&] {
                auto& one = found.emplace_back();
                one.position = position;
                unreadable |=
                    !one.record.ParseFromString(from_selected(database_.backend(), content));
                *one.record.mutable_recorded_at() =
                    base::to_timestamp(base::from_micros(recorded_at_us));
                return true;
            }
        );
        if (unreadable) {
            return base::Error{base::Code::data_loss, "an access record can't be read", {}};
        }
        return found;
    });
}

}  // namespace ladder::db

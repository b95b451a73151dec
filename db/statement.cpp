// Runs one SELECT without leaving a prepared statement behind.
#include "db/statement.hpp"

namespace ladder::db {

void select_rows(
    soci::session& session,
    const std::string& sql,
    const Parameters& parameters,
    const std::function<void(soci::statement&)>& bind,
    const std::function<bool()>& row
) {
    soci::statement statement(session);
    bind(statement);
    for (const auto& [name, value] : parameters.texts) {
        statement.exchange(soci::use(value, name));
    }
    for (const auto& [name, value] : parameters.integers) {
        statement.exchange(soci::use(value, name));
    }
    statement.alloc();
    // A one-time query saves PostgreSQL two round trips.
    statement.prepare(sql, soci::details::st_one_time_query);
    statement.define_and_bind();
    statement.execute();
    while (statement.fetch()) {
        if (!row()) {
            return;
        }
    }
}

}  // namespace ladder::db

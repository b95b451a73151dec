// Runs SELECTs, prepared once for each session that reads.
#include "db/statement.hpp"

#include <utility>

namespace ladder::db {
namespace {

constexpr std::size_t kept_max = 128;

thread_local PreparedSelects* selects_in_use = nullptr;
thread_local soci::session* session_in_use = nullptr;

void exchange(
    soci::statement& statement,
    const Parameters& parameters,
    const std::function<void(soci::statement&)>& bind
) {
    bind(statement);
    for (const auto& [name, value] : parameters.texts) {
        statement.exchange(soci::use(value, name));
    }
    for (const auto& [name, value] : parameters.integers) {
        statement.exchange(soci::use(value, name));
    }
}

// Whether all rows were read, and so few that the statement may be kept: it holds them until it
// runs again.
bool read_rows(soci::statement& statement, const std::function<bool()>& row) {
    constexpr int few = 1000;
    int read = 0;
    statement.define_and_bind();
    statement.execute();
    while (statement.fetch()) {
        ++read;
        if (!row()) {
            return false;
        }
    }
    return read <= few;
}

}  // namespace

PreparedSelects::Use::Use(PreparedSelects& selects, soci::session& session)
    : selects_before_(std::exchange(selects_in_use, &selects)),
      session_before_(std::exchange(session_in_use, &session)) {}

PreparedSelects::Use::~Use() {
    selects_in_use = selects_before_;
    session_in_use = session_before_;
}

soci::statement* PreparedSelects::take(soci::session& session, const std::string& sql) {
    if (session_in_use != &session) {
        return nullptr;
    }
    auto& kept = selects_in_use->kept_;
    const auto found = kept.find(sql);
    if (found == kept.end()) {
        if (kept.size() == kept_max) {
            return nullptr;
        }
        auto statement = std::make_unique<soci::statement>(session);
        statement->alloc();
        statement->prepare(sql);
        return kept.emplace(sql, Kept{std::move(statement), true}).first->second.statement.get();
    }
    return std::exchange(found->second.taken, true) ? nullptr : found->second.statement.get();
}

void PreparedSelects::give_back(const std::string& sql, bool may_be_kept) {
    auto& kept = selects_in_use->kept_;
    const auto found = kept.find(sql);
    if (may_be_kept) {
        found->second.statement->bind_clean_up();
        found->second.taken = false;
    } else {
        kept.erase(found);
    }
}

void select_rows(
    soci::session& session,
    const std::string& sql,
    const Parameters& parameters,
    const std::function<void(soci::statement&)>& bind,
    const std::function<bool()>& row
) {
    if (auto* kept = PreparedSelects::take(session, sql)) {
        bool may_be_kept = false;
        try {
            exchange(*kept, parameters, bind);
            may_be_kept = read_rows(*kept, row);
        } catch (...) {
            PreparedSelects::give_back(sql, false);
            throw;
        }
        return PreparedSelects::give_back(sql, may_be_kept);
    }
    soci::statement statement(session);
    exchange(statement, parameters, bind);
    statement.alloc();
    // A one-time query saves PostgreSQL two round trips.
    statement.prepare(sql, soci::details::st_one_time_query);
    read_rows(statement, row);
}

}  // namespace ladder::db

// Brings the schema forward, and tells when it is not what this binary works on.
#include "db/migrate.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "engine/base/sha256.hpp"

namespace ladder::db {
namespace {

// A row of schema_migration.
struct Applied {
    int number = 0;
    std::string name;
    std::string checksum;
    long long applied_at_us = 0;
};

std::vector<Applied> read_applied(Backend backend, soci::session& session) {
    std::vector<Applied> applied;
    if (!has_table(backend, session, "schema_migration")) {
        return applied;
    }
    Applied row;
    soci::statement select =
        (session.prepare << "SELECT number, name, checksum, applied_at_us FROM schema_migration "
                            "ORDER BY number",
         soci::into(row.number),
         soci::into(row.name),
         soci::into(row.checksum),
         soci::into(row.applied_at_us));
    select.execute();
    while (select.fetch()) {
        applied.push_back(row);
    }
    return applied;
}

// Both sides by number; a past migration must be what it was.
std::vector<MigrationState> compare(
    const std::vector<Migration>& known, const std::vector<Applied>& applied
) {
    std::vector<MigrationState> states;
    for (std::size_t i = 0; i < std::max(known.size(), applied.size()); ++i) {
        const auto* ours = i < known.size() ? &known[i] : nullptr;
        const auto* theirs = i < applied.size() ? &applied[i] : nullptr;
        MigrationState state;
        state.number = static_cast<int>(i) + 1;
        state.name = theirs != nullptr ? theirs->name : std::string(ours->name);
        state.applied = theirs != nullptr;
        state.applied_at_us = theirs != nullptr ? theirs->applied_at_us : 0;
        if (theirs != nullptr && theirs->number != state.number) {
            state.problem = fmt::format("migration {} is missing before this one", state.number);
        } else if (theirs != nullptr && ours == nullptr) {
            state.problem = "is not known to this binary, which is older than the database";
        } else if (theirs != nullptr && (theirs->checksum != base::hex(base::sha256(ours->sql)) || theirs->name != ours->name)) {
            state.problem = "was changed since it was applied: a migration is never edited";
        }
        states.push_back(std::move(state));
    }
    return states;
}

std::optional<base::Error> first_problem(const std::vector<MigrationState>& states) {
    for (const auto& state : states) {
        if (!state.problem.empty()) {
            return base::Error{
                base::Code::failed_precondition,
                fmt::format("migration {} ({}) {}", state.number, state.name, state.problem),
                {}};
        }
    }
    return std::nullopt;
}

void apply_one(soci::session& session, const Migration& migration, long long now_us) {
    for (const auto& statement : split_statements(migration.sql)) {
        session << statement;
    }
    const std::string name(migration.name);
    const auto checksum = base::hex(base::sha256(migration.sql));
    session << "INSERT INTO schema_migration (number, name, checksum, applied_at_us) "
               "VALUES (:number, :name, :checksum, :at)",
        soci::use(migration.number), soci::use(name), soci::use(checksum), soci::use(now_us);
}

base::Result<MigrationReport> migrate_locked(
    Backend backend,
    soci::session& session,
    std::int64_t now_us,
    const std::vector<Migration>& known
) {
    lock_schema(backend, session);
    session << "CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY NOT NULL, "
               "name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at_us BIGINT NOT NULL)";
    const auto states = compare(known, read_applied(backend, session));
    if (auto problem = first_problem(states)) {
        return *std::move(problem);
    }
    MigrationReport report;
    report.schema = static_cast<int>(known.size());
    for (const auto& state : states) {
        if (!state.applied) {
            apply_one(session, known[static_cast<std::size_t>(state.number) - 1], now_us);
            report.applied.push_back(state.name);
        }
    }
    return report;
}

}  // namespace

base::Result<MigrationReport> migrate(
    Database& database, std::int64_t now_us, const std::vector<Migration>* migrations
) {
    const auto backend = database.backend();
    const auto& known = migrations != nullptr ? *migrations : migrations_of(backend);
    std::unique_ptr<soci::session> session;
    try {
        session = database.connect();
        begin_write(backend, *session);
        auto report = migrate_locked(backend, *session, now_us, known);
        if (report) {
            commit(*session);
        } else {
            roll_back(*session);
        }
        return report;
    } catch (const soci::soci_error& error) {
        if (session) {
            roll_back(*session);
        }
        return to_failure(error).error();
    }
}

base::Result<std::vector<MigrationState>> migration_status(
    Database& database, const std::vector<Migration>* migrations
) {
    const auto backend = database.backend();
    const auto& known = migrations != nullptr ? *migrations : migrations_of(backend);
    return database.read([&](soci::session& session) -> base::Result<std::vector<MigrationState>> {
        return compare(known, read_applied(backend, session));
    });
}

base::Result<void> require_current(Database& database, const std::vector<Migration>* migrations) {
    const auto states = migration_status(database, migrations);
    if (!states) {
        return states.error();
    }
    if (auto problem = first_problem(*states)) {
        return *std::move(problem);
    }
    const auto missing = std::count_if(states->begin(), states->end(), [](const auto& state) {
        return !state.applied;
    });
    if (missing != 0) {
        return base::Error{
            base::Code::failed_precondition,
            fmt::format(
                "the schema of {} is older than this binary by {} migration(s); run: ladder db "
                "migrate",
                database.shown(),
                missing
            ),
            {}};
    }
    return {};
}

int schema_version(Backend backend) {
    return static_cast<int>(migrations_of(backend).size());
}

}  // namespace ladder::db

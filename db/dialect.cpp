// The differences between SQLite and PostgreSQL, each seen by running it.
#include "db/dialect.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace ladder::db {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

int nibble_of(char digit) {
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

// A session is used by one thread at a time, so SQLite need not lock within it, nor keep memory
// statistics that all threads wait for: together a quarter of what a read costs. Takes effect
// before the first connection only.
void configure_sqlite() {
    static const bool configured =
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK &&
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
    (void)configured;
}

std::unique_ptr<soci::session> connect_sqlite(const std::string& parameters) {
    configure_sqlite();
    auto session = std::make_unique<soci::session>(*soci::factory_sqlite3(), parameters);
    *session << "PRAGMA foreign_keys=ON";
    *session << "PRAGMA cache_size=-65536";
    return session;
}

}  // namespace

std::unique_ptr<soci::session> connect_writer(Backend backend, const std::string& parameters) {
    if (backend == Backend::postgresql) {
        auto session = std::make_unique<soci::session>(*soci::factory_postgresql(), parameters);
        *session << "SET client_encoding = 'UTF8'";
        // libpq prints notices on stderr.
        *session << "SET client_min_messages = warning";
        // A plan made for one batch is as good for the next; planning anew costs more than it
        // gains. Made while tables are empty, it must serve when they are not: by index.
        *session << "SET plan_cache_mode = 'force_generic_plan'";
        *session << "SET enable_seqscan = off";
        *session << "SET enable_hashjoin = off";
        *session << "SET enable_mergejoin = off";
        // What is switched off but can't be avoided has a cost beyond all bounds, for which
        // PostgreSQL would compile the query for a tenth of a second.
        *session << "SET jit = off";
        return session;
    }
    auto session = connect_sqlite(parameters);
    *session << "PRAGMA journal_mode=WAL";
    *session << "PRAGMA synchronous=FULL";
    *session << "PRAGMA wal_autocheckpoint=10000";
    return session;
}

std::unique_ptr<soci::session> connect_reader(Backend backend, const std::string& parameters) {
    if (backend == Backend::postgresql) {
        auto session = std::make_unique<soci::session>(*soci::factory_postgresql(), parameters);
        *session << "SET client_encoding = 'UTF8'";
        *session << "SET default_transaction_read_only = on";
        *session << "SET default_transaction_isolation = 'repeatable read'";
        // Reads are short, and to compile one takes longer than most: a guess too high is enough.
        *session << "SET jit = off";
        return session;
    }
    auto session = connect_sqlite(parameters);
    *session << "PRAGMA query_only=ON";
    return session;
}

void begin_write(Backend backend, soci::session& session) {
    session << (backend == Backend::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
}

void commit(soci::session& session) {
    session.commit();
}

void roll_back(soci::session& session) noexcept {
    try {
        session << "ROLLBACK";
    } catch (const std::exception&) {
        // The connection is gone, or nothing was begun: there is nothing to roll back.
        return;
    }
}

std::string bytes_sql(Backend backend, std::string_view placeholder) {
    return "CAST(" + std::string(placeholder) +
           (backend == Backend::sqlite ? " AS BLOB)" : " AS bytea)");
}

std::string to_bound(Backend backend, std::string_view bytes) {
    if (backend == Backend::sqlite) {
        return std::string(bytes);
    }
    std::string text("\\x");
    text.reserve(2 + 2 * bytes.size());
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += hex_digits[value >> 4U];
        text += hex_digits[value & 15U];
    }
    return text;
}

std::string from_selected(Backend backend, std::string selected) {
    if (backend == Backend::sqlite) {
        return selected;
    }
    std::size_t size = 0;  // in place: a byte is behind its digits
    for (std::size_t i = 2; i + 1 < selected.size(); i += 2) {
        selected[size++] =
            static_cast<char>(nibble_of(selected[i]) * 16 + nibble_of(selected[i + 1]));
    }
    selected.resize(size);
    return selected;
}

void lock_schema(Backend backend, soci::session& session) {
    if (backend == Backend::postgresql) {
        // Any number serves that every version of ours uses: the letters of "ladder".
        session << "SELECT pg_advisory_xact_lock(119181891494258)";
    }
}

void give_up_space(Backend backend, soci::session& session) {
    session << "VACUUM";
    if (backend == Backend::sqlite) {
        // What the log still holds goes into the file, and the log is cut to nothing.
        int busy = 0, logged = 0, moved = 0;
        session << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(busy), soci::into(logged),
            soci::into(moved);
    }
}

bool has_table(Backend backend, soci::session& session, const std::string& table) {
    int count = 0;
    session
        << (backend == Backend::sqlite
                ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :name"
                : "SELECT count(*) FROM pg_tables WHERE tablename = :name "
                  "AND schemaname = ANY (current_schemas(false))"),
        soci::into(count), soci::use(table, "name");
    return count != 0;
}

std::string_view row_lock_sql(Backend backend) {
    return backend == Backend::sqlite ? "" : " FOR UPDATE";
}

}  // namespace ladder::db

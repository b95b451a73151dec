// Sorts what SOCI throws by the databases' own codes; the texts stay behind.
#include "db/soci_error.hpp"

#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace ladder::db {
namespace {

// Result codes of SQLite (sqlite3.h), which SOCI passes on as numbers.
constexpr int sqlite_busy = 5;
constexpr int sqlite_locked = 6;
constexpr int sqlite_readonly = 8;
constexpr int sqlite_ioerr = 10;
constexpr int sqlite_full = 13;
constexpr int sqlite_cantopen = 14;
constexpr int sqlite_constraint = 19;

constexpr std::string_view disk_is_full = ": its disk is full";

FailureKind kind_of_sqlite(int result, std::string_view message) {
    switch (result & 0xff) {
        case sqlite_busy:
        case sqlite_locked:
            return FailureKind::conflict;
        case sqlite_readonly:
            return FailureKind::refused;
        case sqlite_ioerr:
        case sqlite_full:
        case sqlite_cantopen:
            return FailureKind::connection_lost;
        case sqlite_constraint:
            // RAISE(ABORT) of a trigger has the same code as a key that is taken.
            return message.find("UNIQUE constraint failed") != std::string_view::npos
                       ? FailureKind::not_unique
                       : FailureKind::refused;
        default:
            return FailureKind::other;
    }
}

// https://www.postgresql.org/docs/15/errcodes-appendix.html
FailureKind kind_of_sqlstate(std::string_view state) {
    if (state.find_first_not_of(" \0") == std::string_view::npos || state.starts_with("08") ||
        state.starts_with("57P") || state.starts_with("53")) {
        return FailureKind::connection_lost;
    }
    if (state.starts_with("40") || state == "55P03") {
        return FailureKind::conflict;
    }
    if (state == "23505") {
        return FailureKind::not_unique;
    }
    if (state == "42501" || state == "25006") {
        return FailureKind::refused;
    }
    return FailureKind::other;
}

// Libpq's reason without the names of hosts, databases and users in it.
std::string why_not_connected(std::string_view text) {
    struct Reason {
        std::string_view says;
        std::string_view means;
    };
    constexpr std::array reasons{
        Reason{"Connection refused", "no connection: nothing listens at that address"},
        Reason{"No such file or directory", "no connection: there is no such socket"},
        Reason{"could not translate host name", "no connection: no such host"},
        Reason{"password authentication failed", "no connection: the user or password is refused"},
        Reason{"no password supplied", "no connection: a password is asked for"},
        Reason{"no pg_hba.conf entry", "no connection: pg_hba.conf has no line for this user"},
        Reason{"database \"", "no connection: no such database"},
        Reason{"role \"", "no connection: no such role"}};
    for (const auto& reason : reasons) {
        if (text.find(reason.says) != std::string_view::npos) {
            return std::string(reason.means);
        }
    }
    return "no connection";
}

}  // namespace

base::Error Failure::error() const {
    switch (kind) {
        case FailureKind::connection_lost:
            return {
                base::Code::unavailable,
                fmt::format("the database can't be reached or can't write ({}); try again", what),
                {}};
        case FailureKind::conflict:
            return {
                base::Code::aborted,
                fmt::format("another transaction was in the way ({}); try again", what),
                {}};
        case FailureKind::not_unique:
        case FailureKind::refused:
        case FailureKind::other:
            break;
    }
    return {base::Code::internal, fmt::format("the database refused a statement ({})", what), {}};
}

Failure to_failure(const soci::soci_error& error) {
    if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) {
        const auto kind = kind_of_sqlite(sqlite->result(), error.get_error_message());
        const bool full = (sqlite->result() & 0xff) == sqlite_full;
        return {
            kind, fmt::format("SQLite result {}{}", sqlite->result(), full ? disk_is_full : "")};
    }
    if (const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error)) {
        const auto state = postgresql->sqlstate();
        const auto kind = kind_of_sqlstate(state);
        return {
            kind,
            kind == FailureKind::connection_lost && state.starts_with(' ')
                ? std::string("PostgreSQL: connection lost")
                : fmt::format(
                      "PostgreSQL SQLSTATE {}{}", state, state == "53100" ? disk_is_full : ""
                  )};
    }
    if (error.get_error_message().find("establish connection") != std::string::npos) {
        return {FailureKind::connection_lost, why_not_connected(error.get_error_message())};
    }
    return {FailureKind::other, "SOCI"};
}

}  // namespace ladder::db

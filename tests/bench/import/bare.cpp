#include "tests/bench/import/bare.hpp"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>

#include <fmt/format.h>

namespace ladder::bench {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void run_psql(const std::string& url, const std::string& command) {
    // Without our prefix "postgresql:" it is as libpq takes it.
    const auto parameters = url.starts_with("postgresql://") ? url : url.substr(url.find(':') + 1);
    const auto line =
        fmt::format("psql -qX -v ON_ERROR_STOP=1 '{}' -c \"{}\"", parameters, command);
    if (std::system(line.c_str()) != 0) {
        throw std::runtime_error{"psql failed: " + command};
    }
}

void check(int code, sqlite3* database) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
        throw std::runtime_error{sqlite3_errmsg(database)};
    }
}

void execute(sqlite3* database, const char* sql) {
    check(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), database);
}

constexpr auto table =
    "CREATE TABLE observation (indicator TEXT NOT NULL, body TEXT NOT NULL, period_end TEXT NOT "
    "NULL, "
    "import_number INTEGER NOT NULL, revision INTEGER NOT NULL, value REAL NOT NULL, numerator "
    "REAL, "
    "denominator REAL, published_on TEXT NOT NULL, quality INTEGER NOT NULL, marking INTEGER NOT "
    "NULL, PRIMARY KEY (indicator, body, period_end, import_number)) WITHOUT ROWID";

// Binds the fields of one line, as texts or numbers by the column's kind.
void bind_line(sqlite3_stmt* insert, std::string& line) {
    constexpr bool is_text[]{
        true, true, true, false, false, false, false, false, true, false, false};
    char* field = line.data();
    for (int column = 0; column < 11; ++column) {
        char* end = field;
        while (*end != ',' && *end != '\0') {
            ++end;
        }
        if (end == field) {
            sqlite3_bind_null(insert, column + 1);
        } else if (is_text[column]) {
            sqlite3_bind_text(
                insert, column + 1, field, static_cast<int>(end - field), SQLITE_STATIC
            );
        } else if (column == 5) {
            sqlite3_bind_double(insert, column + 1, std::strtod(field, nullptr));
        } else {
            sqlite3_bind_int64(insert, column + 1, std::strtoll(field, nullptr, 10));
        }
        field = end + 1;
    }
}

}  // namespace

double copy_by_psql(const std::string& url, const TableFile& file) {
    run_psql(url, "DROP TABLE IF EXISTS bare; CREATE TABLE bare (LIKE observation INCLUDING ALL)");
    const auto start = Clock::now();
    run_psql(
        url,
        "\\copy bare (indicator, body, period_end, import_number, revision, value, numerator, "
        "denominator, published_on, quality, marking) FROM '" +
            file.path + "' CSV"
    );
    return seconds_since(start);
}

double insert_by_sqlite(const std::string& path, const TableFile& file) {
    sqlite3* opened = nullptr;
    check(sqlite3_open(path.c_str(), &opened), opened);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database{opened, &sqlite3_close};
    execute(opened, "PRAGMA journal_mode=WAL");
    execute(opened, "PRAGMA synchronous=FULL");
    execute(opened, "PRAGMA cache_size=-65536");
    execute(opened, table);
    sqlite3_stmt* prepared = nullptr;
    check(
        sqlite3_prepare_v2(
            opened, "INSERT INTO observation VALUES (?,?,?,?,?,?,?,?,?,?,?)", -1, &prepared, nullptr
        ),
        opened
    );
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> insert{
        prepared, &sqlite3_finalize};
    std::ifstream lines{file.path};
    const auto start = Clock::now();
    execute(opened, "BEGIN IMMEDIATE");
    for (std::string line; std::getline(lines, line);) {
        bind_line(prepared, line);
        check(sqlite3_step(prepared), opened);
        check(sqlite3_reset(prepared), opened);
    }
    execute(opened, "COMMIT");
    return seconds_since(start);
}

}  // namespace ladder::bench

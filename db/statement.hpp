// A SELECT with named parameters, row by row; and those that a session keeps prepared.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <soci/soci.h>

namespace ladder::db {

// Values for `:name` placeholders; each may stand in the SQL more than once.
struct Parameters {
    std::map<std::string, std::string> texts;
    std::map<std::string, long long> integers;
};

// The SELECTs of a session, kept prepared: to parse and plan one costs more than most take to run.
// Of one thread at a time; goes before its session does.
class PreparedSelects {
public:
    // While it lives, select_rows by this thread on this session keeps and uses what is prepared.
    class Use {
    public:
        Use(PreparedSelects& selects, soci::session& session);
        ~Use();
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;

    private:
        PreparedSelects* selects_before_;
        soci::session* session_before_;
    };

    // A prepared statement with nothing bound to it; null for one that is being read already, and
    // where enough are kept. Throws soci_error.
    static soci::statement* take(soci::session& session, const std::string& sql);

    // It may be taken again if it may be kept: all its rows were read, and few. Else it is gone.
    static void give_back(const std::string& sql, bool may_be_kept);

private:
    struct Kept {
        std::unique_ptr<soci::statement> statement;
        bool taken = false;
    };

    std::unordered_map<std::string, Kept> kept_;
};

// Runs `sql` and calls `row` after each fetch, until it returns false or the rows end. `bind` adds
// the into() targets to the statement. Throws soci_error.
void select_rows(
    soci::session& session,
    const std::string& sql,
    const Parameters& parameters,
    const std::function<void(soci::statement&)>& bind,
    const std::function<bool()>& row
);

// The value of a SELECT of one column that gives one row at most; Value{} if it gives none. Throws
// soci_error.
template <class Value>
Value select_one(soci::session& session, const std::string& sql, const Parameters& parameters) {
    Value value{}, found{};
    select_rows(
        session,
        sql,
        parameters,
        [&](soci::statement& statement) { statement.exchange(soci::into(value)); },
        [&] {
            found = value;
            return true;
        }
    );
    return found;
}

}  // namespace ladder::db

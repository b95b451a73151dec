// One moment of a database, as a thread reads it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include <soci/soci.h>

namespace ladder::db {

class Database;

// Where the rows of records begin that were looked up, by record; nothing: there is no row.
using Positions = std::map<std::string, std::optional<std::int64_t>, std::less<>>;

// Made by Database::read around its query, on the query's thread: reads within it join it.
class Snapshot {
public:
    Snapshot(const Database& database, soci::session& session);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    // The one that this thread is reading; null: none.
    static Snapshot* of(const Database& database);
    static Snapshot* of(const soci::session& session);

    soci::session& session() { return session_; }
    Positions& positions() { return positions_; }

private:
    const Database& database_;
    soci::session& session_;
    Positions positions_;
    Snapshot* around_;
};

}  // namespace ladder::db

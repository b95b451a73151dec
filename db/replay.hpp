// The whole journal, a stream at a time, with the read models that it makes.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "db/journal.hpp"
#include "db/projection.hpp"

namespace ladder::db {

// A row with the position at which it stops to hold.
struct PlacedRow {
    ModelRow row;
    std::int64_t to_position = still;
};

struct ReplayedStream {
    std::string stream;
    std::int64_t events = 0;
    std::vector<PlacedRow> rows;        // in order of from_position
    std::vector<std::string> problems;  // gaps, events that can't be read
};

// One stream. Throws soci_error.
ReplayedStream replay_stream(soci::session& session, Backend backend, const std::string& stream);

// Calls `done` for each stream in order of name. Throws soci_error.
void replay_streams(
    soci::session& session, Backend backend, const std::function<void(const ReplayedStream&)>& done
);

}  // namespace ladder::db

// What commands on any record are decided from, and what its events are applied with.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/common.pb.h"
#include "ladder/v1/journal.pb.h"

namespace ladder::command {

// What decide() may know besides the record and the command.
struct Context {
    const definition::Ruleset& ruleset;  // that of the record; to open one, the newest
    v1::Actor actor;                     // who calls, in which capacity
    base::Instant recorded_at;           // the moment of recording
};

// What apply() needs of a journal row besides its payload.
struct Recorded {
    std::int64_t position = 0;
    std::int64_t version = 0;  // within the stream, from 1
    base::Instant recorded_at;
    v1::Actor actor;
    base::Date known_on;
    bool entered_later = false;
};

using Events = std::vector<v1::Event>;

}  // namespace ladder::command

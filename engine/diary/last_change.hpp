// When a record last changed otherwise than by its own housekeeping.
#pragma once

#include <cstdint>

#include "engine/command/context.hpp"
#include "ladder/v1/journal.pb.h"

namespace ladder::diary {

// Whether an event only tells of a day that passed, or whose turn it is: a deadline that fired, a
// task that was opened or changed. No gate asks for it and nobody decides on it, so whoever saw the
// record before it saw the record as it is.
bool is_housekeeping(const v1::Event& event);

// The last event of a record that was more than housekeeping.
struct LastChange {
    std::int64_t version = 0;  // 0: none yet
    v1::Actor by;

    // Takes in the next event.
    void note(const v1::Event& event, const command::Recorded& recorded);
};

}  // namespace ladder::diary

// What a process is told of its clock and its disk, in a file that it and a test share.
#pragma once

#include <atomic>
#include <cstdint>

namespace ladder::fault {

struct Strangeness {
    std::atomic<std::int64_t> seconds_ahead;        // of the true time, or behind it
    std::atomic<std::int64_t> microseconds_a_sync;  // that the disk takes longer
};

}  // namespace ladder::fault

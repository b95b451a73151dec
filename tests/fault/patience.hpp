// Waiting for another process, which has no way of telling when it is done.
#pragma once

#include <chrono>

namespace ladder::fault {

// For how long a process is waited for before it counts as stuck.
inline constexpr std::chrono::seconds patience{60};

// Returns some milliseconds later: it is time to look again.
void look_again_soon();

// Returns at that moment, or at once if it has passed.
void wait_until(std::chrono::steady_clock::time_point moment);

}  // namespace ladder::fault

// Waiting for another process, which has no way of telling when it is done.
#pragma once

#include <chrono>

namespace ladder::fault {

// For how long a process is waited for before it counts as stuck.
inline constexpr std::chrono::seconds patience{60};

// Returns some milliseconds later: it is time to look again.
void look_again_soon();

}  // namespace ladder::fault

// One round of the worker: every deadline that has passed is fired, once.
#pragma once

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "services/api/application.hpp"

namespace ladder::worker {

// Fires every deadline that was due before `today` (UTC) and has not been fired, and waits until
// the journal has answered. Gives how many were fired by this round or by another node meanwhile.
// Those that were met, moved or paused in between are left alone. Blocks.
// Errors: unavailable or data_loss; what was fired by then stays so.
[[nodiscard]] base::Result<int> fire_passed(api::Application& app, base::Date today);

// The request id of a firing: the same on every node.
std::string firing_id(const std::string& parent, const std::string& id, const std::string& due_on);

}  // namespace ladder::worker

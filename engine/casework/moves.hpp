// The moves of a ladder as a request may name them.
#pragma once

#include <string_view>

#include "engine/casework/shared.hpp"

namespace ladder::casework {

// The transition between two stages; null with the problem noted if `to` is missing, no stage, the
// present one, or not to be reached from `from` in one move.
const v1::TransitionDefinition* find_move(
    Problems& problems,
    const v1::LadderDefinition& ladder,
    std::string_view from,
    std::string_view to
);

// The roles that may decide any move from a stage, each once, in the order of the definition.
Strings deciders_of_moves_from(const v1::LadderDefinition& ladder, std::string_view stage);

}  // namespace ladder::casework

// What every decision needs besides gates: a decider, a recommendation, a second person, an
// exceptional reason. Each that is missing becomes an UnmetGate.
#pragma once

#include <string>
#include <string_view>

#include "engine/casework/gate.hpp"
#include "engine/casework/shared.hpp"

namespace ladder::casework {

// The UnmetGate of an element.
v1::UnmetGate element(
    std::string_view id, std::string title, std::string satisfied_by, std::string explanation
);

// The decider acts in one of the roles.
void check_decider(
    Problems& problems,
    const definition::Ruleset& ruleset,
    const v1::Actor& decider,
    const Strings& roles,
    std::string_view legal_basis
);

// The reason that an exceptional move or step needs, and an ordinary one must not have.
void check_exceptional(
    Problems& problems, const v1::TransitionDefinition& transition, std::string_view reason
);

// What the transition of a case asks for besides its gates.
void check_elements(
    Problems& problems,
    const v1::TransitionDefinition& transition,
    const Circumstances& asked,
    std::string_view exceptional_reason
);

}  // namespace ladder::casework

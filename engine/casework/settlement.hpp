// Proposals of the rules that a decision answers.
#pragma once

#include <string_view>

#include "engine/casework/shared.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/case_service.pb.h"

namespace ladder::casework {

// Each settlement names another open proposal of the case. Accepted means that the case stands,
// after the decision, at the stage proposed or at a higher one.
void check_settlements(
    Problems& problems,
    const v1::RecordDecisionRequest& command,
    const v1::Case& state,
    const v1::LadderDefinition& ladder,
    std::string_view stage_after
);

// The open proposals that the command leaves unanswered.
int unanswered(const v1::RecordDecisionRequest& command, const v1::Case& state);

}  // namespace ladder::casework

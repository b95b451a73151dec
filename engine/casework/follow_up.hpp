// What follows from a decision in the diary of its case.
#pragma once

#include "engine/casework/shared.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/case_service.pb.h"

namespace ladder::casework {

// A decision as far as its follow-up goes.
struct FollowedDecision {
    const v1::Case& state;  // before it
    const v1::LadderDefinition& ladder;
    const v1::TransitionDefinition* transition;  // null: it is no move
    std::string_view to_stage;                   // the stage decided; empty: the case closes
    const std::string& next_review_on;           // as given
    base::Date on;
};

// The review that was due is met by the decision; the effects of the move follow; and the next
// review is due by the deadline of the stage decided, within its window. What can't be set is a
// problem: a review date outside the window one of `next_review_on`.
Events follow_up(
    Problems& problems, const FollowedDecision& decided, const definition::Ruleset& ruleset
);

}  // namespace ladder::casework

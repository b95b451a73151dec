// What an evaluation changes in a case: episodes raised and cleared become proposals. Never a
// stage.
#pragma once

#include <string>
#include <vector>

#include "engine/casework/case.hpp"
#include "ladder/v1/evaluation_service.pb.h"

namespace ladder::casework {

// Opens the case in which an evaluation will record proposals, at the first stage, with effect from
// `since` (the earliest period end at which one was raised) or the closing of `previous`, whichever
// is later. `previous` is the newest case of that body and subject, or null; it must be closed.
// Errors: failed_precondition if the ruleset has no ladder for the body and subject.
[[nodiscard]] base::Result<v1::Event> open_for_evaluation(
    const v1::Body& body,
    v1::Subject subject,
    const v1::Case* previous,
    const definition::Ruleset& ruleset,
    base::Date since,
    const std::string& evaluation
);

// Whether the episode of a raised or held finding stood when `previous`, the body's earlier and
// closed case for the subject, answered it: it is nobody's news again. Null: there was none.
bool answered_before(const v1::Finding& finding, const v1::Case* previous);

// The events that bring the record of an open case's triggers up to `period_end`. `findings` are
// those of evaluate() for triggers of the case's subject, quiet ones included; those of other
// bodies are passed over. An episode that is not in the record is raised with effect from its
// `since`, unless it was answered_before(); a standing one that is no more is cleared; and what
// can't be told changes nothing. Empty if the record (that of `previous` included) already reaches
// a later period, if it has this period and nothing is new, or if the case is closed.
Events reconcile(
    const v1::Case& state,
    const std::vector<v1::Finding>& findings,
    base::Date period_end,
    const std::string& ruleset,
    const std::string& evaluation,
    const v1::Case* previous = nullptr
);

// The proposal of a trigger and indicator that stands raised in the case; null if none does.
const v1::Proposal* standing_proposal(
    const v1::Case& state, std::string_view trigger, std::string_view indicator
);

}  // namespace ladder::casework

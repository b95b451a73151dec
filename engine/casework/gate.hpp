// Conditions of gates, asked of a case: three-valued, with the answer in plain English.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/dates.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/explanation.pb.h"

namespace ladder::casework {

// What a gate is asked about: the case as it stands, and the decision that would pass the gate.
struct Circumstances {
    const v1::Case& state;
    const definition::Ruleset& ruleset;
    const v1::Body* body;  // null: nothing is known of it
    std::string_view to_stage;
    const v1::Actor& decider;
    base::Date effective_on;  // what took effect later does not count
};

// Total: a condition that has no place in a gate (figures compared) or asks nothing is unknown.
// `clause` is where the condition stands, such as "condition".
v1::Explanation explain(
    const v1::Condition& condition, const Circumstances& asked, const std::string& clause
);

// Whether a recommendation counts towards a move to `to_stage` decided on `decided_on`: for that
// stage, recorded since the present stage began, and given by that day.
bool counts_towards(
    const v1::Recommendation& recommendation,
    const v1::Case& state,
    std::string_view to_stage,
    std::string_view decided_on
);

}  // namespace ladder::casework

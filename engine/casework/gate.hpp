// Conditions of gates, asked of a case or procedure: three-valued, with the answer in plain
// English.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/dates.hpp"
#include "engine/casework/surroundings.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/explanation.pb.h"

namespace ladder::casework {

// What a gate is asked about: a move of a case, a step of a procedure, something to be recorded in
// one, or a start. Everything is borrowed.
struct Circumstances {
    const v1::Case* state;  // null: it belongs to no case
    const definition::Ruleset& ruleset;
    const Surroundings& around;
    std::string_view to_stage;  // of a move or step; else empty
    const v1::Actor& decider;
    base::Date effective_on;  // what took effect later does not count
    // The procedure whose step or record it is; null: a ladder's move, or a start.
    const v1::Procedure* procedure = nullptr;
    // What `same_key` and `peer` ask about: the entry to be recorded, without an id yet, or that
    // which `every` has come to. Null: nothing.
    const v1::Entry* about = nullptr;
};

// The subject of the procedure or case; the general one for what has neither.
v1::Subject subject_of(const Circumstances& asked);

// Total: a condition that has no place in the gate (figures compared, records of no procedure) or
// asks nothing is unknown. What is asked of a case is not so where there is no case.
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

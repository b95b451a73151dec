// What a move of a ladder or procedure asks for, as conditions.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/machine.hpp"

namespace ladder::definition {

// A gate of a move, or what the move asks of recommendations.
struct Ask {
    std::string id;  // the gate's; "recommendation"; "second_person"
    v1::Condition condition;
};

// The condition with what is known of all cases of that subject on the machine put in: subjects,
// and kinds and countries of bodies.
v1::Condition with_known(v1::Condition condition, const Machine& machine, v1::Subject subject);

// What a move asks for that counts: statutory gates, and for GATE_KIND_POLICY also those policy
// gates that apply to the subject.
std::vector<Ask> asks_of(
    const Edge& edge, const Machine& machine, v1::GateKind kind, v1::Subject subject
);

// Adds the procedures that a condition asks about, at any depth.
void collect_procedures(const v1::Condition& condition, std::vector<v1::ProcedureCondition>& found);

// Whether some goal can have to do with some premise at all: a quick look before follows().
bool may_concern(
    const std::vector<v1::Condition>& premises, const std::vector<v1::Condition>& goals
);

}  // namespace ladder::definition

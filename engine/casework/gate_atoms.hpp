// What a single condition of a gate finds. Those of a case are asked only where there is one.
#pragma once

#include <string>

#include "engine/base/truth.hpp"
#include "engine/casework/gate.hpp"
#include "ladder/v1/condition.pb.h"

namespace ladder::casework {

struct Atom {
    base::Truth truth{};
    std::string text;  // a sentence with the values that it rests on
};

Atom ask(const v1::ConcernCondition& condition, const Circumstances& asked);
Atom ask(const v1::FactCondition& condition, const Circumstances& asked);
Atom ask(const v1::RecommendationCondition& condition, const Circumstances& asked);
Atom ask(const v1::TriggerCondition& condition, const Circumstances& asked);
Atom ask(const v1::DecisionCondition& condition, const Circumstances& asked);
Atom ask(const v1::TimeAtStageCondition& condition, const Circumstances& asked);
Atom ask(const v1::SubjectCondition& condition, const Circumstances& asked);
Atom ask(const v1::BodyCondition& condition, const Circumstances& asked);
Atom ask(const v1::RecordCondition& condition, const Circumstances& asked);
Atom ask(const v1::ProcedureCondition& condition, const Circumstances& asked);
Atom ask(const v1::DeadlineCondition& condition, const Circumstances& asked);
Atom ask(const v1::GradeCondition& condition, const Circumstances& asked);
Atom ask(const v1::PeerCondition& condition, const Circumstances& asked);
Atom ask(const v1::CaseStageCondition& condition, const Circumstances& asked);

}  // namespace ladder::casework

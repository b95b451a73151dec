// Judgements that others made against what a condition asks of them, for gates and triggers alike.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/base/truth.hpp"
#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/definition.pb.h"

namespace ladder::definition {

// Whether the newest assessments of a body by the end of a day are as asked. Of each area the
// newest counts, of two of one day the one recorded last; one made later, or withdrawn by then,
// does not. Unknown if none is left. `of_body` are the body's assessments of all kinds.
base::Truth grade_truth(
    const v1::GradeCondition& asked,
    const std::vector<const v1::Assessment*>& of_body,
    base::Date day
);

// The same, said: "Judged as asked by caa-flag: the whole, red (9 December 2009)."
struct GradeSaid {
    base::Truth truth{};
    std::string text;
};
GradeSaid tell_grade(
    const v1::GradeCondition& asked,
    const std::vector<const v1::Assessment*>& of_body,
    base::Date day
);

// The ids of the assessments that some trigger asks about.
std::set<std::string> assessments_of_triggers(const v1::RulesetDefinition& definition);

}  // namespace ladder::definition

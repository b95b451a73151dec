// Judgements that others made, as triggers ask of them: a column of days for one body.
#pragma once

#include <string>
#include <vector>

#include "engine/base/truth.hpp"
#include "engine/evidence/panels.hpp"
#include "ladder/v1/condition.pb.h"
#include "ladder/v1/explanation.pb.h"

namespace ladder::evidence {

// How the condition stood at the end of each period for one body: by the newest assessments made on
// or before that day, of those in the panels, which are what was known.
std::vector<base::Truth> graded(
    const v1::GradeCondition& condition,
    const Panels& panels,
    std::size_t body,
    const std::vector<base::Date>& period_ends
);

// The same of one day, explained. Its clause is left to the caller.
v1::Explanation explain_grade(
    const v1::GradeCondition& condition, const Panels& panels, std::size_t body, base::Date day
);

}  // namespace ladder::evidence

// Whether a judgement that a caller asks for means anything.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/condition.pb.h"

namespace ladder::evidence {

// Looks at a condition by itself: conditions of a ruleset have passed check(), those of a request
// have not. Bounds are those of definitions: 240 months, 40 periods.
// Errors: invalid_argument with a FieldViolation ("condition.byAtLeast") for every problem.
[[nodiscard]] base::Result<void> check_asked(const v1::JudgementCondition& condition);

}  // namespace ladder::evidence

// Runs triggers over panels: raise, hold, clear, each with its explanation.
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/evidence/panels.hpp"
#include "ladder/v1/evaluation_service.pb.h"

namespace ladder::evidence {

struct Evaluation {
    std::vector<v1::Finding>
        findings;  // most serious first; explanations on raised, held and cleared
    int looked_at = 0;
    int quiet = 0;
    int unknown = 0;
};

struct EvaluateOptions {
    bool include_quiet = false;
    std::string_view body;  // only this body; empty: all
    // Explain also what is quiet or unknown and never stood raised: most of all findings.
    bool explain_quiet = true;
    std::string_view trigger{};    // only this trigger; empty: all
    std::string_view indicator{};  // only over this indicator; empty: all
};

// The state of every (trigger, indicator, body) at `period_end`, by folding all periods up to it:
// an episode is raised where raise_when is true, and ends where clear_when has been true for `hold`
// periods in a row; unknown does neither. A pure function of its inputs: the same figures give the
// same episodes on any machine.
Evaluation evaluate(
    const definition::Ruleset& ruleset,
    const Panels& panels,
    base::Date period_end,
    const EvaluateOptions& options = {}
);

// Judges one condition for one body and period, with its explanation.
// Errors: invalid_argument for a condition that means nothing, with each violation; not_found for
// the indicator or the body.
[[nodiscard]] base::Result<v1::Explanation> judge(
    const definition::Ruleset& ruleset,
    const Panels& panels,
    std::string_view body,
    base::Date period_end,
    const v1::JudgementCondition& condition
);

}  // namespace ladder::evidence

// Conditions explained: a clause tree with plain English at each node.
#pragma once

#include <string>
#include <string_view>

#include "engine/evidence/readings.hpp"
#include "ladder/v1/condition.pb.h"
#include "ladder/v1/explanation.pb.h"

namespace ladder::evidence {

// The condition for one body and period, clause by clause. `indicator` is what judgements without
// an indicator of their own are about; `clause` names the node, such as "raise_when". The truth is
// that of ConditionGrids at the same cell.
v1::Explanation explain(
    const v1::Condition& condition,
    const Series& indicator,
    Readings& readings,
    std::size_t body,
    base::Date period_end,
    std::string_view clause
);

// A judgement with its k of n periods, if it asks for more than one.
v1::Explanation explain_periods(
    const v1::JudgementCondition& condition,
    const Series& series,
    const Readings& readings,
    std::size_t body,
    base::Date period_end,
    std::string_view clause
);

// The tree as indented text, a line a node, for a terminal: [yes], [no] or [?] and the sentence;
// after it [if] and each counterfactual.
std::string render(const v1::Explanation& explanation);

}  // namespace ladder::evidence

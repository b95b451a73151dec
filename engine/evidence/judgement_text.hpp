// One judgement with its inputs pinned and its numbers in words.
#pragma once

#include <string>

#include "engine/base/truth.hpp"
#include "engine/evidence/judgement.hpp"
#include "ladder/v1/explanation.pb.h"

namespace ladder::evidence {

// Judges the body at one period of the series and tells why: values, comparator, peers, test and
// p-value, clause and verdict, in plain English and as v1::Judgement. `period_end` need not be a
// period of the panel: then there is no figure, and the text gives the age of the last one.
v1::Explanation explain_judgement(
    const Series& series,
    const Readings& readings,
    const v1::JudgementCondition& condition,
    std::size_t body,
    base::Date period_end
);

// Why it can't be judged, as a clause: "no figure for the year to 30 June 2011; the last is for
// the year to 31 March 2011, 91 days earlier".
std::string obstacle_in_words(
    Obstacle obstacle,
    const Series& series,
    const Readings& readings,
    const v1::JudgementCondition& condition,
    std::size_t body,
    base::Date period_end
);

}  // namespace ladder::evidence

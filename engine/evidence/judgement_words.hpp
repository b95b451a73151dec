// Parts of a judgement in words: what counts, the direction of travel, the funnel.
#pragma once

#include <string>

#include "engine/evidence/funnel.hpp"
#include "engine/evidence/series.hpp"
#include "ladder/v1/condition.pb.h"
#include "ladder/v1/explanation.pb.h"

namespace ladder::evidence {

// "improved", "stable" or "deteriorated" (PPAF); empty if it could not be judged.
std::string travel_in_words(v1::JudgementResult result);

// What the condition asks of the gap: "at least +5% counts".
std::string clause_in_words(const v1::JudgementCondition& condition, v1::Polarity polarity);

// The limits in the unit of levels; `scale` is Series::level_scale().
v1::FunnelLimits funnel_limits(const Funnel& funnel, const FunnelBounds& bounds, double scale);

// " Funnel about the pooled 1.94 of the group: 95% within 1.80 and 2.08, 99.8% within 1.72
// and 2.16, widened by an overdispersion of 2.3; what lies outside 99.8% counts."
std::string funnel_in_words(
    const Series& series, const v1::FunnelLimits& limits, v1::FunnelLevel asked
);

}  // namespace ladder::evidence

// One judgement of many bodies at one period.
#include <cmath>

#include "engine/evidence/judgement.hpp"

namespace ladder::evidence {

namespace {

// Levels beside one target, where no test is asked for: what compare() and truth() come to, without
// the numbers that only an explanation needs.
struct PlainTarget {
    double target;
    double by_at_least;
    bool in_line;        // asked for: no gap that counts
    bool wanted_higher;  // else: a gap to this side

    base::Truth of(double level) const {
        if (std::isnan(level)) {
            return base::Truth::unknown;
        }
        const double gap = per_cent_of(level - target, target);
        const double size = std::abs(gap);
        const bool counts = size > gap_rounding && size >= by_at_least - gap_rounding;
        return base::truth_of(in_line ? !counts : counts && (gap > 0) == wanted_higher);
    }
};

}  // namespace

bool PeriodJudge::plainly_against_target() const {
    const auto asked = condition_->is();
    return obstacle_ == Obstacle::none && condition_->versus() == v1::COMPARISON_TARGET &&
           !needs_sample() && series_->definition().target().value() > 0 &&
           (asked == v1::JUDGEMENT_RESULT_BETTER || asked == v1::JUDGEMENT_RESULT_WORSE ||
            asked == v1::JUDGEMENT_RESULT_IN_LINE);
}

void PeriodJudge::truths(
    std::span<const std::size_t> bodies, base::Truth* cells, std::size_t stride
) const {
    if (!plainly_against_target()) {
        for (const auto body : bodies) {
            *cells = truth(compare(body));
            cells += stride;
        }
        return;
    }
    const auto& definition = series_->definition();
    const PlainTarget plain{
        definition.target().value(),
        condition_->by_at_least(),
        condition_->is() == v1::JUDGEMENT_RESULT_IN_LINE,
        (condition_->is() == v1::JUDGEMENT_RESULT_BETTER) ==
            (definition.polarity() == v1::POLARITY_HIGHER_IS_BETTER)};
    const auto& panel = series_->panel();
    for (const auto body : bodies) {
        *cells = plain.of(series_->level(panel.at(body, period_)));
        cells += stride;
    }
}

}  // namespace ladder::evidence

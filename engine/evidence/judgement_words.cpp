#include "engine/evidence/judgement_words.hpp"

#include <fmt/format.h>

#include "engine/evidence/level_text.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {

std::string travel_in_words(v1::JudgementResult result) {
    switch (result) {
        case v1::JUDGEMENT_RESULT_BETTER:
            return "improved";
        case v1::JUDGEMENT_RESULT_IN_LINE:
            return "stable";
        case v1::JUDGEMENT_RESULT_WORSE:
            return "deteriorated";
        default:
            return {};
    }
}

std::string clause_in_words(const v1::JudgementCondition& condition, v1::Polarity polarity) {
    if (condition.is() == v1::JUDGEMENT_RESULT_IN_LINE) {
        return condition.by_at_least() > 0
                   ? fmt::format("less than {}% counts", number(condition.by_at_least(), 2))
                   : "no gap counts";
    }
    const bool higher_is_better = polarity == v1::POLARITY_HIGHER_IS_BETTER;
    const bool higher = higher_is_better == (condition.is() == v1::JUDGEMENT_RESULT_BETTER);
    if (condition.by_at_least() == 0) {
        const auto* what = condition.versus() == v1::COMPARISON_BASELINE
                               ? (higher ? "rise" : "fall")
                               : (higher ? "gap upwards" : "gap downwards");
        return fmt::format("any {} counts", what);
    }
    const bool points = condition.versus() == v1::COMPARISON_PEERS_CHANGE;
    return fmt::format(
        "{}{}{} counts",
        higher ? "at least +" : "at most -",
        number(condition.by_at_least(), 2),
        points ? " points" : "%"
    );
}

v1::FunnelLimits funnel_limits(const Funnel& funnel, const FunnelBounds& bounds, double scale) {
    v1::FunnelLimits limits;
    limits.set_centre(scale * funnel.centre);
    limits.set_lower_95(scale * bounds.lower_95);
    limits.set_upper_95(scale * bounds.upper_95);
    limits.set_lower_99_8(scale * bounds.lower_99_8);
    limits.set_upper_99_8(scale * bounds.upper_99_8);
    limits.set_overdispersion(funnel.overdispersion);
    limits.set_method(std::string{id_of(bounds.method)});
    return limits;
}

std::string funnel_in_words(
    const Series& series, const v1::FunnelLimits& limits, v1::FunnelLevel asked
) {
    auto text = fmt::format(
        " Funnel about the pooled {} of the group: 95% within {} and {}, 99.8% within {} and {}",
        level_in_words(series, limits.centre()),
        level_in_words(series, limits.lower_95()),
        level_in_words(series, limits.upper_95()),
        level_in_words(series, limits.lower_99_8()),
        level_in_words(series, limits.upper_99_8())
    );
    if (limits.overdispersion() > 1) {
        text +=
            fmt::format(", widened by an overdispersion of {}", number(limits.overdispersion(), 2));
    }
    if (asked == v1::FUNNEL_LEVEL_UNSPECIFIED) {
        return text + ".";
    }
    return text +
           fmt::format(
               "; what lies outside {} counts.", asked == v1::FUNNEL_LEVEL_99_8 ? "99.8%" : "95%"
           );
}

}  // namespace ladder::evidence

// Why a value can't be judged, in words.
#include <cmath>

#include <fmt/format.h>

#include "engine/evidence/judgement_text.hpp"
#include "engine/evidence/level_text.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {

namespace {

std::string missing(const Series& series, std::size_t body, base::Date period_end) {
    const auto& panel = series.panel();
    const auto wanted = period_with_article(series, period_end);
    for (auto at = panel.periods.size(); at-- > 0;) {
        const auto earlier = panel.periods[at];
        if (earlier < period_end && !std::isnan(panel.value[panel.at(body, at)])) {
            return fmt::format(
                "no figure for {}; the last is for {}, {} earlier",
                wanted,
                period_with_article(series, earlier),
                counted((period_end - earlier).count(), "day", "days")
            );
        }
    }
    return fmt::format("no figure for {} and none earlier", wanted);
}

std::string broken(const v1::SeriesBreak* at) {
    if (at == nullptr) {
        return "a break in the series";
    }
    const auto from = base::parse_date(at->from());
    return fmt::format(
        "a break in the series from {}{}{}",
        from ? base::in_words(*from) : at->from(),
        at->reason().empty() ? "" : ": ",
        at->reason()
    );
}

std::string value_at(const Series& series, std::size_t body, base::Date period_end) {
    const auto period = series.panel().period_index(period_end);
    return period ? number(series.panel().value[series.panel().at(body, *period)], 2)
                  : std::string{};
}

}  // namespace

std::string obstacle_in_words(
    Obstacle obstacle,
    const Series& series,
    const Readings& readings,
    const v1::JudgementCondition& condition,
    std::size_t body,
    base::Date period_end
) {
    const auto& entry = readings.panels().bodies[body];
    const auto baseline = base::add_months(period_end, -baseline_months(condition));
    switch (obstacle) {
        case Obstacle::none:
            return {};
        case Obstacle::neither_direction:
            return "neither direction of this indicator is good or bad";
        case Obstacle::low_count:
            return "counts are too low for any test; they are shown and not judged";
        case Obstacle::missing_figure:
            return missing(series, body, period_end);
        case Obstacle::negative:
            return fmt::format(
                "the figure for {} is below zero ({}): cancelled records",
                period_with_article(series, period_end),
                value_at(series, body, period_end)
            );
        case Obstacle::in_transition:
            return fmt::format(
                "{} lies in {}",
                period_with_article(series, period_end),
                broken(series.transition_at(period_end))
            );
        case Obstacle::months_overlap:
            return fmt::format(
                "rolling years {} months apart share months; they are compared 12 months apart "
                "only",
                baseline_months(condition)
            );
        case Obstacle::no_baseline_figure:
            return fmt::format(
                "no figure for {}, with which {} would be compared",
                period_with_article(series, baseline),
                period_with_article(series, period_end)
            );
        case Obstacle::negative_baseline:
            return fmt::format(
                "the figure for {} is below zero ({}): cancelled records",
                period_with_article(series, baseline),
                value_at(series, body, baseline)
            );
        case Obstacle::series_break:
            return fmt::format(
                "{} and {} lie on two sides of {}",
                period_with_article(series, baseline),
                period_with_article(series, period_end),
                broken(series.break_between(baseline, period_end))
            );
        case Obstacle::baseline_zero:
            return fmt::format(
                "the figure for {} is zero, of which no percentage can be taken",
                period_with_article(series, baseline)
            );
        case Obstacle::no_rate:
            return std::string{series.no_rate_reason(entry.name)};
        case Obstacle::no_population:
            return fmt::format(
                "no population figure within the {} months before {}",
                population_age_months_max,
                base::in_words(period_end)
            );
        case Obstacle::no_peer_group:
            return fmt::format(
                "no group '{}' is in force for it on {}",
                condition.group(),
                base::in_words(period_end)
            );
        case Obstacle::too_few_peer_figures:
            return "fewer than half of its peers have figures that can be compared";
        case Obstacle::comparator_zero:
            return "the comparator is zero, of which no percentage can be taken";
        case Obstacle::no_target:
            return "the indicator has no target";
        case Obstacle::no_test:
            return "a p-value is asked for, and there is no test for this comparison";
        case Obstacle::no_sample:
            return condition.p_at_most() > 0
                       ? "a p-value is asked for, and numerator or denominator is missing"
                       : "weights or a funnel are asked for, and numerator or denominator is "
                         "missing";
        case Obstacle::no_exposure:
            return "weights or a funnel are asked for, and the indicator has no population or "
                   "sample";
    }
    return {};
}

}  // namespace ladder::evidence

#include "engine/evidence/judgement.hpp"

#include <algorithm>
#include <cmath>

namespace ladder::evidence {

int baseline_months(const v1::JudgementCondition& condition) {
    return condition.baseline_months() == 0 ? 12 : condition.baseline_months();
}

PeriodsAsked periods_asked(const v1::JudgementCondition& condition) {
    const int at_least = std::max(1, condition.periods());
    return {at_least, std::max(at_least, condition.of_periods())};
}

PeriodJudge::PeriodJudge(
    const Series& series,
    const Readings& readings,
    const v1::JudgementCondition& condition,
    std::size_t period
)
    : series_{&series},
      readings_{&readings},
      condition_{&condition},
      period_{period},
      baseline_{series.panel().period_index(baseline_end())},
      obstacle_{obstacle_of_all()} {
    if (versus_peers() && !of_all()) {
        peer_set_ =
            readings.peer_sets().in_force(condition.group(), series.panel().periods[period]);
    }
    if (obstacle_ != Obstacle::none || !of_all()) {
        return;
    }
    if (condition.versus() == v1::COMPARISON_PEERS) {
        sum_all_levels();
        if (funnelled()) {
            make_funnels_of_all();
        }
    } else if (condition.versus() == v1::COMPARISON_PEERS_CHANGE && baseline_) {
        changes_by_kind_ = &series.change_totals(period, *baseline_);
    }
}

base::Date PeriodJudge::baseline_end() const {
    return base::add_months(series_->panel().periods[period_], -baseline_months(*condition_));
}

bool PeriodJudge::versus_peers() const {
    return condition_->versus() == v1::COMPARISON_PEERS ||
           condition_->versus() == v1::COMPARISON_PEERS_CHANGE;
}

bool PeriodJudge::of_all() const {
    return versus_peers() && condition_->group() == group_of_all;
}

Obstacle PeriodJudge::obstacle_of_all() const {
    const auto& definition = series_->definition();
    if (definition.polarity() != v1::POLARITY_HIGHER_IS_BETTER &&
        definition.polarity() != v1::POLARITY_LOWER_IS_BETTER) {
        return Obstacle::neither_direction;
    }
    if (definition.low_count()) {
        return Obstacle::low_count;
    }
    if (series_->transition_at(series_->panel().periods[period_]) != nullptr) {
        return Obstacle::in_transition;
    }
    const bool of_change = condition_->versus() == v1::COMPARISON_BASELINE ||
                           condition_->versus() == v1::COMPARISON_PEERS_CHANGE;
    if (of_change && definition.period() == v1::PERIOD_KIND_ROLLING_YEAR &&
        baseline_months(*condition_) % 12 != 0) {
        return Obstacle::months_overlap;
    }
    if (condition_->versus() == v1::COMPARISON_TARGET && !definition.has_target()) {
        return Obstacle::no_target;
    }
    if (condition_->versus() == v1::COMPARISON_PEERS && (condition_->weighted() || funnelled()) &&
        !series_->sampled()) {
        return Obstacle::no_exposure;
    }
    // A measured quantity has no sampling model, and the change of a share against the change of
    // other shares has no test among ours.
    const bool untestable = definition.statistic() == v1::STATISTIC_MEASURE ||
                            (definition.statistic() == v1::STATISTIC_PROPORTION &&
                             condition_->versus() == v1::COMPARISON_PEERS_CHANGE);
    return tested() && untestable ? Obstacle::no_test : Obstacle::none;
}

Obstacle PeriodJudge::obstacle_of_figure(std::size_t body) const {
    const auto value = series_->panel().value[series_->panel().at(body, period_)];
    if (std::isnan(value)) {
        return Obstacle::missing_figure;
    }
    return value < 0 ? Obstacle::negative : Obstacle::none;
}

Obstacle PeriodJudge::obstacle_of_baseline(std::size_t body) const {
    const auto& panel = series_->panel();
    if (series_->break_between(baseline_end(), panel.periods[period_]) != nullptr) {
        return Obstacle::series_break;
    }
    if (!baseline_) {
        return Obstacle::no_baseline_figure;
    }
    const auto value = panel.value[panel.at(body, *baseline_)];
    if (std::isnan(value)) {
        return Obstacle::no_baseline_figure;
    }
    if (value < 0) {
        return Obstacle::negative_baseline;
    }
    return value > 0 ? Obstacle::none : Obstacle::baseline_zero;
}

Obstacle PeriodJudge::obstacle_of_level(std::size_t body) const {
    const auto cell = series_->panel().at(body, period_);
    if (series_->no_rate(body)) {
        return Obstacle::no_rate;
    }
    if (std::isnan(series_->level(cell))) {
        return Obstacle::no_population;
    }
    return needs_sample() && std::isnan(series_->exposure(cell)) ? Obstacle::no_sample
                                                                 : Obstacle::none;
}

Comparand PeriodJudge::compare(std::size_t body) const {
    if (obstacle_ != Obstacle::none) {
        return refused(obstacle_);
    }
    if (const auto obstacle = obstacle_of_figure(body); obstacle != Obstacle::none) {
        return refused(obstacle);
    }
    switch (condition_->versus()) {
        case v1::COMPARISON_BASELINE:
            return with_baseline(body);
        case v1::COMPARISON_PEERS:
            return with_peers(body);
        case v1::COMPARISON_PEERS_CHANGE:
            return with_peers_change(body);
        case v1::COMPARISON_TARGET:
            return with_target(body);
        default:
            return refused(Obstacle::no_target);
    }
}

Comparand PeriodJudge::with_baseline(std::size_t body) const {
    if (const auto obstacle = obstacle_of_baseline(body); obstacle != Obstacle::none) {
        return refused(obstacle);
    }
    const auto& panel = series_->panel();
    const auto now = panel.at(body, period_);
    const auto before = panel.at(body, *baseline_);
    Comparand comparand;
    comparand.value = panel.value[now];
    comparand.comparator = panel.value[before];
    comparand.gap = per_cent_of(comparand.value - comparand.comparator, comparand.comparator);
    if (!tested()) {
        return comparand;
    }
    if (series_->definition().statistic() == v1::STATISTIC_COUNT) {
        comparand.test = compare_counts(comparand.value, 1, comparand.comparator, 1);
        return comparand;
    }
    if (std::isnan(series_->exposure(now)) || std::isnan(series_->exposure(before))) {
        return refused(Obstacle::no_sample);
    }
    comparand.test = compare_shares(
        series_->events(now),
        series_->exposure(now),
        series_->events(before),
        series_->exposure(before),
        series_->design_factor()
    );
    return comparand;
}

Comparand PeriodJudge::with_target(std::size_t body) const {
    if (const auto obstacle = obstacle_of_level(body); obstacle != Obstacle::none) {
        return refused(obstacle);
    }
    const auto& definition = series_->definition();
    const auto cell = series_->panel().at(body, period_);
    Comparand comparand;
    comparand.value = series_->level(cell);
    comparand.comparator = definition.target().value();
    if (!(comparand.comparator > 0)) {
        return refused(Obstacle::comparator_zero);
    }
    comparand.gap = per_cent_of(comparand.value - comparand.comparator, comparand.comparator);
    if (!tested()) {
        return comparand;
    }
    const double events = series_->events(cell);
    const double exposure = series_->exposure(cell);
    if (definition.statistic() == v1::STATISTIC_COUNT) {
        const double expected =
            series_->by_rate() ? comparand.comparator * exposure / 1000 : comparand.comparator;
        comparand.test = compare_count(events, expected);
        return comparand;
    }
    // The target is in the indicator's unit; the share itself shows whether that is per cent.
    const double share = comparand.comparator / series_->share_scale();
    if (!(share < 1)) {
        return refused(Obstacle::no_test);
    }
    comparand.test = compare_share(events, exposure, share, series_->design_factor());
    return comparand;
}

bool PeriodJudge::large_enough(const Comparand& comparand) const {
    const double size = std::abs(comparand.gap);
    return size > gap_rounding && size >= condition_->by_at_least() - gap_rounding;
}

bool PeriodJudge::counts_for(const Comparand& comparand) const {
    if (!large_enough(comparand)) {
        return false;
    }
    if (condition_->funnel() != v1::FUNNEL_LEVEL_UNSPECIFIED && !comparand.outside_funnel) {
        return false;
    }
    return !tested() ||
           (!comparand.test_opposes && p_at_most(comparand.test, condition_->p_at_most()));
}

v1::JudgementResult PeriodJudge::direction(const Comparand& comparand) const {
    const bool higher_is_better = series_->definition().polarity() == v1::POLARITY_HIGHER_IS_BETTER;
    return (comparand.gap > 0) == higher_is_better ? v1::JUDGEMENT_RESULT_BETTER
                                                   : v1::JUDGEMENT_RESULT_WORSE;
}

v1::JudgementResult PeriodJudge::result(const Comparand& comparand) const {
    if (comparand.obstacle != Obstacle::none) {
        return v1::JUDGEMENT_RESULT_NOT_COMPARABLE;
    }
    return counts_for(comparand) ? direction(comparand) : v1::JUDGEMENT_RESULT_IN_LINE;
}

base::Truth PeriodJudge::truth(const Comparand& comparand) const {
    if (comparand.obstacle != Obstacle::none) {
        return base::Truth::unknown;
    }
    const auto asked = condition_->is();
    if (asked != v1::JUDGEMENT_RESULT_IN_LINE && asked != direction(comparand)) {
        return base::Truth::no;  // no test can turn the gap round
    }
    return base::truth_of(result(comparand) == asked);
}

}  // namespace ladder::evidence

// How sure a gap is: its 95% interval.
#include <cmath>

#include "engine/evidence/judgement.hpp"

namespace ladder::evidence {

Weighed PeriodJudge::weighed(double weight, double events, double exposure, double variance) const {
    const double scale = series_->level_scale();
    const bool shares = series_->definition().statistic() == v1::STATISTIC_PROPORTION;
    const auto own =
        shares ? share_interval(events, exposure, variance) : count_interval(events, variance);
    const double times = shares ? scale : scale / exposure;
    return {weight, scale * events / exposure, {times * own.lower, times * own.upper}};
}

std::optional<Interval> PeriodJudge::gap_interval(std::size_t body, const Comparand& comparand)
    const {
    const auto statistic = series_->definition().statistic();
    const bool counted = statistic == v1::STATISTIC_COUNT || statistic == v1::STATISTIC_PROPORTION;
    const auto versus = condition_->versus();
    if (!counted || versus == v1::COMPARISON_PEERS_CHANGE || comparand.obstacle != Obstacle::none) {
        return std::nullopt;
    }
    const auto& panel = series_->panel();
    const double spread = variance(body);
    const auto level_of = [&](std::size_t of, double weight) {
        const auto cell = panel.at(of, period_);
        return weighed(weight, series_->events(cell), series_->exposure(cell), spread);
    };
    if (versus == v1::COMPARISON_BASELINE) {
        const auto before = panel.at(body, *baseline_);
        if (statistic == v1::STATISTIC_COUNT) {
            return interval_of_sum(
                {{1, comparand.value, count_interval(comparand.value)},
                 {-1, comparand.comparator, count_interval(comparand.comparator)}}
            );
        }
        const auto now = panel.at(body, period_);
        if (std::isnan(series_->exposure(now)) || std::isnan(series_->exposure(before))) {
            return std::nullopt;
        }
        return interval_of_sum(
            {level_of(body, 1),
             weighed(-1, series_->events(before), series_->exposure(before), spread)}
        );
    }
    if (!has_sample(body)) {
        return std::nullopt;
    }
    if (versus == v1::COMPARISON_TARGET) {
        const auto own = level_of(body, 1).interval;
        return Interval{own.lower - comparand.comparator, own.upper - comparand.comparator};
    }
    const bool self = condition_->include_self();
    if (condition_->weighted()) {
        const auto others = level_sums(body);
        const double own = self ? series_->exposure(panel.at(body, period_)) : 0;
        const double share = own / (own + others.exposure);
        return interval_of_sum(
            {level_of(body, 1 - share), weighed(share - 1, others.events, others.exposure, spread)}
        );
    }
    const double each = 1.0 / comparand.peers;
    std::vector<Weighed> terms{level_of(body, self ? 1 - each : 1)};
    for (const auto peer : peers_used(body)) {
        if (!has_sample(peer)) {
            return std::nullopt;
        }
        terms.push_back(level_of(peer, -each));
    }
    return interval_of_sum(terms);
}

}  // namespace ladder::evidence

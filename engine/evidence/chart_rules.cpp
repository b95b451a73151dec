#include "engine/evidence/chart_rules.hpp"

#include <algorithm>
#include <cmath>

namespace ladder::evidence {

namespace {

// Of the largest value: sums of a few hundred doubles are good to far less.
constexpr double chart_rounding = 1e-12;

// -1, 0 or 1: where `value` lies to `line`, but for rounding.
int side_of(double value, double line, double rounding) {
    return (value > line + rounding ? 1 : 0) - (value < line - rounding ? 1 : 0);
}

int good_side(v1::Polarity polarity) {
    switch (polarity) {
        case v1::POLARITY_HIGHER_IS_BETTER:
            return 1;
        case v1::POLARITY_LOWER_IS_BETTER:
            return -1;
        default:
            return 0;
    }
}

}  // namespace

ChartWalk::ChartWalk(const ChartPoints& points, ChartMethod method)
    : points_{&points}, method_{method} {
    const auto groups = points.group.empty() ? 0 : points.group.back() + 1;
    sums_.resize(groups);
    limits_.resize(groups);
}

void ChartWalk::take() {
    const auto point = taken_++;
    const auto group = points_->group[point];
    if (sums_[group].points == 0) {
        sums_[group].first = point;
    }
    const bool fixed = group == 0 && method_.baseline_points != 0 &&
                       sums_[group].points >= method_.baseline_points;
    if (!fixed) {
        add_to_limits(point);
    }
}

void ChartWalk::add_to_limits(std::size_t point) {
    const auto& value = points_->value;
    const auto group = points_->group[point];
    auto& sums = sums_[group];
    ++sums.points;
    sums.value += value[point];
    sums.largest = std::max(sums.largest, std::abs(value[point]));
    if (points_->joined[point] != 0) {
        ++sums.ranges;
        sums.range += std::abs(value[point] - value[point - 1]);
    }
    auto& limits = limits_[group];
    limits.points = sums.points;
    limits.ranges = sums.ranges;
    limits.mean = sums.value / static_cast<double>(sums.points);
    limits.rounding = chart_rounding * sums.largest;
    if (sums.ranges > 0) {
        limits.mean_range = sums.range / static_cast<double>(sums.ranges);
        if (method_.screen_ranges) {
            limits.mean_range = screened_range(group);
        }
    }
    limits.lower = limits.mean - limit_factor * limits.mean_range;
    limits.upper = limits.mean + limit_factor * limits.mean_range;
}

double ChartWalk::screened_range(std::size_t group) const {
    const auto& sums = sums_[group];
    const double bound = screen_factor * limits_[group].mean_range;
    double kept = 0;
    std::size_t count = 0;
    for (auto point = sums.first + 1; point < sums.first + sums.points; ++point) {
        const double range = std::abs(points_->value[point] - points_->value[point - 1]);
        if (points_->joined[point] != 0 && side_of(range, bound, limits_[group].rounding) < 0) {
            kept += range;
            ++count;
        }
    }
    return count == 0 ? limits_[group].mean_range : kept / static_cast<double>(count);
}

int ChartWalk::side(std::size_t point) const {
    const auto& limits = limits_[points_->group[point]];
    return side_of(points_->value[point], limits.mean, limits.rounding);
}

bool ChartWalk::outside(std::size_t point) const {
    const auto& limits = limits_[points_->group[point]];
    const double value = points_->value[point];
    return side_of(value, limits.upper, limits.rounding) > 0 ||
           side_of(value, limits.lower, limits.rounding) < 0;
}

bool ChartWalk::close(std::size_t point) const {
    const auto& limits = limits_[points_->group[point]];
    const double away = std::abs(points_->value[point] - limits.mean);
    return !outside(point) && side_of(away, close_factor * limits.mean_range, limits.rounding) > 0;
}

// Whether enough neighbours in a row, `point` among them, hold to each other.
template <class Holds>
bool ChartWalk::in_run(std::size_t point, const Holds& holds) const {
    std::size_t run = 1;
    for (auto at = point; run < run_length && points_->joined[at] != 0 && holds(at - 1, at); --at) {
        ++run;
    }
    for (auto at = point + 1;
         run < run_length && at < taken_ && points_->joined[at] != 0 && holds(at - 1, at);
         ++at) {
        ++run;
    }
    return run >= run_length;
}

bool ChartWalk::two_in_three(std::size_t point) const {
    const int own = side(point);
    for (auto last = point; last <= point + 2; ++last) {
        const bool whole = last >= 2 && last < taken_ && points_->joined[last] != 0 &&
                           points_->joined[last - 1] != 0;
        if (!whole || side(last) != own || side(last - 1) != own || side(last - 2) != own) {
            continue;
        }
        if (int{close(last)} + int{close(last - 1)} + int{close(last - 2)} >= 2) {
            return true;
        }
    }
    return false;
}

ChartMark ChartWalk::mark(std::size_t point) const {
    const auto& value = points_->value;
    const int own = side(point);
    if (outside(point)) {
        return {v1::CHART_LABEL_OUTSIDE, own};
    }
    const auto rises = [&](auto a, auto b) { return value[a] < value[b]; };
    const auto falls = [&](auto a, auto b) { return value[a] > value[b]; };
    if (in_run(point, rises) || in_run(point, falls)) {
        return {v1::CHART_LABEL_TREND, own};
    }
    if (own != 0 && close(point) && two_in_three(point)) {
        return {v1::CHART_LABEL_TWO_IN_THREE, own};
    }
    const auto stays = [&](auto a, auto b) { return side(a) == own && side(b) == own; };
    if (own != 0 && in_run(point, stays)) {
        return {v1::CHART_LABEL_SHIFT, own};
    }
    return {v1::CHART_LABEL_COMMON_CAUSE, own};
}

v1::ChartVariation variation_of(const ChartMark& mark, v1::Polarity polarity) {
    if (mark.label == v1::CHART_LABEL_COMMON_CAUSE) {
        return v1::CHART_VARIATION_COMMON_CAUSE;
    }
    const int good = good_side(polarity);
    if (good == 0) {
        return v1::CHART_VARIATION_NEUTRAL;
    }
    return mark.side == good ? v1::CHART_VARIATION_IMPROVEMENT : v1::CHART_VARIATION_CONCERN;
}

v1::ChartAssurance assurance_of(const ChartLimits& limits, double target, v1::Polarity polarity) {
    const int good = good_side(polarity);
    if (good == 0 || limits.ranges == 0) {
        return v1::CHART_ASSURANCE_UNSPECIFIED;
    }
    const int above = side_of(target, limits.upper, limits.rounding);
    const int below = side_of(target, limits.lower, limits.rounding);
    const int side = above > 0 ? 1 : below < 0 ? -1 : 0;
    if (side == 0) {
        return v1::CHART_ASSURANCE_INCONSISTENT;
    }
    return side == good ? v1::CHART_ASSURANCE_FAILS : v1::CHART_ASSURANCE_PASSES;
}

}  // namespace ladder::evidence

// What holds of control charts, funnels and intervals for any figures.
#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/evidence/chart.hpp"
#include "engine/evidence/explain.hpp"
#include "engine/evidence/funnel.hpp"
#include "engine/evidence/grid.hpp"
#include "engine/evidence/interval.hpp"
#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace {

using base::Truth;

template <class T>
T one_from(std::initializer_list<T> choices) {
    return *rc::gen::elementOf(std::vector<T>(choices));
}

// Whole values, so that shifts and scales are exact: noise, ties, walks and steps.
ChartPoints random_points(std::size_t longest = 40) {
    ChartPoints points;
    const auto count = *rc::gen::inRange<std::size_t>(1, longest + 1);
    const int spread = one_from({1, 3, 20, 1000});
    const int drift = one_from({0, 0, 1, -7});
    int level = 0;
    for (std::size_t at = 0; at < count; ++at) {
        const int value = *rc::gen::inRange(-spread, spread + 1);
        level += drift;
        points.value.push_back(level + value);
        const bool group = at > 0 && *rc::gen::inRange(0, 25) == 0;
        const bool gap = *rc::gen::inRange(0, 15) == 0;
        points.group.push_back(at == 0 ? 0 : points.group.back() + (group ? 1 : 0));
        points.joined.push_back(at == 0 || group || gap ? 0 : 1);
    }
    return points;
}

ChartMethod random_method() {
    return {one_from<std::size_t>({0, 0, 2, 5, 13}), *rc::gen::arbitrary<bool>()};
}

ChartWalk walked(const ChartPoints& points, ChartMethod method, std::size_t count) {
    ChartWalk walk{points, method};
    while (walk.taken() < count) {
        walk.take();
    }
    return walk;
}

ChartPoints changed(ChartPoints points, double times, double plus) {
    for (auto& value : points.value) {
        value = times * value + plus;
    }
    return points;
}

bool same(double a, double b) {
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

RC_GTEST_PROP(ChartProperties, ShiftAndScaleMoveTheLimitsAndNoLabel, ()) {
    const auto points = random_points();
    const auto method = random_method();
    const double times = one_from({1.0, 2.0, 10.0, 0.5});
    const double plus = *rc::gen::inRange(-5000, 5000);
    const auto moved_points = changed(points, times, plus);
    const auto before = walked(points, method, points.value.size());
    const auto after = walked(moved_points, method, points.value.size());
    for (std::size_t point = 0; point < points.value.size(); ++point) {
        RC_ASSERT(before.mark(point).label == after.mark(point).label);
        RC_ASSERT(before.mark(point).side == after.mark(point).side);
        const auto& old_limits = before.limits(points.group[point]);
        const auto& new_limits = after.limits(points.group[point]);
        RC_ASSERT(same(new_limits.mean, times * old_limits.mean + plus));
        RC_ASSERT(same(new_limits.upper, times * old_limits.upper + plus));
        RC_ASSERT(same(new_limits.lower, times * old_limits.lower + plus));
    }
}

RC_GTEST_PROP(ChartProperties, TurningSignsAndPolarityRoundChangesNothing, ()) {
    const auto points = random_points();
    const auto method = random_method();
    const auto turned = changed(points, -1, 0);
    const auto before = walked(points, method, points.value.size());
    const auto after = walked(turned, method, points.value.size());
    for (std::size_t point = 0; point < points.value.size(); ++point) {
        RC_ASSERT(before.mark(point).label == after.mark(point).label);
        RC_ASSERT(before.mark(point).side == -after.mark(point).side);
        RC_ASSERT(
            variation_of(before.mark(point), v1::POLARITY_HIGHER_IS_BETTER) ==
            variation_of(after.mark(point), v1::POLARITY_LOWER_IS_BETTER)
        );
    }
}

// The chart of a prefix and the prefix of a longer walk are one, bit for bit.
RC_GTEST_PROP(ChartProperties, APrefixKnowsNothingOfLaterPoints, ()) {
    const auto points = random_points();
    const auto method = random_method();
    const auto count = *rc::gen::inRange<std::size_t>(1, points.value.size() + 1);
    auto prefix = points;
    prefix.value.resize(count);
    prefix.joined.resize(count);
    prefix.group.resize(count);
    const auto whole = walked(points, method, count);
    const auto alone = walked(prefix, method, count);
    for (std::size_t point = 0; point < count; ++point) {
        RC_ASSERT(whole.mark(point).label == alone.mark(point).label);
        RC_ASSERT(
            whole.limits(points.group[point]).upper == alone.limits(points.group[point]).upper
        );
    }
}

// A label is only ever given with what the rule asks for in sight.
RC_GTEST_PROP(ChartProperties, EveryLabelIsEarned, ()) {
    const auto points = random_points();
    const auto walk = walked(points, random_method(), points.value.size());
    for (std::size_t point = 0; point < points.value.size(); ++point) {
        const auto mark = walk.mark(point);
        const auto& limits = walk.limits(points.group[point]);
        const double value = points.value[point];
        const bool beyond = value > limits.upper || value < limits.lower;
        RC_ASSERT((mark.label == v1::CHART_LABEL_OUTSIDE) <= beyond);
        if (mark.label == v1::CHART_LABEL_SHIFT || mark.label == v1::CHART_LABEL_TWO_IN_THREE) {
            RC_ASSERT(mark.side == (value > limits.mean ? 1 : -1));
        }
        if (mark.label == v1::CHART_LABEL_SHIFT || mark.label == v1::CHART_LABEL_TREND) {
            const auto in_group =
                std::count(points.group.begin(), points.group.end(), points.group[point]);
            RC_ASSERT(in_group >= 7);
        }
    }
}

World random_quarters(std::size_t periods) {
    World world;
    world.body("a").body("b");
    auto& crime = world.indicator("crime", v1::STATISTIC_MEASURE, v1::PERIOD_KIND_QUARTER);
    crime.set_polarity(one_from(
        {v1::POLARITY_LOWER_IS_BETTER, v1::POLARITY_HIGHER_IS_BETTER, v1::POLARITY_NEITHER}
    ));
    crime.mutable_target()->set_value(one_from({0.0, 5.0, 40.0}));
    crime.mutable_chart()->set_screen_ranges(*rc::gen::arbitrary<bool>());
    crime.mutable_chart()->set_baseline_points(one_from({0, 3}));
    if (*rc::gen::inRange(0, 3) == 0) {
        crime.mutable_chart()->add_rebases()->set_from("2007-03-31");
    }
    if (*rc::gen::inRange(0, 3) == 0) {
        auto& broken = *crime.add_series_breaks();
        broken.set_from("2008-03-31");
        broken.set_to(*rc::gen::arbitrary<bool>() ? "2008-06-30" : "");
    }
    for (std::size_t at = 0; at < periods; ++at) {
        const auto end =
            base::to_string(base::add_months(day("2005-03-31"), 3 * static_cast<int>(at)));
        for (const auto* body : {"a", "b"}) {
            if (*rc::gen::inRange(0, 12) > 0) {
                world.figure("crime", body, end, *rc::gen::inRange(0, one_from({3, 12, 60})));
            }
        }
    }
    return world;
}

v1::Condition random_chart_condition() {
    v1::Condition condition;
    auto& chart = *condition.mutable_chart();
    chart.set_assurance(one_from(
        {v1::CHART_ASSURANCE_UNSPECIFIED,
         v1::CHART_ASSURANCE_UNSPECIFIED,
         v1::CHART_ASSURANCE_FAILS,
         v1::CHART_ASSURANCE_INCONSISTENT}
    ));
    chart.set_is(one_from({v1::JUDGEMENT_RESULT_WORSE, v1::JUDGEMENT_RESULT_BETTER}));
    chart.set_of_last(one_from({0, 1, 3}));
    if (*rc::gen::arbitrary<bool>()) {
        chart.add_labels(
            one_from({v1::CHART_LABEL_OUTSIDE, v1::CHART_LABEL_SHIFT, v1::CHART_LABEL_TWO_IN_THREE})
        );
    }
    return condition;
}

// Every cell of a grid is what is said of the figures up to that period, and of no later ones; and
// what explains it says the same.
RC_GTEST_PROP(ChartProperties, AGridSaysOfEachPeriodWhatItsPrefixSays, ()) {
    const auto world = random_quarters(*rc::gen::inRange<std::size_t>(2, 24));
    const auto condition = random_chart_condition();
    const definition::Ruleset ruleset{"rulesets/test@1", world.definition()};
    const auto panels = world.panels();
    Readings readings{ruleset, panels};
    const auto& series = *readings.series("crime");
    const auto& periods = series.panel().periods;
    if (periods.empty()) {
        return;
    }
    const auto whole = ConditionGrids{readings, {0, 1}, periods.back()}.evaluate(condition, series);
    const auto at = *rc::gen::inRange<std::size_t>(0, periods.size());
    auto earlier = world;
    auto& figures = earlier.figures();
    figures.erase(
        std::remove_if(
            figures.begin(),
            figures.end(),
            [&](const auto& figure) { return figure.period_end > periods[at]; }
        ),
        figures.end()
    );
    const auto cut = earlier.panels();
    Readings cut_readings{ruleset, cut};
    const auto prefix = ConditionGrids{cut_readings, {0, 1}, periods[at]}.evaluate(
        condition, *cut_readings.series("crime")
    );
    for (std::size_t body = 0; body < 2; ++body) {
        RC_ASSERT(whole.at(body, at) == prefix.at(body, at));
        const auto told = explain(condition, series, readings, body, periods[at], "c");
        RC_ASSERT(base::from_proto(told.truth()) == whole.at(body, at));
    }
}

std::vector<FunnelMember> random_members(bool shares) {
    std::vector<FunnelMember> members;
    const int count = *rc::gen::inRange(2, 12);
    for (int at = 0; at < count; ++at) {
        const int exposure = *rc::gen::inRange(1, one_from({30, 3000}));
        const int most = shares ? exposure : one_from({5, 400});
        members.push_back({double(*rc::gen::inRange(0, most + 1)), double(exposure)});
    }
    members.front().events = 1;
    return members;
}

RC_GTEST_PROP(FunnelProperties, WiderLevelsAndOverdispersionOnlyWiden, ()) {
    const bool shares = *rc::gen::arbitrary<bool>();
    const auto members = random_members(shares);
    const double exposure = members[0].exposure;
    const auto plain = funnel_of(members, shares, 1, false);
    const auto wide = funnel_of(members, shares, 1, true);
    const auto bounds = bounds_at(plain, exposure);
    RC_ASSERT(bounds.lower_99_8 <= bounds.lower_95);
    RC_ASSERT(bounds.lower_95 <= plain.centre);
    RC_ASSERT(bounds.upper_99_8 >= bounds.upper_95);
    RC_ASSERT(bounds.lower_99_8 >= 0);
    RC_ASSERT(!shares || bounds.upper_99_8 <= 1);
    RC_ASSERT(wide.overdispersion >= 1);
    if (bounds.method == FunnelMethod::normal) {
        const auto widened = bounds_at(wide, exposure);
        RC_ASSERT(widened.upper_95 >= bounds.upper_95);
        RC_ASSERT(widened.lower_95 <= bounds.lower_95);
    }
}

RC_GTEST_PROP(IntervalProperties, HoldTheirEstimateAndMirror, ()) {
    const double x = *rc::gen::inRange(0, 400);
    const double y = *rc::gen::inRange(0, 400);
    const double variance = one_from({1.0, 0.5, 2.5});
    const auto of_x = count_interval(x, variance);
    const auto of_y = count_interval(y, variance);
    RC_ASSERT(of_x.lower <= x);
    RC_ASSERT(of_x.upper > x);
    const auto forth = interval_of_sum({{1, x, of_x}, {-1, y, of_y}});
    const auto back = interval_of_sum({{1, y, of_y}, {-1, x, of_x}});
    RC_ASSERT(forth.lower <= x - y);
    RC_ASSERT(forth.upper >= x - y);
    RC_ASSERT(same(forth.lower, -back.upper));
    RC_ASSERT(same(forth.upper, -back.lower));
}

}  // namespace
}  // namespace ladder::evidence

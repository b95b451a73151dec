// Control charts against those that R drew (tests/fixtures/statistics), and each rule at its edge.
#include "engine/evidence/chart_rules.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/evidence/fixture_rows.hpp"

namespace ladder::evidence {
namespace chart_rules_test {

ChartPoints points_of(std::vector<double> values) {
    ChartPoints points;
    points.joined.assign(values.size(), 1);
    points.joined.front() = 0;
    points.group.assign(values.size(), 0);
    points.value = std::move(values);
    return points;
}

struct Drawn {
    ChartLimits limits;
    std::string labels;
    std::string sides;
};

Drawn draw(const ChartPoints& points, ChartMethod method) {
    ChartWalk walk{points, method};
    while (walk.taken() < points.value.size()) {
        walk.take();
    }
    Drawn drawn{walk.limits(points.group.back()), {}, {}};
    for (std::size_t point = 0; point < points.value.size(); ++point) {
        const auto mark = walk.mark(point);
        drawn.labels += "?COTWS"[mark.label];
        drawn.sides += "-0+"[mark.side + 1];
    }
    return drawn;
}

TEST(ChartRules, AgreeWithRPointForPoint) {
    const auto rows = fixture_rows("charts.csv");
    ASSERT_GE(rows.size(), 1000U);
    for (const auto& row : rows) {
        const auto drawn = draw(points_of(numbers_of(row[8])), {std::stoul(row[0]), row[1] == "1"});
        EXPECT_EQ(drawn.labels, row[6]) << row[8];
        EXPECT_EQ(drawn.sides, row[7]) << row[8];
        const double near = 1e-9 * std::max(1.0, std::abs(drawn.limits.upper));
        EXPECT_NEAR(drawn.limits.mean, std::stod(row[2]), near) << row[8];
        EXPECT_NEAR(drawn.limits.mean_range, std::stod(row[3]), near) << row[8];
        EXPECT_NEAR(drawn.limits.lower, std::stod(row[4]), near) << row[8];
        EXPECT_NEAR(drawn.limits.upper, std::stod(row[5]), near) << row[8];
    }
}

struct Edge {
    const char* name;
    std::vector<double> values;
    const char* labels;
};

void PrintTo(const Edge& row, std::ostream* out) {  // NOLINT(readability-identifier-naming)
    *out << row.name;
}

// clang-format off
const Edge edges[]{
    // On paper every value is the mean; the sum of doubles is not ten times 0.1.
    {"a_constant_is_common_cause", {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, "CCCCCCCCCC"},
    {"six_rising_are_no_trend",    {0, 9, 1, 2, 3, 4, 5, 6, 0, 9},                     "CCCCCCCCCC"},
    {"seven_rising_are",           {9, 0, 1, 2, 3, 4, 5, 6, 0, 9},                     "CTTTTTTTCC"},
    {"a_tie_breaks_a_trend",       {9, 0, 1, 2, 3, 3, 4, 5, 0, 9},                     "CCCCCCCCCC"},
    {"six_above_are_no_shift",     {1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3},               "OOOOOOOOOOOO"},
};
// clang-format on

class ChartRule : public testing::TestWithParam<Edge> {};

TEST_P(ChartRule, HoldsAtItsEdge) {
    EXPECT_EQ(draw(points_of(GetParam().values), {}).labels, GetParam().labels);
}

INSTANTIATE_TEST_SUITE_P(Table, ChartRule, testing::ValuesIn(edges), [](const auto& test) {
    return test.param.name;
});

TEST(ChartRules, NothingRunsAcrossAGapOrAGroup) {
    auto points = points_of({9, 0, 1, 2, 3, 4, 5, 6, 0, 9});
    EXPECT_EQ(draw(points, {}).labels, "CTTTTTTTCC");
    points.joined[4] = 0;
    EXPECT_EQ(draw(points, {}).labels, "CCCCCCCCCC");
    EXPECT_EQ(draw(points, {}).limits.ranges, 8U);
    for (std::size_t point = 4; point < 10; ++point) {
        points.group[point] = 1;
    }
    const auto drawn = draw(points, {});
    EXPECT_EQ(drawn.labels, "CCCCCCCCCC");
    EXPECT_EQ(drawn.limits.points, 6U);
    EXPECT_EQ(drawn.limits.mean, 4.5);
}

// Ranges 1, 1, 1, 1, 30: the last is left out, and the mean keeps all points.
TEST(ChartRules, ScreeningTouchesTheRangesAlone) {
    const auto points = points_of({10, 11, 10, 11, 10, 40});
    const auto all = draw(points, {});
    const auto screened = draw(points, {0, true});
    EXPECT_EQ(all.limits.mean_range, 34.0 / 5);
    EXPECT_EQ(screened.limits.mean_range, 1);
    EXPECT_EQ(screened.limits.mean, all.limits.mean);
    EXPECT_EQ(all.labels, "CCCCCO");
    EXPECT_EQ(screened.labels, "OOOOOO");
}

TEST(ChartRules, AFixedBaselineLeavesLaterPointsOutOfTheLimits) {
    const auto drawn = draw(points_of({10, 12, 10, 12, 30, 30}), {4, false});
    EXPECT_EQ(drawn.limits.points, 4U);
    EXPECT_EQ(drawn.limits.mean, 11);
    EXPECT_EQ(drawn.labels, "CCCCOO");
}

TEST(ChartRules, AFixedBaselineIsOfTheFirstGroupAlone) {
    auto points = points_of({10, 12, 10, 12, 30, 50, 52, 50, 52, 60, 62});
    for (std::size_t point = 5; point < 11; ++point) {
        points.group[point] = 1;
    }
    points.joined[5] = 0;
    EXPECT_EQ(draw(points, {4, false}).limits.points, 6U);
}

// Ranges 1, 1, 1, 1, none, 1, 1: what lies on both sides of a gap has no range.
TEST(ChartRules, ScreeningTakesNoRangeAcrossAGap) {
    auto points = points_of({10, 11, 10, 11, 10, 13, 12, 13});
    points.joined[5] = 0;
    EXPECT_EQ(draw(points, {0, true}).limits.mean_range, 1);
}

// At the end two points close to the upper limit, with nothing else to see.
std::vector<double> two_close() {
    return {10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 16, 16};
}

TEST(ChartRules, TwoInThreeAreNotCountedAcrossAGap) {
    auto points = points_of(two_close());
    EXPECT_EQ(draw(points, {}).labels, "CCCCCCCCCCWW");
    points.joined[11] = 0;
    EXPECT_EQ(draw(points, {}).labels, "CCCCCCCCCCCC");
}

TEST(ChartRules, AWalkKnowsNothingOfThePointsToCome) {
    const auto close = points_of(two_close());
    const auto rising = points_of({9, 0, 1, 2, 3, 4, 5, 6, 0, 9});
    struct Early {
        const ChartPoints& points;
        std::size_t enough;  // points by which the one before is a special cause
        v1::ChartLabel label;
    };
    for (const auto& early :
         {Early{close, 12, v1::CHART_LABEL_TWO_IN_THREE}, {rising, 8, v1::CHART_LABEL_TREND}}) {
        ChartWalk walk{early.points, {}};
        while (walk.taken() < early.enough - 1) {
            walk.take();
        }
        EXPECT_EQ(walk.mark(early.enough - 2).label, v1::CHART_LABEL_COMMON_CAUSE) << early.label;
        walk.take();
        EXPECT_EQ(walk.mark(early.enough - 2).label, early.label);
    }
}

TEST(ChartRules, AGroupOfOnePointHasNoLimits) {
    const auto drawn = draw(points_of({7}), {});
    EXPECT_EQ(drawn.limits.ranges, 0U);
    EXPECT_EQ(drawn.labels, "C");
    EXPECT_EQ(
        assurance_of(drawn.limits, 9, v1::POLARITY_HIGHER_IS_BETTER),
        v1::CHART_ASSURANCE_UNSPECIFIED
    );
}

TEST(ChartRules, VariationIsSignedByPolarityAndTheSideOfTheMean) {
    const auto higher = v1::POLARITY_HIGHER_IS_BETTER;
    const auto lower = v1::POLARITY_LOWER_IS_BETTER;
    const ChartMark high{v1::CHART_LABEL_OUTSIDE, 1};
    const ChartMark low{v1::CHART_LABEL_SHIFT, -1};
    const ChartMark on{v1::CHART_LABEL_TREND, 0};
    EXPECT_EQ(variation_of(high, higher), v1::CHART_VARIATION_IMPROVEMENT);
    EXPECT_EQ(variation_of(high, lower), v1::CHART_VARIATION_CONCERN);
    EXPECT_EQ(variation_of(low, lower), v1::CHART_VARIATION_IMPROVEMENT);
    EXPECT_EQ(variation_of(on, higher), v1::CHART_VARIATION_CONCERN);
    EXPECT_EQ(variation_of(high, v1::POLARITY_NEITHER), v1::CHART_VARIATION_NEUTRAL);
    EXPECT_EQ(variation_of({}, higher), v1::CHART_VARIATION_COMMON_CAUSE);
}

TEST(ChartRules, AssuranceAsksWhereTheTargetLiesToTheLimits) {
    ChartLimits limits;
    limits.ranges = 5;
    limits.lower = 40;
    limits.upper = 60;
    const auto higher = v1::POLARITY_HIGHER_IS_BETTER;
    const auto lower = v1::POLARITY_LOWER_IS_BETTER;
    EXPECT_EQ(assurance_of(limits, 60, higher), v1::CHART_ASSURANCE_INCONSISTENT);
    EXPECT_EQ(assurance_of(limits, 60.1, higher), v1::CHART_ASSURANCE_FAILS);
    EXPECT_EQ(assurance_of(limits, 39.9, higher), v1::CHART_ASSURANCE_PASSES);
    EXPECT_EQ(assurance_of(limits, 60.1, lower), v1::CHART_ASSURANCE_PASSES);
    EXPECT_EQ(assurance_of(limits, 39.9, lower), v1::CHART_ASSURANCE_FAILS);
    EXPECT_EQ(assurance_of(limits, 70, v1::POLARITY_NEITHER), v1::CHART_ASSURANCE_UNSPECIFIED);
}

}  // namespace chart_rules_test
}  // namespace ladder::evidence

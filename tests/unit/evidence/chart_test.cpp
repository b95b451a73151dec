// Which figures a chart is drawn of, and what a chart condition says at each period.
#include "engine/evidence/chart.hpp"

#include <cmath>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/evidence/chart_text.hpp"
#include "engine/evidence/explain.hpp"
#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace chart_test {

using base::Truth;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr double none = no_figure;

std::string quarter(std::size_t at) {
    return base::to_string(base::add_months(day("2005-03-31"), 3 * static_cast<int>(at)));
}

// Kent's quarterly figures from March 2005 on; Essex has one for every quarter.
World quarters(const std::vector<double>& values) {
    World world;
    world.body("kent").body("essex");
    world.indicator("crime", v1::STATISTIC_MEASURE, v1::PERIOD_KIND_QUARTER).set_unit("hours");
    for (std::size_t at = 0; at < values.size(); ++at) {
        world.figure("crime", "essex", quarter(at), 5);
        if (!std::isnan(values[at])) {
            world.figure("crime", "kent", quarter(at), values[at]);
        }
    }
    return world;
}

// A world's figures, held for as long as they are looked at.
struct Seen {
    explicit Seen(const World& world)
        : ruleset{"rulesets/test@1", world.definition()},
          panels{world.panels()},
          readings{ruleset, panels},
          kent{*panels.body_index("bodies/kent")},
          series{*readings.series("crime")} {}

    BodyChart chart() const {
        return chart_of(series, kent, "bodies/kent", 0, series.panel().periods.size());
    }
    v1::ControlChart drawn() const {
        return control_chart(series, readings, kent, 0, series.panel().periods.size());
    }
    std::vector<Truth> truths(const v1::ChartCondition& condition) const {
        ChartJudge judge{series, condition, kent, "bodies/kent"};
        std::vector<Truth> truths;
        for (std::size_t at = 0; at < series.panel().periods.size(); ++at) {
            truths.push_back(judge.next());
        }
        return truths;
    }
    v1::Explanation explained(const v1::ChartCondition& condition, std::string_view end) const {
        return explain_chart(series, readings, condition, kent, day(end));
    }

    definition::Ruleset ruleset;
    Panels panels;
    Readings readings;
    std::size_t kent;
    const Series& series;
};

v1::ChartCondition chart_is(v1::JudgementResult is, int of_last = 0) {
    v1::ChartCondition condition;
    condition.set_is(is);
    condition.set_of_last(of_last);
    return condition;
}

const auto a_concern = chart_is(v1::JUDGEMENT_RESULT_WORSE);

// Twelve around ten, then one far above.
const std::vector<double> spiked{10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11, 9, 30};

TEST(Chart, JoinsNeighboursOnly) {
    const Seen seen{quarters({1, 2, none, 3, 4})};
    const auto chart = seen.chart();
    EXPECT_THAT(chart.column, ElementsAre(0, 1, 3, 4));
    EXPECT_THAT(chart.points.joined, ElementsAre(0, 1, 0, 1));
    EXPECT_THAT(chart.points.group, ElementsAre(0, 0, 0, 0));
    EXPECT_EQ(chart.gaps, 1U);
    EXPECT_THAT(seen.drawn().warnings(1), HasSubstr("missing in 1 place"));
}

// Where nobody has a figure the panel has no column, and the neighbours are none either.
TEST(Chart, SeesAGapThatAllBodiesShare) {
    auto world = quarters({1, 2, 3});
    world.figure("crime", "kent", quarter(5), 4);
    EXPECT_THAT(Seen{world}.chart().points.joined, ElementsAre(0, 1, 1, 0));
}

TEST(Chart, JoinsYearsThatFollowEachOther) {
    World world;
    world.body("kent");
    world.indicator("crime", v1::STATISTIC_MEASURE, v1::PERIOD_KIND_YEAR);
    for (const auto* year : {"2005-03-31", "2006-03-31", "2008-03-31"}) {
        world.figure("crime", "kent", year, 5);
    }
    EXPECT_THAT(Seen{world}.chart().points.joined, ElementsAre(0, 1, 0));
}

// Of days there is no telling which follow each other, but for what others have between.
TEST(Chart, JoinsDaysWithNoOtherFigureBetween) {
    World world;
    world.body("kent").body("essex");
    world.indicator("crime", v1::STATISTIC_MEASURE, v1::PERIOD_KIND_POINT);
    for (const auto* on : {"2005-03-31", "2005-07-02", "2006-01-17"}) {
        world.figure("crime", "essex", on, 5);
    }
    world.figure("crime", "kent", "2005-03-31", 5).figure("crime", "kent", "2006-01-17", 5);
    world.figure("crime", "kent", "2007-01-01", 5);
    EXPECT_THAT(Seen{world}.chart().points.joined, ElementsAre(0, 0, 1));
}

TEST(Chart, LeavesANegativeFigureOut) {
    EXPECT_THAT(Seen{quarters({1, -2, 3})}.chart().column, ElementsAre(0, 2));
}

TEST(Chart, BeginsAnewAfterABreakAndLeavesTheTransitionOut) {
    auto world = quarters({1, 2, 3, 4, 5, 6});
    auto& gap = *world.definition().mutable_indicators(0)->add_series_breaks();
    gap.set_from(quarter(2));
    gap.set_to(quarter(3));
    gap.set_reason("counted anew");
    const Seen seen{world};
    EXPECT_THAT(seen.chart().column, ElementsAre(0, 1, 4, 5));
    EXPECT_THAT(seen.chart().points.group, ElementsAre(0, 0, 1, 1));
    EXPECT_THAT(seen.chart().points.joined, ElementsAre(0, 1, 0, 1));
    EXPECT_EQ(seen.drawn().points(2).rebase_reason(), "a break in the series: counted anew");
    EXPECT_EQ(seen.truths(a_concern)[2], Truth::unknown);
}

TEST(Chart, BeginsAnewAtARecordedChangeOfThatBody) {
    auto world = quarters({1, 2, 3, 4});
    auto& chart = *world.definition().mutable_indicators(0)->mutable_chart();
    auto& other = *chart.add_rebases();
    other.set_from(quarter(1));
    other.set_body("essex");
    auto& own = *chart.add_rebases();
    own.set_from(quarter(2));
    own.set_body("kent");
    own.set_reason("a new control room");
    const Seen seen{world};
    EXPECT_THAT(seen.chart().points.group, ElementsAre(0, 0, 1, 1));
    EXPECT_EQ(seen.drawn().points(2).rebase_reason(), "a new control room");
    EXPECT_EQ(seen.drawn().points(2).mean(), 3.5);
    EXPECT_EQ(seen.drawn().points(1).mean(), 1.5);
}

TEST(Chart, DrawsEveryPointWithItsFigure) {
    const Seen seen{quarters(spiked)};
    const auto chart = seen.drawn();
    ASSERT_EQ(chart.points_size(), 13);
    const auto& last = chart.points(12);
    EXPECT_EQ(last.label(), v1::CHART_LABEL_OUTSIDE);
    EXPECT_EQ(last.variation(), v1::CHART_VARIATION_CONCERN);
    EXPECT_EQ(last.input().revision(), 2);
    EXPECT_EQ(last.input().period_end(), quarter(12));
    EXPECT_NEAR(last.mean(), 150.0 / 13, 1e-12);
    // ranges: 1, 2 and 1 four times over less the last 1, and 21
    EXPECT_NEAR(last.upper(), 150.0 / 13 + 2.66 * (15 + 21) / 12, 1e-12);
    EXPECT_EQ(chart.variation(), v1::CHART_VARIATION_CONCERN);
    EXPECT_EQ(chart.unit(), "hours");
    EXPECT_EQ(chart.method(), "xmr");
    EXPECT_TRUE(chart.warnings().empty());
    EXPECT_FALSE(chart.has_target());
}

TEST(Chart, WarnsOfFewPoints) {
    const auto chart = Seen{quarters({1, 2, 3})}.drawn();
    ASSERT_EQ(chart.warnings_size(), 1);
    EXPECT_EQ(chart.warnings(0), "the limits rest on 3 points; fewer than 13 are provisional");
}

struct NoChart {
    const char* name;
    void (*change)(v1::IndicatorDefinition&);
    const char* reason;
};

// clang-format off
const NoChart no_charts[]{
    {"rolling",   [](auto& i) { i.set_period(v1::PERIOD_KIND_ROLLING_YEAR); }, "share months"},
    {"low_count", [](auto& i) { i.set_low_count(true); },                      "too low"},
    {"narrative", [](auto& i) { i.set_statistic(v1::STATISTIC_NARRATIVE); },   "narrative"},
    {"no_rate",   [](auto& i) {
        i.set_statistic(v1::STATISTIC_COUNT);
        i.set_population("residents");
        i.add_no_rate()->set_body("bodies/kent");
    },                                                                         "means nothing"},
};
// clang-format on

TEST(Chart, IsNotDrawnOfWhatCannotBeCharted) {
    for (const auto& row : no_charts) {
        auto world = quarters(spiked);
        row.change(*world.definition().mutable_indicators(0));
        const Seen seen{world};
        EXPECT_THAT(seen.drawn().not_charted_reason(), HasSubstr(row.reason)) << row.name;
        EXPECT_TRUE(seen.drawn().points().empty());
        EXPECT_EQ(seen.truths(a_concern).back(), Truth::unknown);
        const auto told = seen.explained(a_concern, quarter(12));
        EXPECT_EQ(told.truth(), v1::TRUTH_UNKNOWN);
        EXPECT_THAT(told.text(), HasSubstr(row.reason));
    }
    EXPECT_THAT(Seen{quarters({1})}.drawn().not_charted_reason(), HasSubstr("has 1 figure"));
}

TEST(ChartCondition, LooksAtThePointsUpToThePeriodOnly) {
    const Seen seen{quarters(spiked)};
    const auto truths = seen.truths(a_concern);
    EXPECT_EQ(truths[0], Truth::unknown);
    for (std::size_t at = 1; at < 12; ++at) {
        EXPECT_EQ(truths[at], Truth::no) << at;
    }
    EXPECT_EQ(truths[12], Truth::yes);
    EXPECT_EQ(seen.truths(chart_is(v1::JUDGEMENT_RESULT_BETTER))[12], Truth::no);
}

TEST(ChartCondition, OnlyTheLabelsAskedForCount) {
    const Seen seen{quarters(spiked)};
    auto condition = a_concern;
    condition.add_labels(v1::CHART_LABEL_SHIFT);
    EXPECT_EQ(seen.truths(condition)[12], Truth::no);
    condition.add_labels(v1::CHART_LABEL_OUTSIDE);
    EXPECT_EQ(seen.truths(condition)[12], Truth::yes);
}

TEST(ChartCondition, LooksBackAsFarAsAsked) {
    auto values = spiked;
    values.insert(values.end(), {10, 11});
    const Seen seen{quarters(values)};
    EXPECT_EQ(seen.truths(a_concern)[14], Truth::no);
    EXPECT_EQ(seen.truths(chart_is(v1::JUDGEMENT_RESULT_WORSE, 2))[14], Truth::no);
    EXPECT_EQ(seen.truths(chart_is(v1::JUDGEMENT_RESULT_WORSE, 3))[14], Truth::yes);
}

// A missing point neither fires nor clears; one that counts is enough whatever else is missing.
TEST(ChartCondition, AMissingPointIsUnknown) {
    auto values = spiked;
    values.insert(values.end(), {none, 10});
    const Seen seen{quarters(values)};
    EXPECT_EQ(seen.truths(a_concern)[13], Truth::unknown);
    EXPECT_EQ(seen.truths(a_concern)[14], Truth::no);
    EXPECT_EQ(seen.truths(chart_is(v1::JUDGEMENT_RESULT_WORSE, 2))[14], Truth::unknown);
    EXPECT_EQ(seen.truths(chart_is(v1::JUDGEMENT_RESULT_WORSE, 3))[14], Truth::yes);
    EXPECT_THAT(seen.explained(a_concern, quarter(13)).text(), HasSubstr("has no figure to chart"));
}

TEST(ChartCondition, AsksForAssuranceAloneOrBesides) {
    auto world = quarters(spiked);
    world.definition().mutable_indicators(0)->mutable_target()->set_value(2);
    v1::ChartCondition fails;
    fails.set_assurance(v1::CHART_ASSURANCE_FAILS);
    v1::ChartCondition passes;
    passes.set_assurance(v1::CHART_ASSURANCE_PASSES);
    const Seen seen{world};
    EXPECT_EQ(seen.truths(fails)[11], Truth::yes);  // lower is better, and 2 is out of reach
    EXPECT_EQ(seen.truths(passes)[11], Truth::no);
    EXPECT_EQ(seen.truths(fails)[0], Truth::unknown);
    auto both = a_concern;
    both.set_assurance(v1::CHART_ASSURANCE_FAILS);
    EXPECT_EQ(seen.truths(both)[11], Truth::no);
    EXPECT_EQ(Seen{quarters(spiked)}.truths(fails)[11], Truth::unknown);
}

TEST(ChartCondition, HasNoDirectionWherePolarityHasNone) {
    auto world = quarters(spiked);
    world.definition().mutable_indicators(0)->set_polarity(v1::POLARITY_NEITHER);
    const Seen seen{world};
    EXPECT_EQ(seen.truths(a_concern)[12], Truth::unknown);
    EXPECT_EQ(seen.drawn().variation(), v1::CHART_VARIATION_NEUTRAL);
    v1::ChartCondition any;
    any.add_labels(v1::CHART_LABEL_OUTSIDE);
    EXPECT_EQ(seen.truths(any)[12], Truth::yes);
}

TEST(ChartCondition, IsExplainedInPlainEnglish) {
    const Seen seen{quarters(spiked)};
    const auto told = seen.explained(a_concern, quarter(12));
    EXPECT_EQ(
        told.text(),
        "Crime: the control chart of Kent up to the quarter to 31 March 2008 has 13 points, a mean "
        "of 11.5 hours and limits of 3.6 and 19.5; 30 (quarter to 31 March 2008) is above the "
        "upper "
        "limit: special cause of concern; a concern counts. Met."
    );
    EXPECT_EQ(told.chart().points_size(), 13);
    const auto before = seen.explained(a_concern, quarter(11));
    EXPECT_EQ(before.chart().points_size(), 12);
    EXPECT_THAT(before.text(), HasSubstr("its last, 9 (quarter to 31 December 2007), is common"));
    EXPECT_THAT(before.text(), HasSubstr("The limits rest on 12 points"));
}

TEST(ChartCondition, RaisesATrigger) {
    auto world = quarters(spiked);
    auto& trigger = world.trigger("chart", "crime");
    *trigger.mutable_raise_when()->mutable_chart() = a_concern;
    *trigger.mutable_clear_when()->mutable_not_()->mutable_chart() = a_concern;
    const auto findings = world.evaluate(quarter(12)).findings;
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].outcome(), v1::EPISODE_OUTCOME_RAISED);
    EXPECT_EQ(findings[0].body(), "bodies/kent");
    const auto& clause = findings[0].explanation().parts(0);
    EXPECT_EQ(clause.clause(), "raise_when.chart");
    EXPECT_EQ(clause.chart().points_size(), 13);
    EXPECT_TRUE(world.evaluate(quarter(11)).findings.empty());
}

// A condition may ask of the chart of another indicator than that of its trigger.
TEST(ChartCondition, MayAskOfAnotherIndicator) {
    auto world = quarters(spiked);
    world.indicator("other", v1::STATISTIC_MEASURE, v1::PERIOD_KIND_QUARTER);
    world.figure("other", "kent", quarter(12), 1).figure("other", "kent", "2015-03-31", 1);
    auto& trigger = world.trigger("chart", "other");
    auto condition = a_concern;
    condition.set_indicator("crime");
    *trigger.mutable_raise_when()->mutable_chart() = condition;
    *trigger.mutable_clear_when()->mutable_not_()->mutable_chart() = condition;
    EXPECT_EQ(world.evaluate(quarter(12)).findings.size(), 1U);
    condition.set_indicator("nothing");
    *trigger.mutable_raise_when()->mutable_chart() = condition;
    EXPECT_TRUE(world.evaluate(quarter(12)).findings.empty());
}

}  // namespace chart_test
}  // namespace ladder::evidence

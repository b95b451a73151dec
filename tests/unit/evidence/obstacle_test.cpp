// What can't be judged is unknown, and says why.
#include <functional>

#include <gtest/gtest.h>

#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace obstacle_test {

constexpr std::size_t kent_now = 6;  // the place of Kent's newest figure in the world below

// Kent and two peers, all there for every comparison.
World whole() {
    World world;
    world.body("kent").body("essex").body("surrey").crime_and_population();
    for (const auto* id : {"kent", "essex", "surrey"}) {
        world.figure("population", id, "2010-06-30", 1'000'000)
            .figure("crime", id, "2010-03-31", 1000);
    }
    for (const auto* id : {"kent", "essex", "surrey"}) {
        world.figure("crime", id, "2011-03-31", 1200);
    }
    world.peers("nearest", "2007-04-01", {{"kent", {"essex", "surrey"}}});
    world.definition().mutable_indicators(0)->mutable_target()->set_value(1);
    return world;
}

v1::IndicatorDefinition& crime(World& world) {
    return *world.definition().mutable_indicators(0);
}

void add_break(World& world, const char* from, const char* to) {
    auto& made = *crime(world).add_series_breaks();
    made.set_from(from);
    made.set_to(to);
    made.set_reason("another way of counting");
}

struct Hindered {
    const char* name;
    std::function<void(World&)> hinder;
    v1::JudgementCondition condition;
    const char* reason;
    const char* period_end = "2011-03-31";
};

void PrintTo(  // NOLINT(readability-identifier-naming): gtest calls it
    const Hindered& row,
    std::ostream* out
) {
    *out << row.name;
}

v1::JudgementCondition quarterly(v1::JudgementCondition condition) {
    condition.set_baseline_months(3);
    return condition;
}

const std::vector<Hindered>& hindrances() {
    static const std::vector<Hindered> rows{
        {"neither_direction",
         [](World& w) { crime(w).set_polarity(v1::POLARITY_NEITHER); },
         versus_baseline(5),
         "neither direction of this indicator is good or bad"},
        {"low_count",
         [](World& w) { crime(w).set_low_count(true); },
         versus_baseline(5),
         "counts are too low for any test; they are shown and not judged"},
        {"missing_figure_with_its_age",
         [](World&) {},
         versus_baseline(5),
         "no figure for the year to 30 June 2011; the last is for the year to 31 March 2011, "
         "91 days earlier",
         "2011-06-30"},
        {"missing_for_this_body_only",
         [](World& w) { w.figures()[kent_now].value = no_figure; },
         versus_peers("all", 5),
         "no figure for the year to 31 March 2011; the last is for the year to 31 March 2010, "
         "365 days earlier"},
        {"none_earlier",
         [](World&) {},
         versus_baseline(5),
         "no figure for the year to 31 March 2009 and none earlier",
         "2009-03-31"},
        {"negative",
         [](World& w) { w.figures()[kent_now].value = -3; },
         versus_baseline(5),
         "the figure for the year to 31 March 2011 is below zero (-3): cancelled records"},
        {"negative_baseline",
         [](World& w) { w.figures()[1].value = -3; },
         versus_baseline(5),
         "the figure for the year to 31 March 2010 is below zero (-3): cancelled records"},
        {"no_baseline_figure",
         [](World& w) { w.figures()[1].value = no_figure; },
         versus_baseline(5),
         "no figure for the year to 31 March 2010, with which the year to 31 March 2011 would be "
         "compared"},
        {"baseline_zero",
         [](World& w) { w.figures()[1].value = 0; },
         versus_baseline(5),
         "the figure for the year to 31 March 2010 is zero, of which no percentage can be taken"},
        {"rolling_years_that_overlap",
         [](World&) {},
         quarterly(versus_baseline(5)),
         "rolling years 3 months apart share months; they are compared 12 months apart only"},
        {"clean_break",
         [](World& w) { add_break(w, "2011-03-31", ""); },
         versus_baseline(5),
         "the year to 31 March 2010 and the year to 31 March 2011 lie on two sides of a break in "
         "the series from 31 March 2011: another way of counting"},
        {"break_ends_change_of_peers_too",
         [](World& w) { add_break(w, "2010-06-30", ""); },
         versus_peers_change("all", 5),
         "the year to 31 March 2010 and the year to 31 March 2011 lie on two sides of a break in "
         "the series from 30 June 2010: another way of counting"},
        {"transition_ends_even_levels",
         [](World& w) { add_break(w, "2010-12-31", "2011-06-30"); },
         versus_peers("all", 5),
         "the year to 31 March 2011 lies in a break in the series from 31 December 2010: another "
         "way of counting"},
        {"baseline_in_transition",
         [](World& w) { add_break(w, "2009-12-31", "2010-06-30"); },
         versus_baseline(5),
         "the year to 31 March 2010 and the year to 31 March 2011 lie on two sides of a break in "
         "the series from 31 December 2009: another way of counting"},
        {"no_rate",
         [](World& w) {
             auto& none = *crime(w).add_no_rate();
             none.set_body("bodies/kent");
             none.set_reason("few people live there");
         },
         versus_peers("all", 5),
         "few people live there"},
        {"no_rate_and_target",
         [](World& w) { crime(w).add_no_rate()->set_body("bodies/kent"); },
         versus_target(5),
         "its rate per head means nothing"},
        {"no_population",
         [](World& w) { w.figures()[0].value = no_figure; },
         versus_peers("all", 5),
         "no population figure within the 24 months before 31 March 2011"},
        {"population_too_old",
         [](World& w) { w.figures()[0].period_end = day("2009-03-30"); },
         versus_peers("all", 5),
         "no population figure within the 24 months before 31 March 2011"},
        {"population_of_the_future",
         [](World& w) { w.figures()[0].period_end = day("2011-04-01"); },
         versus_peers("all", 5),
         "no population figure within the 24 months before 31 March 2011"},
        {"no_peer_group",
         [](World& w) {
             w.peers("other", "2008-04-01", {{"essex", {"kent"}}});
         },
         versus_peers("most_similar", 5),
         "no group 'most_similar' is in force for it on 31 March 2011"},
        {"no_peer_group_yet",
         [](World& w) { w.figures()[kent_now].period_end = day("2007-03-31"); },
         versus_peers_change("most_similar", 5),
         "no figure for the year to 31 March 2006, with which the year to 31 March 2007 would be "
         "compared",
         "2007-03-31"},
        {"too_few_peer_figures",
         [](World& w) {
             w.figures()[kent_now + 1].value = no_figure;
             w.figures()[kent_now + 2].value = -1;
         },
         versus_peers("most_similar", 5),
         "fewer than half of its peers have figures that can be compared"},
        {"comparator_zero",
         [](World& w) {
             w.figures()[kent_now + 1].value = 0;
             w.figures()[kent_now + 2].value = 0;
         },
         versus_peers("most_similar", 5),
         "the comparator is zero, of which no percentage can be taken"},
        {"no_target",
         [](World& w) { crime(w).clear_target(); },
         versus_target(5),
         "the indicator has no target"},
        {"no_test_of_a_measure",
         [](World& w) { crime(w).set_statistic(v1::STATISTIC_MEASURE); },
         versus_baseline(5, 0.001),
         "a p-value is asked for, and there is no test for this comparison"},
        {"no_test_of_a_change_of_shares",
         [](World& w) { crime(w).set_statistic(v1::STATISTIC_PROPORTION); },
         versus_peers_change("all", 5, 0.001),
         "a p-value is asked for, and there is no test for this comparison"},
        {"no_sample",
         [](World& w) { crime(w).set_statistic(v1::STATISTIC_PROPORTION); },
         versus_baseline(5, 0.001),
         "a p-value is asked for, and numerator or denominator is missing"},
    };
    return rows;
}

class Obstacles : public testing::TestWithParam<Hindered> {};

TEST_P(Obstacles, LeaveTheJudgementUnknownAndSayWhy) {
    const auto& row = GetParam();
    auto world = whole();
    row.hinder(world);
    const auto told = world.judge("kent", row.period_end, row.condition);
    EXPECT_EQ(told.truth(), v1::TRUTH_UNKNOWN) << told.text();
    EXPECT_EQ(told.judgement().result(), v1::JUDGEMENT_RESULT_NOT_COMPARABLE);
    EXPECT_EQ(told.judgement().not_comparable_reason(), row.reason);
    EXPECT_EQ(
        told.text(), std::string{"Crime: Kent can't be judged: "} + row.reason + ". Not known."
    );
}

INSTANTIATE_TEST_SUITE_P(Table, Obstacles, testing::ValuesIn(hindrances()), [](const auto& test) {
    return test.param.name;
});

TEST(Obstacle, NothingHindersTheWholeWorld) {
    const auto world = whole();
    for (const auto& condition :
         {versus_baseline(5, 0.001),
          versus_peers("all", 5, 0.001),
          versus_peers("most_similar", 5, 0.001),
          versus_peers_change("all", 5, 0.001),
          versus_peers_change("most_similar", 5, 0.001),
          versus_target(5, 0.001)}) {
        const auto told = world.judge("kent", "2011-03-31", condition);
        EXPECT_NE(told.truth(), v1::TRUTH_UNKNOWN) << told.text();
    }
}

TEST(Obstacle, ABodyWithoutARateIsInNoPeersMean) {
    auto world = whole();
    world.figures()[kent_now + 2].value = 1'000'000;
    crime(world).add_no_rate()->set_body("bodies/surrey");
    const auto told = world.judge("kent", "2011-03-31", versus_peers("most_similar", 5));
    EXPECT_EQ(told.judgement().peers_count(), 1);
    EXPECT_EQ(told.judgement().comparator(), 1.2);
    EXPECT_NE(told.text().find("Left out, without a figure to compare: Surrey."), std::string::npos)
        << told.text();
    EXPECT_EQ(
        world.judge("kent", "2011-03-31", versus_peers("all", 5)).judgement().comparator(), 1.2
    );
}

TEST(Obstacle, AMissingPeerLeavesTheMeanOfTheOthers) {
    auto world = whole();
    world.figures()[kent_now + 2].value = no_figure;
    const auto told = world.judge("kent", "2011-03-31", versus_peers_change("all", 5));
    EXPECT_EQ(told.judgement().peers_count(), 2);
    EXPECT_EQ(told.judgement().totals().before(), 2000);
}

TEST(Obstacle, ACleanBreakLetsThePeriodsAfterItCompare) {
    auto world = whole();
    add_break(world, "2010-03-31", "");
    const auto told = world.judge("kent", "2011-03-31", versus_baseline(5));
    EXPECT_EQ(told.truth(), v1::TRUTH_TRUE) << told.text();
}

TEST(Obstacle, TheNewestPopulationWithinReachIsTheExposure) {
    auto world = whole();
    world.figure("population", "kent", "2011-03-31", 600'000);
    const auto told = world.judge("kent", "2011-03-31", versus_target(5)).judgement();
    EXPECT_EQ(told.value(), 2);
    EXPECT_EQ(told.inputs(1).period_end(), "2011-03-31");
}

}  // namespace obstacle_test
}  // namespace ladder::evidence

// Every comparison at, just under and just over its threshold, and signed by polarity.
#include <cmath>
#include <variant>

#include <gtest/gtest.h>

#include "engine/evidence/statistics.hpp"
#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace judgement_test {

constexpr auto better = v1::JUDGEMENT_RESULT_BETTER;
constexpr auto in_line = v1::JUDGEMENT_RESULT_IN_LINE;
constexpr auto worse = v1::JUDGEMENT_RESULT_WORSE;

// Kent and two peers of a million people each; the peers have 100,000 offences in both years.
World kent(double before, double now) {
    World world;
    world.body("kent").body("essex").body("surrey").crime_and_population();
    for (const auto* id : {"kent", "essex", "surrey"}) {
        world.figure("population", id, "2010-06-30", 1'000'000);
    }
    for (const auto* id : {"essex", "surrey"}) {
        world.figure("crime", id, "2010-03-31", 100'000).figure("crime", id, "2011-03-31", 100'000);
    }
    world.figure("crime", "kent", "2010-03-31", before).figure("crime", "kent", "2011-03-31", now);
    world.peers("nearest", "2007-04-01", {{"kent", {"essex", "surrey"}}});
    return world;
}

struct Threshold {
    const char* name;
    double before;
    double now;
    v1::JudgementCondition condition;
    v1::JudgementResult result;
};

void PrintTo(
    const Threshold& row, std::ostream* out
) {  // NOLINT(readability-identifier-naming): gtest calls it
    *out << row.name;
}

v1::JudgementCondition with_self(v1::JudgementCondition condition) {
    condition.set_include_self(true);
    return condition;
}

// clang-format off
const Threshold thresholds[]{
    // name                     before   now      condition                                      result
    {"baseline_at",             100'000, 105'000, versus_baseline(5),                            worse},
    {"baseline_under",          100'000, 104'999, versus_baseline(5),                            in_line},
    {"baseline_over",           100'000, 105'001, versus_baseline(5),                            worse},
    {"baseline_fall_at",        100'000,  95'000, versus_baseline(5),                            better},
    {"baseline_fall_under",     100'000,  95'001, versus_baseline(5),                            in_line},
    {"baseline_any_rise",       100'000, 100'001, versus_baseline(0),                            worse},
    {"baseline_no_rise",        100'000, 100'000, versus_baseline(0),                            in_line},
    {"baseline_large_uncertain",     20,      30, versus_baseline(5, 0.001),                     in_line},
    {"baseline_large_certain",      200,     300, versus_baseline(5, 0.001),                     worse},
    {"baseline_certain_small",  100'000, 104'999, versus_baseline(5, 0.001),                     in_line},
    // the peers' mean is 100 per 1,000
    {"peers_at",                      1, 105'000, versus_peers("most_similar", 5),               worse},
    {"peers_under",                   1, 104'999, versus_peers("most_similar", 5),               in_line},
    {"peers_over",                    1, 105'001, versus_peers("most_similar", 5),               worse},
    {"peers_below",                   1,  95'000, versus_peers("most_similar", 5),               better},
    {"peers_of_all_at",               1, 105'000, versus_peers("all", 5),                        worse},
    {"peers_of_all_under",            1, 104'999, versus_peers("all", 5),                        in_line},
    {"peers_significant",             1, 105'000, versus_peers("most_similar", 5, 0.001),        worse},
    // itself included, 112,500 stand against a mean of (112,500 + 200,000) / 3
    {"peers_with_self_at",            1, 112'500, with_self(versus_peers("most_similar", 8)),    worse},
    {"peers_with_self_under",         1, 112'499, with_self(versus_peers("most_similar", 8)),    in_line},
    // all: 300,000 to 315,000 is +5 per cent, Kent +15 per cent
    {"peers_change_at",         100'000, 115'000, versus_peers_change("all", 10),                worse},
    {"peers_change_under",      100'000, 114'999, versus_peers_change("all", 10),                in_line},
    {"peers_change_over",       100'000, 115'002, versus_peers_change("all", 10),                worse},
    {"peers_change_significant",100'000, 115'000, versus_peers_change("all", 10, 0.001),         worse},
    {"peers_change_better",     100'000,  85'000, versus_peers_change("all", 10),                better},
    // most similar: the peers' own total stands still, Kent is not in it
    {"similar_change_at",       100'000, 110'000, versus_peers_change("most_similar", 10),       worse},
    {"similar_change_under",    100'000, 109'999, versus_peers_change("most_similar", 10),       in_line},
};
// clang-format on

class JudgementThreshold : public testing::TestWithParam<Threshold> {};

TEST_P(JudgementThreshold, GivesTheResult) {
    const auto& row = GetParam();
    auto world = kent(row.before, row.now);
    const auto told = world.judge("kent", "2011-03-31", row.condition);
    EXPECT_EQ(told.judgement().result(), row.result) << told.text();
    const auto asked = row.result == worse ? v1::TRUTH_TRUE : v1::TRUTH_FALSE;
    EXPECT_EQ(told.truth(), asked) << told.text();
}

// Where higher is better, the same figures point the other way.
TEST_P(JudgementThreshold, IsSignedByPolarity) {
    const auto& row = GetParam();
    auto world = kent(row.before, row.now);
    world.definition().mutable_indicators(0)->set_polarity(v1::POLARITY_HIGHER_IS_BETTER);
    const auto mirrored = row.result == worse ? better : row.result == better ? worse : in_line;
    const auto told = world.judge("kent", "2011-03-31", row.condition);
    EXPECT_EQ(told.judgement().result(), mirrored) << told.text();
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    JudgementThreshold,
    testing::ValuesIn(thresholds),
    [](const auto& test) { return test.param.name; }
);

TEST(Judgement, TheLargestPValueItselfCounts) {
    auto world = kent(200, 260);
    const double p = p_value(compare_counts(260, 1, 200, 1));
    EXPECT_EQ(world.judge("kent", "2011-03-31", versus_baseline(5, p)).truth(), v1::TRUTH_TRUE);
    const auto under = world.judge("kent", "2011-03-31", versus_baseline(5, std::nextafter(p, 0)));
    EXPECT_EQ(under.truth(), v1::TRUTH_FALSE);
    EXPECT_EQ(under.judgement().p_value(), p);
    EXPECT_EQ(under.judgement().method(), "poisson_two_sample_exact");
}

TEST(Judgement, TestsTheLevelAgainstTheOthersWithoutTheBody) {
    auto world = kent(1, 105'000);
    const auto told =
        world.judge("kent", "2011-03-31", with_self(versus_peers("most_similar", 1, 0.001)));
    EXPECT_EQ(told.judgement().p_value(), p_value(compare_counts(105'000, 1e6, 200'000, 2e6)));
    EXPECT_EQ(told.judgement().peers_count(), 3);
    EXPECT_NEAR(told.judgement().comparator(), 305.0 / 3, 1e-9);
}

TEST(Judgement, TestsTheChangeAgainstTheOthersWithoutTheBody) {
    auto world = kent(100'000, 115'000);
    const auto told =
        world.judge("kent", "2011-03-31", versus_peers_change("all", 10, 0.001)).judgement();
    EXPECT_EQ(told.p_value(), p_value(compare_shares(115'000, 215'000, 200'000, 400'000)));
    EXPECT_EQ(told.totals().now(), 315'000);
    EXPECT_EQ(told.totals().before(), 300'000);
    EXPECT_EQ(told.value(), 15);
    EXPECT_EQ(told.comparator(), 5);
    EXPECT_EQ(told.gap(), 10);
    EXPECT_TRUE(told.peers().empty());
    EXPECT_EQ(told.peers_count(), 3);
}

// The mean of a small high rate and a large low one lies above the body, the pooled rate below it.
TEST(Judgement, ATestThatPointsTheOtherWayDoesNotSpeakForTheGap) {
    World world;
    world.body("kent").body("essex").body("surrey").crime_and_population();
    world.figure("population", "kent", "2010-06-30", 1'000'000)
        .figure("population", "essex", "2010-06-30", 50'000'000)
        .figure("population", "surrey", "2010-06-30", 10'000);
    world.figure("crime", "kent", "2011-03-31", 60'000)
        .figure("crime", "essex", "2011-03-31", 2'500'000)
        .figure("crime", "surrey", "2011-03-31", 1'000);
    auto condition = versus_peers("all", 5, 0.001);
    condition.set_is(better);
    const auto told = world.judge("kent", "2011-03-31", condition);
    EXPECT_LT(told.judgement().gap(), -5);
    EXPECT_LT(told.judgement().p_value(), 0.001);
    EXPECT_EQ(told.judgement().result(), in_line);
    EXPECT_EQ(told.truth(), v1::TRUTH_FALSE);
    EXPECT_NE(told.text().find("does not speak for this gap"), std::string::npos) << told.text();
}

TEST(Judgement, ComparesTheRateWithTheTarget) {
    for (const auto& [count, result] :
         {std::pair{10'500, worse}, {10'499, in_line}, {9'500, better}}) {
        auto world = kent(1, count);
        world.definition().mutable_indicators(0)->mutable_target()->set_value(10);
        const auto told = world.judge("kent", "2011-03-31", versus_target(5));
        EXPECT_EQ(told.judgement().result(), result) << told.text();
    }
    auto world = kent(1, 10'500);
    world.definition().mutable_indicators(0)->mutable_target()->set_value(10);
    const auto tested = world.judge("kent", "2011-03-31", versus_target(5, 0.001)).judgement();
    EXPECT_EQ(tested.method(), "poisson_one_sample_exact");
    EXPECT_EQ(tested.p_value(), p_value(compare_count(10'500, 10'000)));
}

// Confidence, where higher is better: 46 per cent of 1,000 asked.
World confidence(double before, double now) {
    World world;
    world.body("kent").body("essex");
    auto& indicator = world.indicator("crime", v1::STATISTIC_PROPORTION, v1::PERIOD_KIND_YEAR);
    indicator.set_unit("per cent");
    indicator.set_polarity(v1::POLARITY_HIGHER_IS_BETTER);
    indicator.mutable_target()->set_value(60);
    world.share("crime", "kent", "2010-03-31", before, 1000)
        .share("crime", "kent", "2011-03-31", now, 1000)
        .share("crime", "essex", "2010-03-31", 500, 1000)
        .share("crime", "essex", "2011-03-31", 500, 1000);
    return world;
}

TEST(Judgement, ComparesProportionsByTheirNumeratorsAndDenominators) {
    auto world = confidence(500, 400);
    const auto change = world.judge("kent", "2011-03-31", versus_baseline(5, 0.001)).judgement();
    EXPECT_EQ(change.result(), worse);
    EXPECT_EQ(change.method(), "two_proportions_score");
    EXPECT_EQ(change.p_value(), p_value(compare_shares(400, 1000, 500, 1000)));
    const auto level = world.judge("kent", "2011-03-31", versus_peers("all", 5, 0.001)).judgement();
    EXPECT_EQ(level.result(), worse);
    EXPECT_EQ(level.comparator(), 50);
    EXPECT_EQ(level.p_value(), change.p_value());
    const auto target = world.judge("kent", "2011-03-31", versus_target(5, 0.001)).judgement();
    EXPECT_EQ(target.result(), worse);
    EXPECT_EQ(target.method(), "binomial_exact");
    EXPECT_EQ(target.p_value(), p_value(compare_share(400, 1000, 0.6)));
}

TEST(Judgement, ComparesAMeasureWithoutAnyTest) {
    World world;
    world.body("kent");
    world.indicator("crime", v1::STATISTIC_MEASURE, v1::PERIOD_KIND_POINT)
        .set_polarity(v1::POLARITY_HIGHER_IS_BETTER);
    world.figure("crime", "kent", "2010-03-31", 3700.5).figure("crime", "kent", "2011-03-31", 3400);
    const auto told = world.judge("kent", "2011-03-31", versus_baseline(5));
    EXPECT_EQ(told.judgement().result(), worse);
    EXPECT_EQ(told.judgement().method(), "none");
    EXPECT_FALSE(told.judgement().has_p_value());
}

TEST(Judgement, PinsTheRevisionsItRestsOn) {
    auto world = kent(100'000, 115'000);
    const auto own = world.judge("kent", "2011-03-31", versus_baseline(5)).judgement();
    ASSERT_EQ(own.inputs_size(), 2);
    EXPECT_EQ(own.inputs(0).value(), 115'000);
    EXPECT_EQ(own.inputs(0).revision(), 2);
    EXPECT_EQ(own.inputs(0).published_on(), "2011-07-14");
    EXPECT_EQ(own.inputs(1).period_end(), "2010-03-31");
    // Its own count and population, and those of both peers.
    const auto level =
        world.judge("kent", "2011-03-31", versus_peers("most_similar", 5)).judgement();
    EXPECT_EQ(level.inputs_size(), 6);
    EXPECT_EQ(level.inputs(1).indicator(), "population");
    EXPECT_EQ(level.peers_size(), 2);
    EXPECT_EQ(level.group(), "most_similar (nearest)");
    // All: only the totals.
    const auto all = world.judge("kent", "2011-03-31", versus_peers_change("all", 5)).judgement();
    EXPECT_EQ(all.inputs_size(), 2);
}

TEST(Judgement, UsesTheNewestPeerGroupsInForceAtThePeriod) {
    auto world = kent(1, 105'000);
    world.peers("later", "2011-04-01", {{"kent", {"surrey"}}});
    world.peers("newer", "2011-03-31", {{"kent", {"essex"}}});
    const auto told =
        world.judge("kent", "2011-03-31", versus_peers("most_similar", 5)).judgement();
    EXPECT_EQ(told.group(), "most_similar (newer)");
    ASSERT_EQ(told.peers_size(), 1);
    EXPECT_EQ(told.peers(0), "bodies/essex");
}

struct Sequence {
    const char* name;
    const char* figures;  // a year each, oldest first: w is worse, i in line, - is missing
    int periods;
    int of_periods;
    v1::Truth truth;
};

void PrintTo(
    const Sequence& row, std::ostream* out
) {  // NOLINT(readability-identifier-naming): gtest calls it
    *out << row.name;
}

// clang-format off
const Sequence sequences[]{
    {"three_of_three",        "www", 3, 0, v1::TRUTH_TRUE},
    {"two_of_three_asked",    "wiw", 2, 3, v1::TRUTH_TRUE},
    {"one_is_too_few",        "iiw", 2, 3, v1::TRUTH_FALSE},
    {"a_missing_one_matters", "-iw", 2, 3, v1::TRUTH_UNKNOWN},
    {"a_missing_one_may_not", "-ww", 2, 3, v1::TRUTH_TRUE},
    {"missing_all_round",     "--w", 3, 3, v1::TRUTH_UNKNOWN},
    {"no_is_no",              "-iw", 3, 3, v1::TRUTH_FALSE},
    {"before_the_series",     "w",   2, 2, v1::TRUTH_UNKNOWN},
};
// clang-format on

class JudgementSequence : public testing::TestWithParam<Sequence> {};

TEST_P(JudgementSequence, CountsPeriodsThatShareNoTime) {
    const auto& row = GetParam();
    World world;
    world.body("kent").crime_and_population();
    world.definition().mutable_indicators(0)->mutable_target()->set_value(100);
    const std::string figures{row.figures};
    for (std::size_t at = 0; at < figures.size(); ++at) {
        const int year = 2011 - static_cast<int>(figures.size() - 1 - at);
        const auto text = std::to_string(year);
        world.figure("population", "kent", text + "-01-01", 1000);
        if (figures[at] != '-') {
            world.figure("crime", "kent", text + "-03-31", figures[at] == 'w' ? 120 : 100);
        }
        // Quarters between the years are no periods of their own.
        world.figure("crime", "kent", text + "-06-30", 500);
    }
    auto condition = versus_target(10);
    condition.set_periods(row.periods);
    condition.set_of_periods(row.of_periods);
    const auto told = world.judge("kent", "2011-03-31", condition);
    EXPECT_EQ(told.truth(), row.truth) << told.text();
    EXPECT_EQ(told.parts_size(), std::max(row.periods, row.of_periods));
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    JudgementSequence,
    testing::ValuesIn(sequences),
    [](const auto& test) { return test.param.name; }
);

struct Wrong {
    const char* field;
    void (*set)(v1::JudgementCondition&);
};

// clang-format off
const Wrong wrongs[]{
    {"condition.versus",         [](auto& c) { c.clear_versus(); }},
    {"condition.is",             [](auto& c) { c.clear_is(); }},
    {"condition.is",             [](auto& c) { c.set_is(v1::JUDGEMENT_RESULT_IN_LINE); }},
    {"condition.byAtLeast",      [](auto& c) { c.set_by_at_least(-1); }},
    {"condition.byAtLeast",      [](auto& c) { c.set_by_at_least(std::nan("")); }},
    {"condition.pAtMost",        [](auto& c) { c.set_p_at_most(1); }},
    {"condition.pAtMost",        [](auto& c) { c.set_p_at_most(std::nan("")); }},
    {"condition.group",          [](auto& c) { c.clear_group(); }},
    {"condition.baselineMonths", [](auto& c) { c.set_baseline_months(-12); }},
    {"condition.baselineMonths", [](auto& c) { c.set_baseline_months(2'000'000'000); }},
    {"condition.periods",        [](auto& c) { c.set_periods(-1); }},
    {"condition.ofPeriods",      [](auto& c) { c.set_of_periods(2'000'000'000); }},
    {"condition.ofPeriods",      [](auto& c) { c.set_periods(3); c.set_of_periods(2); }},
};
// clang-format on

TEST(Judgement, RefusesAConditionThatMeansNothing) {
    const auto world = kent(1, 2);
    const definition::Ruleset ruleset{"rulesets/test@1", world.definition()};
    const auto panels = world.panels();
    for (const auto& [field, set] : wrongs) {
        auto condition = versus_peers_change("all", 5, 0.001);
        set(condition);
        const auto told = judge(ruleset, panels, "bodies/kent", day("2011-03-31"), condition);
        ASSERT_TRUE(told.has_error()) << field;
        EXPECT_EQ(told.error().code, base::Code::invalid_argument) << field;
        ASSERT_EQ(told.error().details.size(), 1U) << told.error().message;
        EXPECT_EQ(std::get<v1::FieldViolation>(told.error().details[0]).field(), field);
    }
}

TEST(Judgement, NamesWhatItDoesNotKnow) {
    auto world = kent(1, 2);
    const definition::Ruleset ruleset{"rulesets/test@1", world.definition()};
    const auto panels = world.panels();
    auto condition = versus_baseline(5);
    EXPECT_EQ(
        judge(ruleset, panels, "bodies/nowhere", day("2011-03-31"), condition).error().code,
        base::Code::not_found
    );
    condition.set_indicator("nothing");
    EXPECT_EQ(
        judge(ruleset, panels, "bodies/kent", day("2011-03-31"), condition).error().code,
        base::Code::not_found
    );
}

}  // namespace judgement_test
}  // namespace ladder::evidence

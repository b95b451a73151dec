// Pooled rates, funnels, overdispersion, design factors and intervals in judgements.
#include <algorithm>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/evidence/funnel.hpp"
#include "engine/evidence/interval.hpp"
#include "engine/evidence/statistics.hpp"
#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace judgement_peers_test {

using testing::HasSubstr;

constexpr auto is_in_line = v1::JUDGEMENT_RESULT_IN_LINE;
constexpr auto is_worse = v1::JUDGEMENT_RESULT_WORSE;

// Kent, a large peer at 10 per 1,000 and a small one at 40.
World kent(double crimes) {
    World world;
    world.body("kent").body("essex").body("surrey").crime_and_population();
    world.figure("population", "kent", "2010-06-30", 1'000'000)
        .figure("population", "essex", "2010-06-30", 900'000)
        .figure("population", "surrey", "2010-06-30", 100'000);
    world.figure("crime", "kent", "2011-03-31", crimes)
        .figure("crime", "essex", "2011-03-31", 9'000)
        .figure("crime", "surrey", "2011-03-31", 4'000);
    world.peers("nearest", "2007-04-01", {{"kent", {"essex", "surrey"}}});
    return world;
}

v1::JudgementCondition weighted(v1::JudgementCondition condition) {
    condition.set_weighted(true);
    return condition;
}

v1::JudgementCondition funnel(const std::string& group, v1::FunnelLevel level) {
    auto condition = versus_peers(group, 0);
    condition.set_funnel(level);
    return condition;
}

v1::Judgement judged(const World& world, const v1::JudgementCondition& condition) {
    return world.judge("kent", "2011-03-31", condition).judgement();
}

TEST(WeightedPeers, ArePooledByTheirExposure) {
    const auto world = kent(13'650);
    // (9,000 + 4,000) of a million against the plain mean of 10 and 40
    EXPECT_EQ(judged(world, versus_peers("most_similar", 5)).comparator(), 25);
    for (const auto* group : {"most_similar", "all"}) {
        const auto told = judged(world, weighted(versus_peers(group, 5)));
        EXPECT_EQ(told.comparator(), 13) << group;
        EXPECT_EQ(told.result(), is_worse) << group;
        EXPECT_TRUE(told.weighted());
        EXPECT_EQ(judged(kent(13'649), weighted(versus_peers(group, 5))).result(), is_in_line)
            << group;
    }
    auto self = weighted(versus_peers("most_similar", 2));
    self.set_include_self(true);
    EXPECT_EQ(judged(world, self).comparator(), (13'650 + 13'000) / 2000.0);
    EXPECT_EQ(judged(world, self).peers_count(), 3);
    EXPECT_THAT(
        world.judge("kent", "2011-03-31", self).text(),
        HasSubstr("the pooled rate of itself and 2 peers")
    );
}

TEST(WeightedPeers, NeedSomethingToWeighBy) {
    World world;
    world.body("kent").body("essex");
    world.indicator("crime", v1::STATISTIC_MEASURE, v1::PERIOD_KIND_YEAR);
    world.figure("crime", "kent", "2011-03-31", 5).figure("crime", "essex", "2011-03-31", 4);
    for (const auto& condition :
         {weighted(versus_peers("all", 0)), funnel("all", v1::FUNNEL_LEVEL_95)}) {
        const auto told = judged(world, condition);
        EXPECT_EQ(told.result(), v1::JUDGEMENT_RESULT_NOT_COMPARABLE);
        EXPECT_THAT(told.not_comparable_reason(), HasSubstr("no population or sample"));
    }
}

// Twelve alike; Kent is the one that differs.
World thirteen(double crimes) {
    World world;
    world.body("kent").crime_and_population();
    world.figure("population", "kent", "2010-06-30", 1'000'000)
        .figure("crime", "kent", "2011-03-31", crimes);
    std::vector<std::string> peers;
    for (int at = 0; at < 12; ++at) {
        const auto id = "p" + std::to_string(10 + at);
        peers.push_back(id);
        world.body(id)
            .figure("population", id, "2010-06-30", 1'000'000)
            .figure("crime", id, "2011-03-31", 10'000);
    }
    return world.peers("nearest", "2007-04-01", {{"kent", peers}});
}

TEST(FunnelOfPeers, CountsOnlyWhatLiesOutside) {
    // The standard error is about 0.1 per 1,000 about a centre that Kent hardly moves.
    for (const auto* group : {"most_similar", "all"}) {
        const auto at_95 = [&](double crimes) {
            return judged(thirteen(crimes), funnel(group, v1::FUNNEL_LEVEL_95)).result();
        };
        const auto at_99_8 = [&](double crimes) {
            return judged(thirteen(crimes), funnel(group, v1::FUNNEL_LEVEL_99_8)).result();
        };
        EXPECT_EQ(at_95(10'190), is_in_line) << group;
        EXPECT_EQ(at_95(10'220), is_worse) << group;
        EXPECT_EQ(at_99_8(10'300), is_in_line) << group;
        EXPECT_EQ(at_99_8(10'350), is_worse) << group;
        EXPECT_EQ(at_99_8(9'650), v1::JUDGEMENT_RESULT_BETTER) << group;
    }
}

TEST(FunnelOfPeers, IsToldWithItsLimits) {
    const auto world = thirteen(10'350);
    const auto told = world.judge("kent", "2011-03-31", funnel("all", v1::FUNNEL_LEVEL_99_8));
    const auto& limits = told.judgement().funnel();
    const double centre = (120'000 + 10'350) / 13'000.0;
    EXPECT_NEAR(limits.centre(), centre, 1e-9);
    EXPECT_NEAR(limits.upper_95(), centre + 1.959963984540054 * std::sqrt(centre / 1000), 1e-9);
    EXPECT_EQ(limits.method(), "normal");
    EXPECT_EQ(limits.overdispersion(), 1);
    EXPECT_EQ(told.judgement().method(), "funnel_normal");
    EXPECT_FALSE(told.judgement().has_p_value());
    EXPECT_THAT(told.text(), HasSubstr("what lies outside 99.8% counts"));
}

TEST(FunnelOfPeers, IsExactWhereFewAreExpected) {
    World world;
    world.body("kent").body("essex").crime_and_population();
    for (const auto* id : {"kent", "essex"}) {
        world.figure("population", id, "2010-06-30", 10'000)
            .figure("crime", id, "2011-03-31", id[0] == 'k' ? 9 : 3);
    }
    const auto told = judged(world, funnel("all", v1::FUNNEL_LEVEL_95));
    EXPECT_EQ(told.method(), "funnel_poisson_exact");
    const std::vector<FunnelMember> both{{9, 10'000}, {3, 10'000}};
    const auto bounds = bounds_at(funnel_of(both, false, 1, false), 10'000);
    EXPECT_EQ(told.funnel().upper_95(), 1000 * bounds.upper_95);
}

TEST(FunnelOfPeers, OverdispersionWidensLimitsAndTests) {
    auto world = thirteen(10'600);
    for (std::size_t at = 0; at < world.figures().size(); ++at) {
        auto& figure = world.figures()[at];
        if (figure.indicator == 0 && figure.value == 10'000) {
            figure.value += at % 4 < 2 ? 250 : -250;  // far apart for counts of this size
        }
    }
    auto condition = versus_peers("all", 0, 0.001);
    const auto sure = judged(world, condition);
    EXPECT_EQ(sure.result(), is_worse);
    condition.set_overdispersed(true);
    const auto told = judged(world, condition);
    EXPECT_EQ(told.result(), is_in_line);
    EXPECT_EQ(told.method(), "poisson_two_sample_score");
    EXPECT_GT(told.funnel().overdispersion(), 3);
    const auto width = [](const v1::Judgement& judgement) {
        return judgement.interval_upper() - judgement.interval_lower();
    };
    EXPECT_GT(width(told), 1.7 * width(sure));
    const auto plain = judged(world, funnel("all", v1::FUNNEL_LEVEL_95));
    auto wide = funnel("all", v1::FUNNEL_LEVEL_95);
    wide.set_overdispersed(true);
    EXPECT_GT(judged(world, wide).funnel().upper_95(), plain.funnel().upper_95());
    EXPECT_EQ(plain.result(), is_worse);
}

// 46 per cent of 1,000 asked, in a survey whose variance is twice that of a simple random sample.
World survey(double before, double now, double design_factor) {
    World world;
    world.body("kent").body("essex");
    auto& indicator = world.indicator("crime", v1::STATISTIC_PROPORTION, v1::PERIOD_KIND_YEAR);
    indicator.set_unit("per cent");
    indicator.mutable_target()->set_value(40);
    indicator.set_design_factor(design_factor);
    world.share("crime", "kent", "2010-03-31", before, 1000)
        .share("crime", "kent", "2011-03-31", now, 1000)
        .share("crime", "essex", "2011-03-31", 460, 1000);
    return world;
}

TEST(DesignFactor, InflatesTheVarianceOfEveryTestOfShares) {
    const auto world = survey(430, 490, 2);
    const auto change = judged(world, versus_baseline(0, 0.05));
    EXPECT_EQ(change.method(), "two_proportions_score");
    EXPECT_EQ(change.design_factor(), 2);
    EXPECT_EQ(change.p_value(), p_value(compare_shares(490, 1000, 430, 1000, 2)));
    EXPECT_EQ(change.result(), is_in_line);
    EXPECT_EQ(judged(survey(430, 490, 0), versus_baseline(0, 0.05)).result(), is_worse);
    const auto target = judged(world, versus_target(0, 0.05));
    EXPECT_EQ(target.method(), "one_proportion_score");
    EXPECT_EQ(target.p_value(), p_value(compare_share(490, 1000, 0.4, 2)));
    const auto peers = judged(world, versus_peers("all", 0, 0.05));
    EXPECT_EQ(peers.p_value(), p_value(compare_shares(490, 1000, 460, 1000, 2)));
    EXPECT_EQ(judged(world, funnel("all", v1::FUNNEL_LEVEL_95)).funnel().method(), "normal");
}

TEST(GapInterval, IsThatOfTheDifferenceInTheUnitOfTheValues) {
    const auto change = judged(survey(430, 490, 0), versus_baseline(0));
    const auto expected = interval_of_sum(
        {{1, 49, {100 * share_interval(490, 1000).lower, 100 * share_interval(490, 1000).upper}},
         {-1, 43, {100 * share_interval(430, 1000).lower, 100 * share_interval(430, 1000).upper}}}
    );
    EXPECT_DOUBLE_EQ(change.interval_lower(), expected.lower);
    EXPECT_DOUBLE_EQ(change.interval_upper(), expected.upper);
    const auto target = judged(survey(430, 490, 0), versus_target(0));
    EXPECT_DOUBLE_EQ(target.interval_lower(), 100 * share_interval(490, 1000).lower - 40);
}

// A mean of two, and a pooled rate: the first is less sure for its small member.
TEST(GapInterval, FitsTheComparator) {
    const auto world = kent(13'650);
    const auto plain = judged(world, versus_peers("most_similar", 0));
    const auto pooled = judged(world, weighted(versus_peers("most_similar", 0)));
    EXPECT_NEAR((plain.interval_lower() + plain.interval_upper()) / 2, 13.65 - 25, 0.05);
    EXPECT_NEAR((pooled.interval_lower() + pooled.interval_upper()) / 2, 0.65, 0.05);
    EXPECT_GT(
        plain.interval_upper() - plain.interval_lower(),
        pooled.interval_upper() - pooled.interval_lower()
    );
    EXPECT_GT(pooled.interval_lower(), 0);
    // Itself included, half of the pooled rate is its own: half of the gap, and half as wide.
    auto self = weighted(versus_peers("most_similar", 0));
    self.set_include_self(true);
    const auto half = judged(world, self);
    EXPECT_NEAR(half.interval_upper(), pooled.interval_upper() / 2, 1e-9);
}

TEST(GapInterval, IsLeftOutWhereThereIsNone) {
    EXPECT_FALSE(judged(thirteen(9), versus_peers_change("all", 0)).has_interval_lower());
    World world;
    world.body("kent");
    world.indicator("crime", v1::STATISTIC_MEASURE, v1::PERIOD_KIND_YEAR);
    world.figure("crime", "kent", "2010-03-31", 4).figure("crime", "kent", "2011-03-31", 5);
    EXPECT_FALSE(judged(world, versus_baseline(0)).has_interval_lower());
}

TEST(GapInterval, IsToldWithTheDirectionOfTravelWhereATestIsAsked) {
    const auto text = [](double before, double now) {
        return survey(before, now, 0).judge("kent", "2011-03-31", versus_baseline(0, 0.05)).text();
    };
    EXPECT_THAT(text(430, 490), HasSubstr("95% interval of the gap: +1.6 to +10.3 per cent"));
    EXPECT_THAT(text(430, 490), HasSubstr("direction of travel: deteriorated."));
    EXPECT_THAT(text(490, 430), HasSubstr("direction of travel: improved."));
    EXPECT_THAT(text(480, 481), HasSubstr("direction of travel: stable."));
}

}  // namespace judgement_peers_test
}  // namespace ladder::evidence

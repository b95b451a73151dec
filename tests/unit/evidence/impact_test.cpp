// What revisions come to: flips, margins that halve, and what is not worth telling.
#include "engine/evidence/impact.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace impact_test {

// Kent's crime went from 1,000 to `now`; up by 10 per cent raises. Essex and Surrey stood still.
World world_of(double now) {
    World world;
    world.body("essex").body("kent").body("surrey").crime_and_population();
    world.figure("crime", "kent", "2009-03-31", 1000).figure("crime", "kent", "2010-03-31", now);
    for (const auto* other : {"essex", "surrey"}) {
        world.figure("crime", other, "2009-03-31", 1000).figure("crime", other, "2010-03-31", 1000);
    }
    auto& trigger = world.trigger("rising", "crime");
    *trigger.mutable_raise_when() = condition_of(versus_baseline(10));
    *trigger.mutable_clear_when() = negation_of(condition_of(versus_baseline(0)));
    return world;
}

// The world with Kent's newest figure revised.
World revised(World world, double value) {
    for (auto& figure : world.figures()) {
        if (figure.body == 1 && figure.period_end == day("2010-03-31")) {
            figure.value = value;
            figure.revision = 3;
            figure.published_on = day("2011-07-14");
        }
    }
    return world;
}

Weighing weighed(const World& before, const World& now) {
    const definition::Ruleset ruleset{"rulesets/test@1", before.definition()};
    const auto& trigger = ruleset.definition().triggers(0);
    return weigh(
        ruleset, before.panels(), now.panels(), {trigger, "crime", "bodies/kent", day("2010-03-31")}
    );
}

TEST(Impact, IsNoneWhereNothingWasRevised) {
    const auto weighing = weighed(world_of(1200), world_of(1200));
    EXPECT_FALSE(weighing.touched);
    EXPECT_FALSE(weighing.impact);
}

TEST(Impact, IsAFlipWhereTheAnswerIsAnother) {
    const auto before = world_of(1200);
    const auto weighing = weighed(before, revised(before, 1080));
    ASSERT_TRUE(weighing.impact);
    const auto& impact = *weighing.impact;
    EXPECT_TRUE(impact.flips());
    EXPECT_EQ(impact.before(), v1::TRUTH_TRUE);
    EXPECT_EQ(impact.now(), v1::TRUTH_FALSE);
    // 1,200 lies 101 above 1,099, where it turns; 1,080 lies 20 below 1,100.
    EXPECT_DOUBLE_EQ(impact.margin_before(), 100 * 101.0 / 1099);
    EXPECT_DOUBLE_EQ(impact.margin_now(), -100 * 20.0 / 1100);
    EXPECT_EQ(impact.clause(), "raise_when.judgement");
    EXPECT_EQ(impact.period_end(), "2010-03-31");
    ASSERT_EQ(impact.revisions_size(), 1);
    EXPECT_EQ(impact.revisions(0).before().value(), 1200);
    EXPECT_EQ(impact.revisions(0).before().revision(), 2);
    EXPECT_EQ(impact.revisions(0).now().value(), 1080);
    EXPECT_EQ(impact.revisions(0).now().revision(), 3);
    EXPECT_EQ(impact.revisions(0).now().published_on(), "2011-07-14");
    EXPECT_EQ(
        impact.text(),
        "Kent, Crime (year to 31 March 2010): 'Trigger rising' rests on figures that were revised; "
        "on those known now it would not stand raised (margin -1.82%, it was +9.19%)."
    );
    EXPECT_EQ(impact.explanation().truth(), v1::TRUTH_FALSE);
}

TEST(Impact, IsAFlipWhereItCanNoLongerBeTold) {
    const auto before = world_of(1200);
    auto now = before;
    std::erase_if(now.figures(), [](const auto& figure) {
        return figure.body == 1 && figure.period_end == day("2009-03-31");
    });
    const auto weighing = weighed(before, now);
    ASSERT_TRUE(weighing.impact);
    EXPECT_EQ(weighing.impact->now(), v1::TRUTH_UNKNOWN);
    EXPECT_THAT(weighing.impact->text(), testing::HasSubstr("can't be told whether"));
    ASSERT_EQ(weighing.impact->revisions_size(), 1);
    EXPECT_FALSE(weighing.impact->revisions(0).has_now());
}

// At 1,200 the margin is 101 of 1,099; half of it is left at 1,149 (50 of 1,099) and not at 1,150.
TEST(Impact, IsToldWhereTheMarginFellByHalfAndNotBefore) {
    const auto before = world_of(1200);
    const auto halved = weighed(before, revised(before, 1149));
    ASSERT_TRUE(halved.impact);
    EXPECT_FALSE(halved.impact->flips());
    EXPECT_EQ(halved.impact->now(), v1::TRUTH_TRUE);
    EXPECT_THAT(halved.impact->text(), testing::HasSubstr("it would still stand raised"));
    const auto not_yet = weighed(before, revised(before, 1150));
    EXPECT_TRUE(not_yet.touched);
    EXPECT_FALSE(not_yet.impact);
    EXPECT_FALSE(weighed(before, revised(before, 5000)).impact);
}

// No figure of its own or of a most similar peer: the total of all moved.
// What cleared stands below where it would be raised: revised towards it, its ground moved too.
TEST(Impact, OfAClearingIsAFlipOrAHalvedMargin) {
    const auto before = world_of(1050);
    const auto flipped = weighed(before, revised(before, 1200));
    ASSERT_TRUE(flipped.impact);
    EXPECT_EQ(flipped.impact->before(), v1::TRUTH_FALSE);
    EXPECT_EQ(flipped.impact->now(), v1::TRUTH_TRUE);
    const auto halved = weighed(before, revised(before, 1090));
    ASSERT_TRUE(halved.impact);
    EXPECT_FALSE(halved.impact->flips());
    EXPECT_DOUBLE_EQ(halved.impact->margin_before(), -100 * 50.0 / 1100);
    EXPECT_DOUBLE_EQ(halved.impact->margin_now(), -100 * 10.0 / 1100);
    EXPECT_THAT(halved.impact->text(), testing::HasSubstr("it would still not stand raised"));
    EXPECT_FALSE(weighed(before, revised(before, 1060)).impact);
    EXPECT_FALSE(weighed(before, revised(before, 1000)).impact);
}

TEST(Impact, SeesTheTotalsOfAllMove) {
    auto before = world_of(1200);
    *before.definition().mutable_triggers(0)->mutable_raise_when() =
        condition_of(versus_peers_change("all", 10));
    auto now = before;
    for (auto& figure : now.figures()) {
        if (figure.body == 0 && figure.period_end == day("2010-03-31")) {
            figure.value = 1500;
            figure.revision = 3;
        }
    }
    const auto weighing = weighed(before, now);
    EXPECT_TRUE(weighing.touched);
    ASSERT_TRUE(weighing.impact);
    EXPECT_TRUE(weighing.impact->flips());
    EXPECT_EQ(weighing.impact->revisions_size(), 0);
}

TEST(RevisedFigures, AreUnderWhatRestsOnThem) {
    auto world = world_of(1200);
    const auto own = world.judge("kent", "2010-03-31", versus_baseline(10));
    const auto of_all = world.judge("kent", "2010-03-31", versus_peers_change("all", 10));
    RevisedFigures kents;
    kents.add("crime", "bodies/kent", "2009-03-31");
    EXPECT_TRUE(kents.under(own));
    EXPECT_TRUE(kents.under(of_all));
    RevisedFigures others;
    others.add("crime", "bodies/essex", "2010-03-31");
    EXPECT_FALSE(others.under(own));
    EXPECT_TRUE(others.under(of_all));
    RevisedFigures elsewhere;
    elsewhere.add("population", "bodies/kent", "2010-03-31");
    elsewhere.add("crime", "bodies/kent", "2010-06-30");
    EXPECT_FALSE(elsewhere.under(own));
    EXPECT_FALSE(elsewhere.under(of_all));
}

}  // namespace impact_test
}  // namespace ladder::evidence

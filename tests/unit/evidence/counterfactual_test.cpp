// What would have changed an answer: bounds worked out by hand, and how they are told.
#include "engine/evidence/counterfactual.hpp"

#include <gtest/gtest.h>

#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace counterfactual_test {

std::vector<std::string> texts_of(const v1::Explanation& explanation) {
    std::vector<std::string> texts;
    for (const auto& each : explanation.counterfactuals()) {
        texts.push_back(each.text());
    }
    return texts;
}

World two_years(double before, double now) {
    World world;
    world.body("kent").body("essex").body("surrey").crime_and_population();
    world.figure("crime", "kent", "2009-03-31", before).figure("crime", "kent", "2010-03-31", now);
    for (const auto* other : {"essex", "surrey"}) {
        world.figure("crime", other, "2009-03-31", 1000).figure("crime", other, "2010-03-31", 1000);
    }
    return world;
}

TEST(Counterfactual, BoundsTheFigureAndItsBaseline) {
    // Ten per cent of 1,000 is 100; 1,100 is ten per cent above 1,000, and 1,200 above 1,090.9.
    EXPECT_EQ(
        texts_of(two_years(1000, 1200).judge("kent", "2010-03-31", versus_baseline(10))),
        (std::vector<std::string>{
            "It would not be met with 1,099 or fewer (year to 31 March 2010) instead of 1,200.",
            "It would not be met with 1,091 or more (year to 31 March 2009) instead of 1,000."})
    );
    EXPECT_EQ(
        texts_of(two_years(1000, 1050).judge("kent", "2010-03-31", versus_baseline(10))),
        (std::vector<std::string>{
            "It would be met with 1,100 or more (year to 31 March 2010) instead of 1,050.",
            "It would be met with 954 or fewer (year to 31 March 2009) instead of 1,000."})
    );
}

TEST(Counterfactual, MovesTheTotalThatHoldsTheBody) {
    // Of all: x against 1,000, less the total's change (x + 2,000) against 3,000, in points:
    // (x - 1000) / 10 - (x - 1000) / 30 = (x - 1000) / 15, which is 10 at 1,150.
    const auto told =
        two_years(1000, 1200).judge("kent", "2010-03-31", versus_peers_change("all", 10));
    ASSERT_FALSE(told.counterfactuals().empty());
    EXPECT_EQ(told.counterfactuals(0).bound(), 1149);
    EXPECT_FALSE(told.counterfactuals(0).upwards());
    EXPECT_EQ(told.counterfactuals(0).truth(), v1::TRUTH_FALSE);
    EXPECT_EQ(told.counterfactuals(0).figure().value(), 1200);
    EXPECT_EQ(told.counterfactuals(0).figure().revision(), 2);
    EXPECT_EQ(told.counterfactuals(0).clause(), "judgement");
}

TEST(Counterfactual, TellsNothingOfWhatIsUnknownOrCannotTurn) {
    EXPECT_TRUE(two_years(0, 1200)
                    .judge("kent", "2010-03-31", versus_baseline(10))
                    .counterfactuals()
                    .empty());
    World world = two_years(1000, 1200);
    // No figure of its own makes a fall of all it has worse than half.
    auto never = versus_baseline(200);
    never.set_is(v1::JUDGEMENT_RESULT_BETTER);
    EXPECT_TRUE(world.judge("kent", "2010-03-31", never).counterfactuals().empty());
}

TEST(Counterfactual, TellsOfATriggerWhatWouldHaveKeptItFromRising) {
    auto world = two_years(1000, 1200);
    auto rising = versus_baseline(10);
    rising.clear_indicator();
    auto& trigger = world.trigger("rising", "crime");
    auto& all = *trigger.mutable_raise_when()->mutable_all();
    *all.add_of() = condition_of(rising);
    *all.add_of() = condition_of(versus_peers_change("all", 10));
    *trigger.mutable_clear_when() = negation_of(condition_of(versus_baseline(0)));
    const auto raised = world.evaluate("2010-03-31", {false, "bodies/kent", true}).findings.at(0);
    ASSERT_EQ(raised.outcome(), v1::EPISODE_OUTCOME_RAISED);
    EXPECT_EQ(
        texts_of(raised.explanation()).front(),
        "It would not have been raised with 1,149 or fewer (year to 31 March 2010) instead of "
        "1,200."
    );
    // Of the two clauses the one that turns first is named.
    EXPECT_EQ(raised.explanation().counterfactuals(0).clause(), "raise_when.all[1].judgement");
    world.figure("crime", "kent", "2011-03-31", 1300);
    const auto held = world.evaluate("2011-03-31", {false, "bodies/kent", true}).findings.at(0);
    ASSERT_EQ(held.outcome(), v1::EPISODE_OUTCOME_HELD);
    EXPECT_EQ(
        texts_of(held.explanation()).at(2),
        "The condition to clear it would have been met with 1,200 or fewer (year to 31 March "
        "2011) instead of 1,300."
    );
    world.figure("crime", "kent", "2012-03-31", 1100);
    const auto cleared = world.evaluate("2012-03-31", {false, "bodies/kent", true}).findings.at(0);
    ASSERT_EQ(cleared.outcome(), v1::EPISODE_OUTCOME_CLEARED);
    EXPECT_EQ(
        texts_of(cleared.explanation()),
        (std::vector<std::string>{
            "It would not have cleared with 1,301 or more (year to 31 March 2012) instead of "
            "1,100.",
            "It would not have cleared with 1,099 or fewer (year to 31 March 2011) instead of "
            "1,300."})
    );
}

}  // namespace counterfactual_test
}  // namespace ladder::evidence

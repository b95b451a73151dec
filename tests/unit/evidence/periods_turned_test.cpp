// By how many periods fewer or more a judgement over k of n turns.
#include "engine/evidence/periods_turned.hpp"

#include <gtest/gtest.h>

#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace periods_turned_test {

TEST(PeriodsTurned, CountsThePeriodsOfKOfN) {
    World world;
    world.body("kent").crime_and_population();
    for (const auto& [end, value] : std::vector<std::pair<const char*, double>>{
             {"2006-03-31", 1000},
             {"2007-03-31", 1200},
             {"2008-03-31", 1200},
             {"2009-03-31", 1500},
             {"2010-03-31", 1800}}) {
        world.figure("crime", "kent", end, value);
    }
    auto asked = versus_baseline(10);
    asked.set_periods(3);
    asked.set_of_periods(4);
    const auto told = world.judge("kent", "2010-03-31", asked);
    EXPECT_EQ(told.truth(), v1::TRUTH_TRUE);
    const auto& last = *told.counterfactuals().rbegin();
    EXPECT_EQ(last.periods(), -1);
    EXPECT_EQ(
        last.text(),
        "It would not be met with 1 period less: had the comparison held in 2 of the last 4 "
        "instead of 3."
    );
    asked.set_periods(4);
    const auto more = world.judge("kent", "2010-03-31", asked);
    EXPECT_EQ(more.counterfactuals().rbegin()->periods(), 1);
    EXPECT_EQ(more.counterfactuals().rbegin()->truth(), v1::TRUTH_TRUE);
}

}  // namespace periods_turned_test
}  // namespace ladder::evidence

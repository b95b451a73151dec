// The steps in which figures of each statistic move, and how a bound of theirs is told.
#include "engine/evidence/own_figure.hpp"

#include <gtest/gtest.h>

#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace own_figure_test {

std::vector<std::string> texts_of(const v1::Explanation& explanation) {
    std::vector<std::string> texts;
    for (const auto& each : explanation.counterfactuals()) {
        texts.push_back(each.text());
    }
    return texts;
}

TEST(OwnFigure, MovesAShareByItsNumerator) {
    World world;
    world.body("kent");
    auto& share = world.indicator("crime", v1::STATISTIC_PROPORTION, v1::PERIOD_KIND_YEAR);
    share.set_unit("%");
    world.share("crime", "kent", "2009-03-31", 300, 1000);
    world.share("crime", "kent", "2010-03-31", 400, 1000);
    EXPECT_EQ(
        texts_of(world.judge("kent", "2010-03-31", versus_baseline(10))),
        (std::vector<std::string>{
            "It would not be met with 329 or fewer of 1,000 (32.9%) (year to 31 March 2010) "
            "instead of 400 of 1,000 (40%).",
            "It would not be met with 364 or more of 1,000 (36.4%) (year to 31 March 2009) "
            "instead of 300 of 1,000 (30%)."})
    );
}

TEST(OwnFigure, MovesAMeasureByTheDecimalsItIsGivenWith) {
    World world;
    world.body("kent");
    world.indicator("crime", v1::STATISTIC_MEASURE, v1::PERIOD_KIND_YEAR).set_unit("days");
    world.figure("crime", "kent", "2009-03-31", 10).figure("crime", "kent", "2010-03-31", 12.25);
    EXPECT_EQ(
        texts_of(world.judge("kent", "2010-03-31", versus_baseline(10))),
        (std::vector<std::string>{
            "It would not be met with 10.99 or less (year to 31 March 2010) instead of 12.25.",
            "It would not be met with 11.2 or more (year to 31 March 2009) instead of 10."})
    );
}

}  // namespace own_figure_test
}  // namespace ladder::evidence

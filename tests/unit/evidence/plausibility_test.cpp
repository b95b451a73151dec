// What the checks share, and where doubts are shown.
#include "engine/evidence/plausibility.hpp"

#include <cmath>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/evidence/plausible_world.hpp"

namespace ladder::evidence {
namespace plausibility_test {

using testing::ElementsAre;

base::Date date(std::string_view text) {
    return *base::parse_date(text);
}

TEST(Plausibility, ComparesByRatioWithASmallestFigure) {
    EXPECT_DOUBLE_EQ(times(200, 20, 20), 10);
    EXPECT_DOUBLE_EQ(times(200, 2, 20), 10);
    EXPECT_DOUBLE_EQ(times(2, 200, 20), 0.1);
    EXPECT_TRUE(std::isnan(times(-1, 20, 20)));
    EXPECT_TRUE(std::isnan(times(1, 0, 0)));
}

TEST(Plausibility, KnowsWhereASeriesBreaks) {
    v1::IndicatorDefinition indicator;
    auto& clean = *indicator.add_series_breaks();
    clean.set_from("2010-03-31");
    auto& transition = *indicator.add_series_breaks();
    transition.set_from("2012-06-30");
    transition.set_to("2013-03-31");
    const auto broken = [&](std::string_view earlier, std::string_view later) {
        return series_breaks_between(indicator, date(earlier), date(later));
    };
    EXPECT_FALSE(broken("2009-03-31", "2009-12-31"));
    EXPECT_TRUE(broken("2009-12-31", "2010-03-31"));
    EXPECT_FALSE(broken("2010-03-31", "2010-06-30"));
    EXPECT_TRUE(broken("2012-03-31", "2012-06-30"));
    EXPECT_TRUE(broken("2012-12-31", "2013-03-31"));
    EXPECT_TRUE(broken("2013-03-31", "2013-06-30"));
    EXPECT_FALSE(broken("2013-06-30", "2013-09-30"));
}

TEST(Plausibility, KnowsWhatElseAnIndicatorIsCheckedBy) {
    PlausibleWorld world;
    v1::RulesetDefinition definition;
    for (const auto* id : {"crime", "people", "share", "staff", "officers", "clerks"}) {
        *definition.add_indicators() = world.indicator(id);
    }
    const definition::Ruleset ruleset{"rulesets/test@1", definition};
    EXPECT_THAT(checked_with({"crime"}, ruleset), ElementsAre("people"));
    EXPECT_THAT(checked_with({"officers"}, ruleset), ElementsAre("clerks", "staff"));
    EXPECT_THAT(checked_with({"staff"}, ruleset), ElementsAre("clerks", "officers"));
    EXPECT_THAT(checked_with({"share"}, ruleset), ElementsAre());
}

TEST(Plausibility, ShowsADoubtAtItsLineAndColumn) {
    const std::string text = "force,n\nkent,1\n\"es\"\"sex\",2\n";
    ImportReading reading;
    reading.columns = {"force", "n"};
    ImportedFigure figure;
    figure.line = 3;
    figure.field = 1;
    reading.figures.push_back(figure);
    const auto issues = place_doubts({{0, "2 is odd", "look"}}, reading, text, "f.csv");
    ASSERT_EQ(issues.size(), 1U);
    EXPECT_EQ(issues[0].file(), "f.csv");
    EXPECT_EQ(issues[0].line(), 3);
    EXPECT_EQ(issues[0].column(), 11);
    EXPECT_EQ(issues[0].message(), "column 'n': 2 is odd");
    EXPECT_EQ(issues[0].fix(), "look");
}

}  // namespace plausibility_test
}  // namespace ladder::evidence

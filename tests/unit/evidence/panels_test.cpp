// How figures in any order become dense arrays.
#include "engine/evidence/panels.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace ladder::evidence {
namespace panels_test {

base::Date day(std::string_view text) {
    return base::parse_date(text).value();
}

Figure figure(std::size_t body, std::string_view period_end, double value, int revision = 1) {
    Figure made;
    made.body = body;
    made.period_end = day(period_end);
    made.value = value;
    made.revision = revision;
    made.published_on = day("2012-01-01");
    return made;
}

const std::vector<BodyEntry> bodies{
    {"bodies/kent", "Kent", v1::BODY_KIND_POLICE_FORCE, v1::COUNTRY_ENGLAND},
    {"bodies/essex", "Essex", v1::BODY_KIND_POLICE_FORCE, v1::COUNTRY_ENGLAND}};

TEST(Panels, OrdersBodiesByNameAndPeriodsByDate) {
    const auto panels = build_panels(
        bodies, {"crime"}, {figure(0, "2011-06-30", 7), figure(1, "2011-03-31", 5)}, {}
    );
    ASSERT_EQ(panels.bodies.size(), 2U);
    EXPECT_EQ(panels.bodies[0].name, "bodies/essex");
    EXPECT_EQ(panels.body_index("bodies/kent"), 1U);
    EXPECT_EQ(panels.body_index("bodies/nowhere"), std::nullopt);
    const auto& panel = panels.by_indicator.at("crime");
    EXPECT_EQ(panel.periods, (std::vector{day("2011-03-31"), day("2011-06-30")}));
    EXPECT_EQ(panel.value[panel.at(1, 1)], 7);
    EXPECT_EQ(panel.value[panel.at(0, 0)], 5);
    EXPECT_EQ(panel.period_index(day("2011-04-01")), std::nullopt);
}

TEST(Panels, ACellWithoutAFigureHasNone) {
    const auto panels = build_panels(
        bodies, {"crime"}, {figure(0, "2011-06-30", 7), figure(1, "2011-03-31", 5)}, {}
    );
    const auto& panel = panels.by_indicator.at("crime");
    EXPECT_TRUE(std::isnan(panel.value[panel.at(0, 1)]));
    EXPECT_EQ(panel.revision[panel.at(0, 1)], 0);
}

TEST(Panels, ALaterFigureOfACellReplacesTheEarlier) {
    const auto panels = build_panels(
        bodies, {"crime"}, {figure(0, "2011-06-30", 7), figure(0, "2011-06-30", 9, 2)}, {}
    );
    const auto& panel = panels.by_indicator.at("crime");
    EXPECT_EQ(panel.value[panel.at(1, 0)], 9);
    EXPECT_EQ(panel.revision[panel.at(1, 0)], 2);
}

TEST(Panels, AnIndicatorWithoutFiguresHasAnEmptyPanel) {
    const auto panels = build_panels(bodies, {"crime"}, {}, {});
    EXPECT_TRUE(panels.by_indicator.at("crime").periods.empty());
}

}  // namespace panels_test
}  // namespace ladder::evidence

// Bodies beside each other: rows that slipped and units that changed.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/evidence/plausible_world.hpp"

namespace ladder::evidence {
namespace plausible_column_test {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(Rows, ThatSlippedAreNamedOnce) {
    PlausibleWorld world;
    world.slip("crime", 'b', 'h');
    EXPECT_THAT(
        world.doubts(),
        ElementsAre(AllOf(
            StartsWith("crime/b: the figures of 7 bodies"),
            HasSubstr("b 636 after 2,288, where c had 624"),
            HasSubstr("expected: figures like each body's last")
        ))
    );
}

TEST(Rows, TwoBodiesThatWereExchangedAreNamed) {
    PlausibleWorld world;
    world.swap("crime", 'd', 'e');
    EXPECT_THAT(world.doubts(), ElementsAre(StartsWith("crime/d: the figures of 2 bodies")));
}

TEST(Rows, OneBodyLikeItsNeighbourMayBeSo) {
    PlausibleWorld world;
    world.set("crime", 'd', world.value("crime", 'e'));
    EXPECT_THAT(world.doubts(), IsEmpty());
}

TEST(Rows, ThatGrewAlikeAreNotTakenForOthers) {
    PlausibleWorld world;
    world.scale("crime", 1.4);
    EXPECT_THAT(world.doubts(), IsEmpty());
}

struct UnitCase {
    const char* name;
    const char* indicator;
    double factor;
    bool doubted;
};

class Units : public testing::TestWithParam<UnitCase> {};

TEST_P(Units, AreDoubtedWhereMostFiguresChangeAlike) {
    PlausibleWorld world;
    world.scale(GetParam().indicator, GetParam().factor);
    world.set(GetParam().indicator, 'a', 1.0 * world.value(GetParam().indicator, 'a'));
    if (std::string_view{GetParam().indicator} == "crime") {
        world.indicator("crime").clear_population();
    }
    const auto doubts = world.doubts();
    const auto unit = HasSubstr("the unit looks changed");
    EXPECT_EQ(testing::Matches(testing::Contains(unit))(doubts), GetParam().doubted)
        << testing::PrintToString(doubts);
    if (GetParam().doubted) {
        EXPECT_THAT(doubts, testing::SizeIs(1));  // not one for each body besides
    }
}

const UnitCase unit_cases[]{
    {"thousands", "crime", 0.001, true},
    {"a_thousand_times", "crime", 1000, true},
    {"tenfold", "crime", 10, true},
    {"fourfold", "crime", 4, false},
    {"shares_of_one", "share", 0.01, true},
    {"a_little_more", "share", 1.3, false},
};

INSTANTIATE_TEST_SUITE_P(Table, Units, testing::ValuesIn(unit_cases), [](const auto& test) {
    return test.param.name;
});

TEST(Units, TellTheFactorAndTheUnitExpected) {
    PlausibleWorld world;
    world.scale("crime", 0.1).set("crime", 'b', 2332);  // one body kept to the unit
    EXPECT_THAT(
        world.doubts(),
        ElementsAre(AllOf(
            StartsWith("crime/a: 9 of 10 figures of 'crime' at 2011-03-31 are about 0.1 times"),
            HasSubstr("a 106 after 1,040"),
            HasSubstr("expected: offences")
        ))
    );
}

}  // namespace plausible_column_test
}  // namespace ladder::evidence

// Totals beside their parts, and counts beside populations.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/evidence/plausible_world.hpp"

namespace ladder::evidence {
namespace plausible_relation_test {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(Totals, BelowTheSumOfTheirPartsAreDoubted) {
    PlausibleWorld world;
    // Parts of 1,272 and 636.
    world.set("staff", 'a', 1907);
    EXPECT_THAT(
        world.doubts(),
        ElementsAre(AllOf(
            StartsWith("staff/a: 1,907 of 'staff'"),
            HasSubstr("(officers 1,272, clerks 636)"),
            HasSubstr("expected: 1,908 or more")
        ))
    );
    world.set("staff", 'a', 1908);
    EXPECT_THAT(world.doubts(), IsEmpty());
}

TEST(Totals, AreDoubtedAlsoWhereAPartIsTheNews) {
    PlausibleWorld world;
    world.set("officers", 'b', 3'500);
    EXPECT_THAT(world.doubts(), ElementsAre(HasSubstr("below the sum of its parts")));
}

TEST(Totals, APartThatIsMissingCountsForNothing) {
    PlausibleWorld world;
    world.set("officers", 'a', -1).set("clerks", 'a', 2'000);
    EXPECT_THAT(world.doubts(), IsEmpty());
}

struct RateCase {
    const char* name;
    double count;  // of body c, 300,000 people; the others have 2.08 to 2.12 per 1,000
    bool doubted;
};

class Rates : public testing::TestWithParam<RateCase> {};

TEST_P(Rates, AreDoubtedFarBeyondThoseOfTheOthers) {
    PlausibleWorld world;
    world.forget("crime", 'c').set("crime", 'c', GetParam().count);
    EXPECT_EQ(!world.doubts().empty(), GetParam().doubted)
        << testing::PrintToString(world.doubts());
}

const RateCase rate_cases[]{
    {"as_the_others", 636, false},
    {"just_within", 1'900, false},
    {"just_beyond", 1'910, true},
    {"just_not_too_few", 213, false},
    {"too_few", 210, true},
};

INSTANTIATE_TEST_SUITE_P(Table, Rates, testing::ValuesIn(rate_cases), [](const auto& test) {
    return test.param.name;
});

TEST(Rates, MeanNothingWhereTheIndicatorSaysSo) {
    PlausibleWorld world;
    world.forget("crime", 'c').set("crime", 'c', 5'000);
    EXPECT_THAT(world.doubts(), ElementsAre(HasSubstr("per 1,000 of a population of 300,000")));
    world.indicator("crime").add_no_rate()->set_body("bodies/c");
    EXPECT_THAT(world.doubts(), IsEmpty());
}

}  // namespace plausible_relation_test
}  // namespace ladder::evidence

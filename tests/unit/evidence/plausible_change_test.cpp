// A body's figure beside the one before it: planted errors are named, normal growth is not.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/evidence/plausible_world.hpp"

namespace ladder::evidence {
namespace plausible_change_test {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

struct ChangeCase {
    const char* name;
    const char* indicator;
    double factor;  // of body c's figure
    bool doubted;
};

class Change : public testing::TestWithParam<ChangeCase> {};

TEST_P(Change, IsDoubtedBeyondItsLimitOnly) {
    const auto& test = GetParam();
    PlausibleWorld world;
    // Body c had 624 offences and 300,000 people last.
    const auto last = std::string_view{test.indicator} == "crime" ? 624 : 300'000;
    world.set(test.indicator, 'c', test.factor * last);
    // Rates are looked at elsewhere.
    world.indicator("crime").clear_population();
    world.indicator("share").set_statistic(v1::STATISTIC_COUNT);
    world.indicator("share").set_population("people");
    const auto doubts = world.doubts();
    const auto of_it = StartsWith(std::string(test.indicator) + "/c:");
    EXPECT_EQ(testing::Matches(testing::Contains(of_it))(doubts), test.doubted)
        << testing::PrintToString(doubts);
}

const ChangeCase change_cases[]{
    {"ninefold", "crime", 9.9, false},
    {"tenfold", "crime", 10.1, true},
    {"a_ninth", "crime", 1 / 9.9, false},
    {"a_tenth", "crime", 1 / 10.1, true},
    {"population_up_a_little", "people", 1.09, false},
    {"population_up_too_much", "people", 1.11, true},
    {"population_down_too_much", "people", 0.89, true},
};

INSTANTIATE_TEST_SUITE_P(Table, Change, testing::ValuesIn(change_cases), [](const auto& test) {
    return test.param.name;
});

TEST(Jumps, NothingIsDoubtedWhereNothingIsWrong) {
    EXPECT_THAT(PlausibleWorld{}.doubts(), IsEmpty());
}

TEST(Jumps, TellTheValueAndWhatWasExpected) {
    PlausibleWorld world;
    world.set("crime", 'c', 6'400);
    EXPECT_THAT(
        world.doubts(),
        ElementsAre(AllOf(
            StartsWith("crime/c: 6,400 of 'crime' for c at 2011-03-31"),
            HasSubstr("at 2010-03-31, 624"),
            HasSubstr("expected: 62.4 to 6,240")
        ))
    );
}

TEST(Jumps, SmallFiguresCountAsTwenty) {
    PlausibleWorld world;
    world.set("crime", 'g', 3);  // 364 before
    EXPECT_THAT(world.doubts(), testing::SizeIs(1));
    PlausibleWorld few;
    few.revises("crime", 'g', 2).set("crime", 'g', 199);
    EXPECT_THAT(few.doubts(), IsEmpty());
    few.set("crime", 'g', 201);
    EXPECT_THAT(few.doubts(), testing::SizeIs(1));
}

TEST(Jumps, FollowTheIndicatorsOwnLimits) {
    PlausibleWorld world;
    world.indicator("crime").mutable_plausibility()->set_ratio_max(2);
    world.set("crime", 'c', 1'300);
    EXPECT_THAT(world.doubts(), testing::SizeIs(1));
    world.indicator("crime").mutable_plausibility()->set_small(700);
    EXPECT_THAT(world.doubts(), IsEmpty());
}

TEST(Jumps, CompareARevisionWithWhatItRevises) {
    PlausibleWorld world;
    world.revises("crime", 'c', 60);  // 636 now: the past would have it, the revision would not
    EXPECT_THAT(
        world.doubts(), ElementsAre(HasSubstr("what it was before the revision, 60; expected"))
    );
}

TEST(Jumps, AreNotLookedForAcrossABreakOfTheSeries) {
    PlausibleWorld world;
    world.set("crime", 'c', 50'000);
    world.indicator("crime").clear_population();
    world.indicator("staff").clear_population();
    auto& gap = *world.indicator("crime").add_series_breaks();
    gap.set_from("2011-03-31");
    for (const auto& doubt : world.doubts()) {
        EXPECT_THAT(doubt, testing::Not(HasSubstr("crime/c")));
    }
}

TEST(Populations, TellTheChangeInPerCent) {
    PlausibleWorld world;
    world.set("people", 'c', 390'000);
    EXPECT_THAT(
        world.doubts(), ElementsAre(AllOf(HasSubstr("a change of +30.0%"), HasSubstr("to 330,0")))
    );
}

}  // namespace plausible_change_test
}  // namespace ladder::evidence

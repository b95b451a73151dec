// Which way a figure moved, for whoever it is about.
#include "services/console/npia/own.hpp"

#include <gtest/gtest.h>

namespace ladder::npia::test {

namespace own_test {

struct DirectionCase {
    const char* name;
    v1::Polarity polarity;
    double before;
    double now;
    Direction direction;
};

class DirectionOf : public testing::TestWithParam<DirectionCase> {};

TEST_P(DirectionOf, FollowsThePolarityOfTheIndicator) {
    v1::IndicatorDefinition indicator;
    indicator.set_polarity(GetParam().polarity);
    LatestFigure figure{&indicator, {}, v1::Observation{}};
    figure.latest.set_value(GetParam().now);
    figure.before->set_value(GetParam().before);
    EXPECT_EQ(direction_of(figure), GetParam().direction);
}

// clang-format off
const DirectionCase direction_cases[]{
    {"fewer_offences",      v1::POLARITY_LOWER_IS_BETTER,  100, 99,  Direction::better},
    {"more_offences",       v1::POLARITY_LOWER_IS_BETTER,  100, 101, Direction::worse},
    {"more_confidence",     v1::POLARITY_HIGHER_IS_BETTER, 0.5, 0.6, Direction::better},
    {"less_confidence",     v1::POLARITY_HIGHER_IS_BETTER, 0.5, 0.4, Direction::worse},
    {"the_same",            v1::POLARITY_LOWER_IS_BETTER,  100, 100, Direction::same},
    {"no_direction_is_good", v1::POLARITY_NEITHER,         100, 99,  Direction::moved},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(
    Table,
    DirectionOf,
    testing::ValuesIn(direction_cases),
    [](const auto& test) { return std::string{test.param.name}; }
);

TEST(FirstFigure, HasNoDirection) {
    const v1::IndicatorDefinition indicator;
    EXPECT_EQ(direction_of({&indicator, {}, {}}), Direction::unknown);
}

}  // namespace own_test

}  // namespace ladder::npia::test

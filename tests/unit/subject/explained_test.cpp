// Explanations as pages show them.
#include "services/console/subject/explained.hpp"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace ladder::subject::test {

TEST(SubjectExplained, NumbersHaveSeparatorsAndTwoDigitsWhereTheyAreNotWhole) {
    EXPECT_EQ(number_in_words(0), "0");
    EXPECT_EQ(number_in_words(999), "999");
    EXPECT_EQ(number_in_words(27402), "27,402");
    EXPECT_EQ(number_in_words(-1234567), "-1,234,567");
    EXPECT_EQ(number_in_words(-123), "-123");
    EXPECT_EQ(number_in_words(1234.567), "1,234.57");
}

TEST(SubjectExplained, TheNewestFigureIsThatOfTheIndicatorItselfInWhateverDepth) {
    v1::Explanation explanation;
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
        R"(
parts { judgement { indicator: "robbery" inputs { indicator: "robbery" period_end: "2010-03-31" }
                                         inputs { indicator: "population" period_end: "2012-06-30" } } }
parts { parts { judgement { indicator: "robbery" inputs { indicator: "robbery" period_end: "2011-03-31" published_on: "2011-07-14" } } } }
)",
        &explanation
    ));
    EXPECT_EQ(newest_figure(explanation).published_on(), "2011-07-14");
    EXPECT_EQ(newest_figure({}).period_end(), "");
}

}  // namespace ladder::subject::test

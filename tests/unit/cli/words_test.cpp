// The short forms that people type and read.
#include "services/cli/words.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/definition.pb.h"

namespace ladder::cli {
namespace words_test {

TEST(Words, AreTheValuesWithoutTheirPrefix) {
    EXPECT_EQ(word_of(v1::BODY_KIND_POLICE_FORCE), "police_force");
    EXPECT_EQ(word_of(v1::DECISION_OUTCOME_REMAIN), "remain");
    EXPECT_EQ(word_of(v1::SUBJECT_UNSPECIFIED), "-");
}

TEST(Words, OfEveryEnumerationReadBack) {
    for (const auto* type :
         {v1::BodyKind_descriptor(),
          v1::Subject_descriptor(),
          v1::ProposalState_descriptor(),
          v1::PeriodKind_descriptor()}) {
        for (int i = 1; i < type->value_count(); ++i) {
            const int number = type->value(i)->number();
            const auto value = value_of(*type, word_of(*type, number), "x");
            ASSERT_TRUE(value);
            EXPECT_EQ(*value, number);
        }
    }
}

TEST(Words, SuggestWhatWasMeant) {
    const auto subject = parse_word<v1::Subject>("counter-terorism", "--subject");
    ASSERT_FALSE(subject);
    EXPECT_THAT(subject.error().message, testing::HasSubstr("counter_terrorism"));
}

TEST(KnownAt, TakesAWholeDayOrAMoment) {
    const auto day = parse_known_at("2011-03-31");
    ASSERT_TRUE(day);
    EXPECT_EQ(moment(*day), "2011-03-31 23:59:59Z");
    const auto instant = parse_known_at("2011-03-31T12:00:00Z");
    ASSERT_TRUE(instant);
    EXPECT_EQ(moment(*instant), "2011-03-31 12:00:00Z");
    EXPECT_FALSE(parse_known_at("31 March 2011"));
    EXPECT_FALSE(parse_known_at("2011-02-30"));
}

TEST(Names, ComeWithAndWithoutTheirCollection) {
    EXPECT_EQ(full("cases", "x-general-1"), "cases/x-general-1");
    EXPECT_EQ(full("cases", "cases/x-general-1"), "cases/x-general-1");
    EXPECT_EQ(full("cases", ""), "");
    EXPECT_EQ(bare("cases/x-general-1"), "x-general-1");
}

TEST(Number, IsTheShortestThatReadsBack) {
    EXPECT_EQ(number(9043), "9043");
    EXPECT_EQ(number(60.25), "60.25");
    EXPECT_EQ(number(0.1), "0.1");
}

}  // namespace words_test
}  // namespace ladder::cli

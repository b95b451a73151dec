// Checks on single fields, and the words that refusals share.
#include "engine/command/fields.hpp"

#include <gtest/gtest.h>

#include "engine/command/authorise.hpp"
#include "engine/command/words.hpp"

namespace ladder::command {
namespace fields_test {

TEST(TextFault, CountsCharactersNotBytes) {
    EXPECT_EQ(text_fault("Dyfed\xe2\x80\x93Powys", 11), "");
    EXPECT_NE(text_fault("Dyfed\xe2\x80\x93Powys", 10), "");
    EXPECT_EQ(text_fault("x", 1), "");
    EXPECT_NE(text_fault("xx", 1), "");
}

TEST(TextFault, RefusesBlankTextAndControlCharacters) {
    EXPECT_NE(text_fault("", 10), "");
    EXPECT_NE(text_fault(" \t\r\n", 10), "");
    EXPECT_EQ(text_fault("a\tb\r\nc", 10), "");
    EXPECT_NE(text_fault(std::string_view{"a\0b", 3}, 10), "");
    EXPECT_NE(text_fault("a\x1b[31m", 10), "");
    EXPECT_NE(text_fault("a\x7f", 10), "");
}

TEST(SamePerson, IsBlindToTheCaseOfLetters) {
    EXPECT_TRUE(same_person("anne@hmic.example", "Anne@HMIC.example"));
    EXPECT_FALSE(same_person("anne@hmic.example", "anne@hmic.exampl"));
    EXPECT_FALSE(same_person("anne@hmic.example", "anna@hmic.example"));
}

TEST(Words, ListAndCount) {
    EXPECT_EQ(listed({}), "nobody");
    EXPECT_EQ(listed({"a"}), "a");
    EXPECT_EQ(listed({"a", "b"}), "a or b");
    EXPECT_EQ(listed({"a", "b", "c"}), "a, b or c");
    EXPECT_EQ(counted(0, "concern"), "0 concerns");
    EXPECT_EQ(counted(1, "concern"), "1 concern");
    EXPECT_EQ(date_words("2011-03-31"), "31 March 2011");
    EXPECT_EQ(date_words("some day"), "some day");
}

TEST(Problems, ThatAreOnlyOfFieldsAreInvalidArguments) {
    Problems problems;
    EXPECT_FALSE(problems.any());
    problems.field("reasons", "is missing");
    EXPECT_TRUE(problems.any());
    const auto error = problems.to_error("It can't be done");
    EXPECT_EQ(error.code, base::Code::invalid_argument);
    EXPECT_EQ(error.message, "It can't be done: reasons: is missing");
}

TEST(Problems, OfWhichOneIsOfTheCaseAreAFailedPrecondition) {
    Problems problems;
    problems.field("reasons", "is missing");
    problems.conflict("Concern c1 was closed");
    const auto error = problems.to_error("It can't be done");
    EXPECT_EQ(error.code, base::Code::failed_precondition);
    EXPECT_EQ(
        error.message,
        "It can't be done; 2 things are missing or wrong: (1) Concern c1 was closed (2) reasons: "
        "is missing"
    );
}

}  // namespace fields_test
}  // namespace ladder::command

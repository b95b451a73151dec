// Errors as values.
#include "engine/base/result.hpp"

#include <gmock/gmock.h>
#include <set>

#include <gtest/gtest.h>

namespace ladder::base {
namespace result_test {

TEST(Code, IsSpelledAsTheConnectProtocolDoes) {
    EXPECT_EQ(to_string(Code::canceled), "canceled");
    EXPECT_EQ(to_string(Code::invalid_argument), "invalid_argument");
    EXPECT_EQ(to_string(Code::failed_precondition), "failed_precondition");
    std::set<std::string_view> names;
    for (int code = 1; code <= 16; ++code) {
        EXPECT_TRUE(names.insert(to_string(static_cast<Code>(code))).second) << code;
    }
}

TEST(FieldError, NamesTheFieldInMessageAndDetail) {
    const auto error = field_error("page_size", "is -1; give 1 to 1000");
    EXPECT_EQ(error.code, Code::invalid_argument);
    EXPECT_EQ(error.message, "page_size: is -1; give 1 to 1000");
    ASSERT_EQ(error.details.size(), 1U);
    const auto& violation = std::get<v1::FieldViolation>(error.details[0]);
    EXPECT_EQ(violation.field(), "page_size");
    EXPECT_EQ(violation.description(), "is -1; give 1 to 1000");
}

TEST(Result, GivesItsValueOrThrowsWhatWentWrong) {
    const Result<int> good = 7;
    EXPECT_EQ(good.value(), 7);
    const Result<int> bad = Error{Code::not_found, "there is no such body", {}};
    try {
        (void)bad.value();
        FAIL() << "value() of an error gave a value";
    } catch (const BadResultAccess& bug) {
        EXPECT_THAT(bug.what(), testing::HasSubstr("there is no such body"));
    }
}

}  // namespace result_test
}  // namespace ladder::base

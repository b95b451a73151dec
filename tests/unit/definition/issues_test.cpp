// Problems collected into one error.
#include "engine/definition/issues.hpp"

#include <gtest/gtest.h>

namespace ladder::definition {
namespace issues_test {

TEST(Issues, AreOneErrorThatQuotesTheFirst) {
    Issues issues;
    EXPECT_TRUE(issues.empty());
    issues.add("a.yaml", 3, 5, "unknown key 'x'", "remove it");
    EXPECT_EQ(issues.to_error().message, "a.yaml:3:5: unknown key 'x'; remove it");
    issues.add("b.yaml", 1, 1, "empty", "fill it");
    const auto error = issues.to_error();
    EXPECT_EQ(error.code, base::Code::invalid_argument);
    EXPECT_EQ(error.message, "2 problems; the first: a.yaml:3:5: unknown key 'x'; remove it");
    ASSERT_EQ(error.details.size(), 2U);
    const auto& second = std::get<v1::TextIssue>(error.details[1]);
    EXPECT_EQ(second.file(), "b.yaml");
    EXPECT_EQ(second.line(), 1);
    EXPECT_EQ(second.fix(), "fill it");
}

TEST(Issues, AreKeptToALimitWhichIsSaid) {
    Issues issues;
    for (std::size_t i = 0; i < issues_max; ++i) {
        issues.add("a.yaml", 1, 1, "wrong", "mend it");
    }
    EXPECT_EQ(issues.to_error().details.size(), issues_max);
    issues.add("a.yaml", 1, 1, "wrong", "mend it");
    issues.add("a.yaml", 1, 1, "wrong", "mend it");
    const auto error = issues.to_error();
    ASSERT_EQ(error.details.size(), issues_max + 1);
    EXPECT_EQ(
        to_string(std::get<v1::TextIssue>(error.details.back())),
        "2 further problems are not listed; mend the first 200 and try again"
    );
    EXPECT_TRUE(error.message.starts_with("202 problems")) << error.message;
}

TEST(Issues, WithoutAPlaceNameOnlyTheFile) {
    Issues issues;
    issues.add("a.yaml", 0, 0, "too large", "split it");
    EXPECT_EQ(issues.to_error().message, "a.yaml: too large; split it");
}

}  // namespace issues_test
}  // namespace ladder::definition

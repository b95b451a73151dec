// Findings: their places, their order, their limit.
#include "engine/definition/findings.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/definition/issues.hpp"

namespace ladder::definition {
namespace findings_test {

const SourceMap sources{
    {"ladders[0]", {"b.yaml", 1, 1}},
    {"ladders[0].stages[1]", {"b.yaml", 7, 5}},
    {"ladders[0].stages[1].id", {"b.yaml", 7, 9}},
    {"roles[0]", {"a.yaml", 2, 3}},
};

TEST(Locate, FallsBackOnThePartAround) {
    EXPECT_EQ(locate(sources, "ladders[0].stages[1].id").column, 9);
    EXPECT_EQ(locate(sources, "ladders[0].stages[1].title").column, 5);
    EXPECT_EQ(locate(sources, "ladders[0].stages[12]").line, 1);
    EXPECT_EQ(locate(sources, "roles[0].may[3]").file, "a.yaml");
    EXPECT_EQ(locate(sources, "title").file, "");
    EXPECT_EQ(locate({}, "ladders[0]").line, 0);
}

TEST(Findings, ComeInOrderOfFileAndLine) {
    Findings findings{sources};
    findings.error("ladders[0].stages[1]", "third", "");
    findings.warning("ladders[0]", "second", "");
    findings.error("roles[0]", "first", "");
    const auto found = findings.take();
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].issue.message(), "first");
    EXPECT_EQ(found[1].issue.message(), "second");
    EXPECT_EQ(found[1].grade, Grade::warning);
    EXPECT_EQ(found[2].issue.message(), "third");
    EXPECT_TRUE(findings.take().empty());
}

TEST(Findings, BeyondTheLimitAreCountedAndAnErrorAmongThemStaysOne) {
    for (const bool error : {false, true}) {
        Findings findings{{}};
        for (std::size_t i = 0; i < issues_max; ++i) {
            findings.warning("", fmt::format("warning {}", i), "");
        }
        if (error) {
            findings.error("", "an error", "");
        } else {
            findings.warning("", "one more", "");
        }
        const auto found = findings.take();
        ASSERT_EQ(found.size(), issues_max + 1);
        EXPECT_EQ(found.back().issue.message(), "1 further findings are not listed");
        EXPECT_EQ(found.back().grade, error ? Grade::error : Grade::warning);
    }
}

TEST(Findings, WithoutEndAreCountedOnly) {
    Findings findings{{}};
    for (std::size_t i = 0; i < 100 * issues_max; ++i) {
        findings.warning("", "a warning", "");
    }
    findings.error("", "the last is an error", "");
    const auto found = findings.take();
    ASSERT_EQ(found.size(), issues_max + 1);
    EXPECT_EQ(found.back().issue.message(), "19801 further findings are not listed");
    EXPECT_EQ(found.back().grade, Grade::error);
}

}  // namespace findings_test
}  // namespace ladder::definition

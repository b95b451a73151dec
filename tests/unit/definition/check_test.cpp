// check() as a whole.
#include "engine/definition/check.hpp"

#include <gtest/gtest.h>

#include "engine/definition/issues.hpp"
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_test {

TEST(Check, FindsNothingInTheSmallRuleset) {
    const auto loaded = load(small_ruleset());
    ASSERT_TRUE(loaded) << loaded.error().message;
    for (const auto& finding : check(loaded->definition, loaded->sources)) {
        ADD_FAILURE() << to_string(finding.issue);
    }
}

TEST(Check, FindsAllFaultsAtOnceInOrderOfTheirPlaces) {
    auto files = edited("triggers/rising.yaml", "hold: 2", "hold: -2");
    for (auto& file : files) {
        if (file.path == "roles.yaml") {
            file.text = "- id: Chief\n" + file.text;
        }
    }
    const auto loaded = load(files);
    ASSERT_TRUE(loaded);
    const auto findings = check(loaded->definition, loaded->sources);
    ASSERT_EQ(findings.size(), 3U);
    EXPECT_EQ(findings[0].path, "roles[0].title");  // at the role, which begins before its id
    EXPECT_EQ(findings[1].path, "roles[0].id");
    EXPECT_EQ(findings[2].path, "triggers[0].hold");
}

TEST(Check, WorksWithoutPlaces) {
    auto definition = load(small_ruleset())->definition;
    definition.mutable_roles(0)->set_id("");
    const auto findings = check(definition);
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings[0].issue.line(), 0);
    EXPECT_EQ(findings[0].issue.file(), "");
}

}  // namespace check_test
}  // namespace ladder::definition

// Questions that the parts of check() share.
#include "engine/definition/checks.hpp"

#include <gtest/gtest.h>

#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace checks_test {

TEST(Checks, NameElementsByTheirPlace) {
    EXPECT_EQ(at("ladders", 0), "ladders[0]");
    EXPECT_EQ(at("ladders[0]", "stages", 2), "ladders[0].stages[2]");
}

TEST(Checks, SayNothingOfWhatIsInOrder) {
    const Ruleset ruleset{"", load(small_ruleset())->definition};
    const SourceMap sources;
    Findings findings{sources};
    const Scope scope{ruleset, findings};
    require_role(scope, "minister", "x");
    require_may_recommend(scope, "chief_inspector", "x");
    require_text(scope, "some", "x", "the text");
    EXPECT_TRUE(findings.take().empty());
    require_role(scope, "nobody", "x");
    require_may_recommend(scope, "nobody", "x");  // said once, by require_role
    require_may_recommend(scope, "minister", "y");
    require_text(scope, "", "z", "the text");
    const auto found = findings.take();
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].path, "x");
    EXPECT_EQ(found[1].path, "y");
    EXPECT_EQ(found[2].issue.message(), "the text is missing");
}

}  // namespace checks_test
}  // namespace ladder::definition

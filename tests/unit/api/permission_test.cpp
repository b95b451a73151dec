// Acts outside cases: by role, and before the first ruleset.
#include "services/api/permission.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::api {
namespace permission_test {

definition::Ruleset small_ruleset() {
    v1::RulesetDefinition definition;
    definition.set_id("small");
    auto& secretariat = *definition.add_roles();
    secretariat.set_id("secretariat");
    secretariat.add_may(v1::PERMISSION_IMPORT);
    definition.add_roles()->set_id("reader");
    return {"rulesets/small@1", std::move(definition)};
}

v1::Actor acting_as(const std::string& capacity) {
    v1::Actor actor;
    actor.set_person("ann");
    actor.set_capacity(capacity);
    return actor;
}

TEST(Permission, IsThatOfTheRole) {
    const auto ruleset = small_ruleset();
    EXPECT_TRUE(require_permission(
        &ruleset, acting_as("secretariat"), v1::PERMISSION_IMPORT, BeforeFirstRuleset::refused
    ));
    const auto refused = require_permission(
        &ruleset, acting_as("reader"), v1::PERMISSION_IMPORT, BeforeFirstRuleset::refused
    );
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::permission_denied);
    EXPECT_EQ(
        refused.error().message,
        "the capacity 'reader' may not import figures; secretariat may import figures"
    );
}

TEST(Permission, IsNobodysWhereNoRoleHasIt) {
    const auto ruleset = small_ruleset();
    const auto refused = require_permission(
        &ruleset, acting_as("ghost"), v1::PERMISSION_EVALUATE, BeforeFirstRuleset::allowed
    );
    ASSERT_FALSE(refused);
    EXPECT_EQ(
        refused.error().message,
        "the capacity 'ghost' is no role of rulesets/small@1; nobody may run the rules"
    );
}

TEST(Permission, BeforeTheFirstRulesetIsOnlyForWhatBringsIt) {
    EXPECT_TRUE(require_permission(
        nullptr, acting_as("anyone"), v1::PERMISSION_PUBLISH_RULESET, BeforeFirstRuleset::allowed
    ));
    const auto refused = require_permission(
        nullptr, acting_as("anyone"), v1::PERMISSION_IMPORT, BeforeFirstRuleset::refused
    );
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::failed_precondition);
}

}  // namespace permission_test
}  // namespace ladder::api

// Where procedures stand, by what their definitions say and not by what they are called.
#include "services/console/procedure_kinds.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/definition/shipped_ruleset.hpp"

namespace ladder::console {
namespace procedure_kinds_test {

using Kinds = std::map<std::string, ProcedureKind>;

v1::RulesetDefinition shipped() {
    return definition::load(definition::shipped_ruleset()).value().definition;
}

Kinds kinds_in(const v1::RulesetDefinition& rules) {
    const definition::Ruleset ruleset{"rulesets/tried@1", rules};
    Kinds kinds;
    for (const auto& procedure : rules.procedures()) {
        kinds[procedure.id()] = kind_of(ruleset, procedure.id());
    }
    return kinds;
}

const Kinds& kinds_shipped() {
    static const Kinds kinds{
        {"peer-support-commission", ProcedureKind::commission},
        {"referral-npia", ProcedureKind::referral},
        {"improvement-plan", ProcedureKind::plan},
        {"public-letter", ProcedureKind::letter},
        {"direction-s40", ProcedureKind::direction},
        {"direction-s40a", ProcedureKind::direction},
        {"partnership-powers", ProcedureKind::direction},
        {"referral-home-secretary", ProcedureKind::direction},
        {"home-office-involvement", ProcedureKind::direction},
        {"commissioned-review", ProcedureKind::other},
        {"inspection-request", ProcedureKind::other},
        {"partnership-notice", ProcedureKind::other},
        {"scrutiny-review", ProcedureKind::other},
        {"support-order", ProcedureKind::other},
    };
    return kinds;
}

TEST(ProcedureKinds, OfTheRulesetThatShips) {
    EXPECT_EQ(kinds_in(shipped()), kinds_shipped());
}

// Every id of a procedure gives way to another, wherever it is named.
TEST(ProcedureKinds, DoNotHangOnNames) {
    auto text = shipped().SerializeAsString();
    Kinds expected;
    for (const auto& [id, kind] : kinds_shipped()) {
        auto other = id;
        std::reverse(other.begin(), other.end());
        for (auto at = text.find(id); at != std::string::npos; at = text.find(id, at)) {
            // Within a longer id it is that id's.
            const auto before = text[at - 1];
            const auto after = text[at + id.size()];
            const bool whole = before != '-' && after != '-' && after != 'a';
            text.replace(at, id.size(), whole ? other : id);
            at += id.size();
        }
        expected[other] = kind;
    }
    v1::RulesetDefinition renamed;
    ASSERT_TRUE(renamed.ParseFromString(text));
    EXPECT_EQ(kinds_in(renamed), expected);
}

TEST(ProcedureKinds, OfWhatTheRulesetDoesNotHave) {
    const definition::Ruleset ruleset{"rulesets/tried@1", shipped()};
    EXPECT_EQ(kind_of(ruleset, "unheard-of"), ProcedureKind::other);
    EXPECT_EQ(procedure_path(ProcedureKind::other, "procedures/kent-1"), "/procedures/kent-1");
}

TEST(EndsSpan, OfTheLastDayThatWasAgreed) {
    const definition::Ruleset ruleset{"rulesets/tried@1", shipped()};
    EXPECT_TRUE(ends_span(ruleset, "support-order", "support_end"));
    EXPECT_TRUE(ends_span(ruleset, "commissioned-review", "review_end"));
    EXPECT_FALSE(ends_span(ruleset, "peer-support-commission", "commission_report"));
    EXPECT_FALSE(ends_span(ruleset, "improvement-plan", "plan_milestone"));
    EXPECT_FALSE(ends_span(ruleset, "unheard-of", "support_end"));
}

}  // namespace procedure_kinds_test
}  // namespace ladder::console

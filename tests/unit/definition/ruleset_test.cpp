// Look-ups into a ruleset.
#include "engine/definition/ruleset.hpp"

#include <gtest/gtest.h>

#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace ruleset_test {

class SmallRuleset : public testing::Test {
protected:
    const Ruleset ruleset_{"rulesets/small-2009@1", load(small_ruleset())->definition};
};

TEST_F(SmallRuleset, FindsByIdOrNot) {
    EXPECT_EQ(ruleset_.name(), "rulesets/small-2009@1");
    EXPECT_EQ(ruleset_.ladder("force")->title(), "Force");
    EXPECT_EQ(ruleset_.role("minister")->title(), "Minister");
    EXPECT_EQ(ruleset_.fact("told")->legal_basis(), "practice");
    EXPECT_EQ(ruleset_.domain("crime")->title(), "Crime");
    EXPECT_EQ(ruleset_.indicator("robbery")->population(), "people");
    EXPECT_EQ(ruleset_.trigger("rising")->hold(), 2);
    EXPECT_EQ(ruleset_.import_layout("survey")->value_column(), "percent");
    EXPECT_EQ(ruleset_.ladder("none"), nullptr);
    EXPECT_EQ(ruleset_.role(""), nullptr);
    EXPECT_EQ(ruleset_.fact("Told"), nullptr);
    EXPECT_EQ(ruleset_.domain("none"), nullptr);
    EXPECT_EQ(ruleset_.indicator("SOC-A1"), nullptr);
    EXPECT_EQ(ruleset_.trigger("none"), nullptr);
    EXPECT_EQ(ruleset_.import_layout("none"), nullptr);
}

TEST_F(SmallRuleset, PointsIntoItsOwnDefinition) {
    EXPECT_EQ(ruleset_.role("minister"), &ruleset_.definition().roles(2));
}

TEST_F(SmallRuleset, FindsTheLadderOfABodyAndSubject) {
    EXPECT_EQ(
        ruleset_.ladder_for(v1::BODY_KIND_POLICE_FORCE, v1::SUBJECT_CONFIDENCE)->id(), "force"
    );
    EXPECT_EQ(
        ruleset_.ladder_for(v1::BODY_KIND_POLICE_FORCE, v1::SUBJECT_COUNTER_TERRORISM), nullptr
    );
    // A ladder that lists no subject carries all.
    EXPECT_EQ(
        ruleset_.ladder_for(v1::BODY_KIND_POLICE_AUTHORITY, v1::SUBJECT_COUNTER_TERRORISM)->id(),
        "authority"
    );
    EXPECT_EQ(ruleset_.ladder_for(v1::BODY_KIND_LCJB, v1::SUBJECT_GENERAL), nullptr);
}

TEST_F(SmallRuleset, AllowsARoleItsOwnActsOnly) {
    EXPECT_TRUE(ruleset_.may("secretariat", v1::PERMISSION_OPEN_CASE));
    EXPECT_FALSE(ruleset_.may("secretariat", v1::PERMISSION_RECOMMEND));
    EXPECT_FALSE(ruleset_.may("minister", v1::PERMISSION_OPEN_CASE));
    EXPECT_FALSE(ruleset_.may("nobody", v1::PERMISSION_OPEN_CASE));
}

TEST_F(SmallRuleset, FindsStagesAndMoves) {
    const auto& ladder = *ruleset_.ladder("force");
    EXPECT_EQ(find_stage(ladder, "watched")->title(), "Watched");
    EXPECT_EQ(find_stage(ladder, "alone"), nullptr);
    EXPECT_EQ(find_transition(ladder, "watched", "local"), &ladder.transitions(2));
    EXPECT_EQ(find_transition(ladder, "directed", "local"), &ladder.transitions(2));
    EXPECT_EQ(find_transition(ladder, "local", "directed"), nullptr);
}

}  // namespace ruleset_test
}  // namespace ladder::definition

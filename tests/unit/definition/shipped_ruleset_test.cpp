// What the shipped ruleset promises.
#include "tests/unit/definition/shipped_ruleset.hpp"

#include <gmock/gmock.h>
#include <map>
#include <set>

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include "engine/definition/check.hpp"
#include "engine/definition/issues.hpp"
#include "engine/definition/ruleset.hpp"

namespace ladder::definition {
namespace {

using testing::ElementsAre;

class ShippedRuleset : public testing::Test {
protected:
    ShippedRuleset() : loaded_{load(shipped_ruleset())} {}

    void SetUp() override { ASSERT_TRUE(loaded_) << loaded_.error().message; }

    const v1::RulesetDefinition& definition() const { return loaded_->definition; }

    base::Result<Loaded> loaded_;
};

TEST_F(ShippedRuleset, LoadsAndChecksWithoutAnyFinding) {
    EXPECT_EQ(definition().id(), "landscape-2009");
    for (const auto& finding : check(definition(), loaded_->sources)) {
        ADD_FAILURE() << to_string(finding.issue);
    }
}

TEST_F(ShippedRuleset, SurvivesTheWayThroughJson) {
    std::string json;
    ASSERT_TRUE(google::protobuf::util::MessageToJsonString(definition(), &json).ok());
    v1::RulesetDefinition back;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(json, &back).ok());
    EXPECT_EQ(back.SerializeAsString(), definition().SerializeAsString());
    EXPECT_TRUE(check(back).empty());
}

TEST_F(ShippedRuleset, HasTheFiveRungsOnEveryLadderThatCanBeDirected) {
    for (const auto& ladder : definition().ladders()) {
        std::vector<std::string> rungs;
        for (const auto& stage : ladder.stages()) {
            rungs.push_back(stage.id());
        }
        if (ladder.id() == "criminal-justice-board") {
            EXPECT_THAT(
                rungs,
                ElementsAre("self_improvement", "peer_support", "watching_brief", "public_letter")
            );
        } else {
            EXPECT_THAT(
                rungs,
                ElementsAre(
                    "self_improvement",
                    "peer_support",
                    "watching_brief",
                    "public_letter",
                    "direction"
                )
            ) << ladder.id();
        }
    }
}

TEST_F(ShippedRuleset, HasALadderForEveryKindOfBodyAndSubject) {
    const Ruleset ruleset{"rulesets/landscape-2009@1", definition()};
    for (const auto kind :
         {v1::BODY_KIND_POLICE_FORCE,
          v1::BODY_KIND_POLICE_AUTHORITY,
          v1::BODY_KIND_CDRP,
          v1::BODY_KIND_CSP,
          v1::BODY_KIND_LCJB}) {
        for (const auto subject :
             {v1::SUBJECT_GENERAL, v1::SUBJECT_CONFIDENCE, v1::SUBJECT_COUNTER_TERRORISM}) {
            EXPECT_NE(ruleset.ladder_for(kind, subject), nullptr) << kind << " " << subject;
        }
    }
}

std::map<std::string, std::string> statutory_gates(const v1::TransitionDefinition& transition) {
    std::map<std::string, std::string> gates;
    for (const auto& gate : transition.gates()) {
        if (gate.kind() == v1::GATE_KIND_STATUTORY) {
            gates[gate.id()] = gate.SerializeAsString();
        }
    }
    return gates;
}

TEST_F(ShippedRuleset, HasTheSameStatutoryGatesOnEveryWayIntoDirection) {
    for (const auto& ladder : definition().ladders()) {
        std::set<std::map<std::string, std::string>> ways;
        for (const auto& transition : ladder.transitions()) {
            if (transition.to() == "direction") {
                ways.insert(statutory_gates(transition));
            }
        }
        if (ladder.id() == "criminal-justice-board") {
            EXPECT_TRUE(ways.empty());
            continue;
        }
        ASSERT_EQ(ways.size(), 1U) << ladder.id();
        EXPECT_FALSE(ways.begin()->empty()) << ladder.id();
    }
}

// What section 40 asks for in any event, in its order.
TEST_F(ShippedRuleset, AsksForEveryLineOfSection40AndOfSection40A) {
    const Ruleset ruleset{"rulesets/landscape-2009@1", definition()};
    const auto ids = [&](const char* ladder) {
        const auto* move = find_transition(*ruleset.ladder(ladder), "public_letter", "direction");
        std::vector<std::string> found;
        for (const auto& gate : move->gates()) {
            if (gate.kind() == v1::GATE_KIND_STATUTORY) {
                found.push_back(gate.id());
            }
        }
        return found;
    };
    EXPECT_THAT(
        ids("police-force"),
        ElementsAre(
            "failure_stated",
            "addressee_is_authority",
            "grounds_to_authority",
            "grounds_to_chief_officer",
            "authority_representations",
            "chief_officer_representations",
            "authority_proposals",
            "all_considered",
            "information_to_hmcic",
            "hmcic_observations",
            "measures_specified"
        )
    );
    EXPECT_THAT(
        ids("police-authority"),
        ElementsAre(
            "failure_stated",
            "addressee_is_authority",
            "grounds_to_authority",
            "authority_representations",
            "authority_proposals",
            "all_considered",
            "information_to_hmcic",
            "hmcic_observations",
            "measures_specified"
        )
    );
}

// Section 40(5) sets aside what (4) asks for, with all three limbs, and never what (6) asks for.
TEST_F(ShippedRuleset, ExemptsByAllThreeLimbsFromSubsectionFourOnly) {
    const Ruleset ruleset{"rulesets/landscape-2009@1", definition()};
    const auto* move =
        find_transition(*ruleset.ladder("police-force"), "public_letter", "direction");
    const std::set<std::string> of_subsection_four{
        "grounds_to_authority",
        "grounds_to_chief_officer",
        "authority_representations",
        "chief_officer_representations",
        "authority_proposals",
        "all_considered"};
    for (const auto& gate : move->gates()) {
        if (gate.kind() != v1::GATE_KIND_STATUTORY) {
            continue;
        }
        const auto text = gate.condition().DebugString();
        const bool exempt = text.find("s40_exempt") != std::string::npos;
        EXPECT_EQ(exempt, of_subsection_four.contains(gate.id())) << gate.id();
        if (exempt) {
            const auto& limbs = gate.condition().any().of(1).all().of();
            ASSERT_EQ(limbs.size(), 3) << gate.id();
            EXPECT_EQ(limbs.Get(0).fact().id(), "s40_exempt_already_aware");
            EXPECT_EQ(limbs.Get(1).fact().id(), "s40_exempt_information_sufficient");
            EXPECT_EQ(limbs.Get(2).fact().id(), "s40_exempt_reasonable_opportunity");
        }
    }
}

TEST_F(ShippedRuleset, RefusesABareMoveToPeerSupportOnSeveralGrounds) {
    const Ruleset ruleset{"rulesets/landscape-2009@1", definition()};
    const auto* move =
        find_transition(*ruleset.ladder("police-force"), "self_improvement", "peer_support");
    ASSERT_NE(move, nullptr);
    EXPECT_THAT(move->decided_by(), ElementsAre("hmcic"));
    EXPECT_THAT(move->recommended_by(), ElementsAre("ppsg_chair"));
    std::vector<std::string> gates;
    for (const auto& gate : move->gates()) {
        gates.push_back(gate.id());
    }
    EXPECT_THAT(
        gates,
        ElementsAre(
            "open_concern", "persistent", "notified_chief_constable", "notified_authority_chair"
        )
    );
    EXPECT_TRUE(find_stage(*ruleset.ladder("police-force"), "peer_support")->review_required());
}

TEST_F(ShippedRuleset, LetsTheSecretariatRecordForItsChief) {
    const Ruleset ruleset{"rulesets/landscape-2009@1", definition()};
    EXPECT_THAT(
        ruleset.role("ppsg_secretariat")->records_for(),
        ElementsAre("hmcic", "ppsg_chair", "ppsg_member")
    );
    EXPECT_THAT(
        ruleset.role("home_office_intervention_unit")->records_for(), ElementsAre("home_secretary")
    );
    for (const auto act :
         {v1::PERMISSION_OPEN_CASE,
          v1::PERMISSION_IMPORT,
          v1::PERMISSION_REGISTER,
          v1::PERMISSION_EVALUATE,
          v1::PERMISSION_PUBLISH_RULESET}) {
        EXPECT_TRUE(ruleset.may("ppsg_secretariat", act)) << act;
    }
    EXPECT_TRUE(ruleset.role("home_office_audit")->may().empty());
}

TEST_F(ShippedRuleset, SaysOfEveryThresholdWhoseItIs) {
    EXPECT_GE(definition().triggers_size(), 3);
    for (const auto& trigger : definition().triggers()) {
        EXPECT_THAT(trigger.source(), testing::HasSubstr("Ours")) << trigger.id();
    }
    for (const auto& layout : definition().import_layouts()) {
        EXPECT_THAT(layout.published_source(), testing::HasSubstr("assumption")) << layout.id();
    }
}

}  // namespace
}  // namespace ladder::definition

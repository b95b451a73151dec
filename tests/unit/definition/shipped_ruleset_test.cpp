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
namespace shipped_ruleset_test {

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

// The ids of the statutory gates of a step, in order.
std::vector<std::string> statutory_ids(
    const v1::ProcedureDefinition& procedure, std::string_view from, std::string_view to
) {
    std::vector<std::string> ids;
    const auto* step = find_transition(procedure, from, to);
    if (step == nullptr) {
        ADD_FAILURE() << procedure.id() << " has no step from " << from << " to " << to;
        return ids;
    }
    for (const auto& gate : step->gates()) {
        if (gate.kind() == v1::GATE_KIND_STATUTORY) {
            ids.push_back(gate.id());
        }
    }
    return ids;
}

constexpr const char* limbs[]{
    "exempt_already_aware", "exempt_information_sufficient", "exempt_reasonable_opportunity"};

// What section 40 asks for after notice, in its order.
TEST_F(ShippedRuleset, AsksForEveryLineOfSection40AndOfSection40A) {
    const Ruleset ruleset{"rulesets/landscape-2009@1", definition()};
    EXPECT_THAT(
        statutory_ids(*ruleset.procedure("direction-s40"), "consultation", "given"),
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
        statutory_ids(*ruleset.procedure("direction-s40a"), "consultation", "given"),
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

// Subsection (5) takes the place of (4), with all three limbs, and never of (6).
TEST_F(ShippedRuleset, ExemptsByAllThreeLimbsFromSubsectionFourOnly) {
    const Ruleset ruleset{"rulesets/landscape-2009@1", definition()};
    for (const auto* id : {"direction-s40", "direction-s40a"}) {
        const auto& procedure = *ruleset.procedure(id);
        EXPECT_THAT(
            statutory_ids(procedure, "preparing", "exempted"), testing::ElementsAreArray(limbs)
        );
        EXPECT_THAT(
            statutory_ids(procedure, "exempted", "given"),
            ElementsAre(
                "failure_stated",
                "addressee_is_authority",
                limbs[0],
                limbs[1],
                limbs[2],
                "information_to_hmcic",
                "hmcic_observations",
                "measures_specified"
            )
        );
    }
}

TEST_F(ShippedRuleset, LetsACaseStandAtDirectionOnlyWhileTheStatutoryProcedureIsGiven) {
    const Ruleset ruleset{"rulesets/landscape-2009@1", definition()};
    const std::map<std::string, std::string> procedures{
        {"police-force", "direction-s40"},
        {"police-authority", "direction-s40a"},
        {"partnership-england", "partnership-powers"},
        {"partnership-wales", "partnership-powers"}};
    for (const auto& [ladder, procedure] : procedures) {
        for (const auto& move : ruleset.ladder(ladder)->transitions()) {
            if (move.to() != "direction") {
                continue;
            }
            int asked = 0;
            for (const auto& gate : move.gates()) {
                if (gate.kind() == v1::GATE_KIND_STATUTORY) {
                    EXPECT_EQ(gate.condition().procedure().definition(), procedure) << ladder;
                    EXPECT_THAT(gate.condition().procedure().stages(), ElementsAre("given"));
                    ++asked;
                }
            }
            EXPECT_EQ(asked, 1) << ladder;
        }
    }
}

// A direction goes to the authority; there is no way to write a chief constable in.
TEST_F(ShippedRuleset, KnowsNoOtherAddresseeOfADirectionThanAnAuthority) {
    const Ruleset ruleset{"rulesets/landscape-2009@1", definition()};
    for (const auto* id : {"direction-s40", "direction-s40a"}) {
        const auto* addressee = find_record(*ruleset.procedure(id), "addressee");
        ASSERT_NE(addressee, nullptr) << id;
        EXPECT_THAT(
            addressee->fields(0).choices(), ElementsAre("police_authority", "common_council")
        );
    }
}

TEST_F(ShippedRuleset, AsksTheQuestionsOfTheGuidanceByTheirStableIds) {
    std::map<std::string, int> counts;
    for (const auto& set : definition().question_sets()) {
        counts[set.questions(0).id()] = set.questions_size();
    }
    EXPECT_EQ(
        counts,
        (std::map<std::string, int>{
            {"G1", 15}, {"MC-M1", 7}, {"RV1", 4}, {"SOC-S1", 11}, {"SRP-R1", 8}})
    );
}

TEST_F(ShippedRuleset, KnowsEveryIndicatorOfTheGuidanceByItsCatalogueId) {
    std::set<std::string> known;
    for (const auto& indicator : definition().indicators()) {
        known.insert(indicator.aliases().begin(), indicator.aliases().end());
    }
    const std::pair<const char*, int> runs[]{
        {"SOC-A", 8},
        {"SOC-N", 5},
        {"SOC-O", 9},
        {"SOC-Q", 1},
        {"SOC-D", 3},
        {"SRP-A", 4},
        {"SRP-H", 2},
        {"SRP-O", 5},
        {"MC-A", 10},
        {"MC-O", 19},
        {"CT", 6},
        {"UOR", 3},
        {"RA", 5},
        {"PSA24-", 6},
        {"LOC-KENT-", 2}};
    for (const auto& [prefix, last] : runs) {
        for (int i = 1; i <= last; ++i) {
            EXPECT_TRUE(known.contains(prefix + std::to_string(i))) << prefix << i;
        }
    }
    for (const auto* id : {"NPL-CONF", "NPL-PLACE", "NPL-PLEDGE", "NPL-VFM", "NPL-CAA"}) {
        EXPECT_TRUE(known.contains(id)) << id;
    }
}

// One observation, two views.
TEST_F(ShippedRuleset, ShowsFiveIndicatorsUnderMajorCrimeThatAreMeasuredOnce) {
    const std::map<std::string, std::string> views{
        {"MC-A1", "SOC-A5"},
        {"MC-A5", "SOC-A7"},
        {"MC-A6", "SOC-A6"},
        {"MC-A7", "SOC-A1"},
        {"MC-A10", "SOC-A3"}};
    std::map<std::string, std::string> found;
    for (const auto& indicator : definition().indicators()) {
        if (indicator.aliases_size() == 2) {
            found[indicator.aliases(1)] = indicator.aliases(0);
        }
    }
    EXPECT_EQ(found, views);
}

TEST_F(ShippedRuleset, KeepsTheSixAreasOfCounterTerrorismInTheirCompartment) {
    std::vector<std::string> kept;
    for (const auto& indicator : definition().indicators()) {
        if (indicator.counter_terrorism()) {
            kept.push_back(indicator.aliases(0));
            EXPECT_EQ(indicator.statistic(), v1::STATISTIC_NARRATIVE);
        }
    }
    EXPECT_THAT(kept, ElementsAre("CT1", "CT2", "CT3", "CT4", "CT5", "CT6"));
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
    EXPECT_THAT(ruleset.role("home_office_audit")->may(), ElementsAre(v1::PERMISSION_EXPORT));
}

TEST_F(ShippedRuleset, SaysOfEveryThresholdWhoseItIs) {
    EXPECT_GE(definition().triggers_size(), 4);
    for (const auto& trigger : definition().triggers()) {
        EXPECT_THAT(trigger.source(), testing::HasSubstr("Ours")) << trigger.id();
    }
    for (const auto& layout : definition().import_layouts()) {
        EXPECT_THAT(layout.published_source(), testing::HasSubstr("assumption")) << layout.id();
    }
}

}  // namespace shipped_ruleset_test
}  // namespace ladder::definition

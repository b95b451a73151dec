// Overrides: a policy gate by the role that the definition names; a statutory gate by nobody.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace override_test {

using namespace sample;
using base::Code;

void override_gate(
    v1::RecordDecisionRequest& command,
    const std::string& gate,
    const std::string& reason = "Urgent."
) {
    auto& given = *command.add_overrides();
    given.set_gate(gate);
    given.set_reason(reason);
}

std::vector<std::string> refusal(const Desk& desk, const v1::RecordDecisionRequest& command) {
    const auto result = desk.decide(command);
    return result ? std::vector<std::string>{} : named(result.error());
}

TEST(PolicyGate, IsOverriddenByItsRoleWithAReason) {
    Desk desk;
    desk.record_fact("chief_notified");
    desk.recommend("peer_support", chair());
    desk.caller = hmcic();
    auto command = desk.move("peer_support");
    EXPECT_THAT(refusal(desk, command), testing::ElementsAre("gate:concern_open"));
    override_gate(command, "concern_open");
    const auto events = desk.decide(command);
    ASSERT_TRUE(events.has_value()) << events.error().message;
    const auto& outcome = events->at(0).decision_recorded().decision().gates(0);
    EXPECT_EQ(outcome.truth(), v1::TRUTH_FALSE);
    EXPECT_EQ(outcome.override_reason(), "Urgent.");
}

TEST(PolicyGate, IsOverriddenByTheCapacityOfDeciderOrCaller) {
    // concern_open is for hmcic to override, who is the decider; the secretariat calls.
    Desk desk;
    desk.record_fact("chief_notified");
    desk.recommend("peer_support", chair());
    auto command = desk.move("peer_support");
    *command.mutable_decider() = hmcic();
    override_gate(command, "concern_open");
    EXPECT_TRUE(desk.decide(command).has_value());
}

TEST(PolicyGate, IsNotOverriddenByAnotherRole) {
    Desk desk;
    desk.raise_concern();
    desk.recommend("peer_support", chair());
    desk.caller = hmcic();
    auto command = desk.move("peer_support");
    override_gate(command, "chief_notified");
    EXPECT_THAT(
        refusal(desk, command),
        testing::ElementsAre("field:overrides[0].gate", "gate:chief_notified")
    );
}

TEST(PolicyGate, WithoutAnOverrideRoleIsOverriddenByNobody) {
    Desk desk;
    desk.move_to_peer_support();
    desk.caller = hmcic();
    auto command = desk.move("watching_brief");
    override_gate(command, "thirty_days");
    EXPECT_THAT(
        refusal(desk, command), testing::ElementsAre("field:overrides[0].gate", "gate:thirty_days")
    );
}

TEST(PolicyGate, HoldsAtItsThresholdAndNotADayBefore) {
    Desk desk;
    desk.move_to_peer_support();
    desk.caller = hmcic();
    desk.on("2011-02-08");
    EXPECT_THAT(
        refusal(desk, desk.move("watching_brief")), testing::ElementsAre("gate:thirty_days")
    );
    desk.on("2011-02-09");
    EXPECT_TRUE(desk.decide(desk.move("watching_brief")).has_value());
}

TEST(Override, OfAGateThatIsMetIsRefused) {
    Desk desk;
    desk.ready_for_peer_support();
    desk.caller = hmcic();
    auto command = desk.move("peer_support");
    override_gate(command, "concern_open");
    EXPECT_THAT(refusal(desk, command), testing::ElementsAre("field:overrides[0].gate"));
}

TEST(Override, NeedsAReasonAGateOfTheMoveAndToBeGivenOnce) {
    Desk desk;
    desk.record_fact("chief_notified");
    desk.recommend("peer_support", chair());
    desk.caller = hmcic();
    auto command = desk.move("peer_support");
    override_gate(command, "concern_open", "");
    EXPECT_THAT(refusal(desk, command), testing::ElementsAre("field:overrides[0].reason"));
    command.mutable_overrides(0)->set_reason("Urgent.");
    override_gate(command, "grounds_given");
    override_gate(command, "concern_open");
    EXPECT_THAT(
        refusal(desk, command),
        testing::ElementsAre("field:overrides[1].gate", "field:overrides[2].gate")
    );
}

TEST(PolicyGate, DoesNotApplyToTheSubjectsThatTheDefinitionExcuses) {
    Desk desk{v1::SUBJECT_CONFIDENCE};
    desk.record_fact("chief_notified");
    desk.recommend("peer_support", chair());
    desk.caller = hmcic();
    auto command = desk.move("peer_support");
    const auto events = desk.decide(command);
    ASSERT_TRUE(events.has_value()) << events.error().message;
    EXPECT_TRUE(events->at(0).decision_recorded().decision().gates(0).not_applicable());
    EXPECT_FALSE(events->at(0).decision_recorded().decision().gates(1).not_applicable());
    override_gate(command, "concern_open");
    EXPECT_THAT(refusal(desk, command), testing::ElementsAre("field:overrides[0].gate"));
}

// Every role of the ruleset tries, as decider and as caller; even a ruleset that names an override
// role and excuses the subject, which check() refuses, opens no statutory gate.
class StatutoryGate : public testing::TestWithParam<v1::GateKind> {
protected:
    StatutoryGate() : lenient{"rulesets/sample@1", lenient_definition()} {}

    static v1::RulesetDefinition lenient_definition() {
        auto definition = sample::definition();
        for (auto& transition : *definition.mutable_ladders(0)->mutable_transitions()) {
            if (transition.to() == "direction") {
                *transition.mutable_decided_by() = {};
                for (const auto& role : definition.roles()) {
                    transition.add_decided_by(role.id());
                }
                for (auto& gate : *transition.mutable_gates()) {
                    gate.set_kind(GetParam());
                    gate.set_override_role("home_secretary");
                    gate.add_not_for(v1::SUBJECT_GENERAL);
                }
            }
        }
        for (auto& role : *definition.mutable_roles()) {
            for (const auto& other : definition.roles()) {
                role.add_records_for(other.id());
            }
        }
        return definition;
    }
    definition::Ruleset lenient;
};

TEST_P(StatutoryGate, IsOverriddenByNobody) {
    Desk desk{v1::SUBJECT_GENERAL, lenient};
    desk.move_to_watching_brief();
    desk.recommend("direction", hmcic());
    for (const auto& caller : lenient.definition().roles()) {
        for (const auto& decider : lenient.definition().roles()) {
            desk.caller = actor("caller@example", caller.id());
            auto command = desk.move("direction");
            *command.mutable_decider() = actor("decider@example", decider.id());
            EXPECT_THAT(
                refusal(desk, command),
                testing::ElementsAre("gate:grounds_given", "gate:considered")
            );
            override_gate(command, "grounds_given");
            override_gate(command, "considered");
            EXPECT_THAT(
                refusal(desk, command),
                testing::ElementsAre(
                    "field:overrides[0].gate",
                    "gate:grounds_given",
                    "field:overrides[1].gate",
                    "gate:considered"
                )
            ) << caller.id()
              << " for " << decider.id();
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    StatutoryOrOfNoStatedKind,
    StatutoryGate,
    testing::Values(v1::GATE_KIND_STATUTORY, v1::GATE_KIND_UNSPECIFIED),
    [](const auto& test) {
        return test.param == v1::GATE_KIND_STATUTORY ? "statutory" : "of_no_stated_kind";
    }
);

TEST(UnmetGate, TellsWhichClausesWithinAreNotMet) {
    auto definition = sample::definition();
    auto& gate = *definition.mutable_ladders(0)->mutable_transitions(0)->mutable_gates(1);
    gate.set_satisfied_by("record one of them");
    auto& any = *gate.mutable_condition()->mutable_any();
    any.add_of()->mutable_fact()->set_id("chief_notified");
    any.add_of()->mutable_not_()->mutable_concern();
    any.add_of()->mutable_all()->add_of()->mutable_trigger();
    const definition::Ruleset rules{"rulesets/sample@1", definition};
    Desk desk{v1::SUBJECT_GENERAL, rules};
    desk.raise_concern();
    desk.recommend("peer_support", chair());
    desk.caller = hmcic();
    const auto refused = desk.decide(desk.move("peer_support"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(
        refused.error().message,
        testing::HasSubstr(
            "At least 1 of these needed: 0 of 3 met. Not recorded by 10 January 2011: 'The chief "
            "constable was notified' (chief_notified). This must not be so: 1 concern open; at "
            "least 1 needed. All of these are needed: 0 of 1 met. No trigger stands raised. What "
            "would satisfy it: record one of them; or Home Secretary"
        )
    );
}

TEST(StatutoryGates, OpenWhenEachIsMet) {
    Desk desk;
    desk.ready_for_direction();
    desk.caller = home_secretary();
    EXPECT_TRUE(desk.decide(desk.move("direction")).has_value());
}

TEST(StatutoryGates, WantRepresentationsConsideredAfterTheLastOne) {
    Desk desk;
    desk.ready_for_direction();
    desk.on("2011-04-02");
    desk.record_fact("represented");
    desk.caller = home_secretary();
    EXPECT_THAT(refusal(desk, desk.move("direction")), testing::ElementsAre("gate:considered"));
    desk.record_fact("considered");
    desk.caller = home_secretary();
    EXPECT_TRUE(desk.decide(desk.move("direction")).has_value());
}

}  // namespace override_test
}  // namespace ladder::casework

// Decisions to move: each missing element is named, at its threshold and on both sides of it.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace decide_move_test {

using namespace sample;
using base::Code;
using Command = v1::RecordDecisionRequest;
using Row = Refusal<Command>;

class DecideMove : public testing::TestWithParam<Row> {
protected:
    DecideMove() {
        desk.ready_for_peer_support();
        desk.caller = hmcic();
        command = desk.move("peer_support");
    }
    Desk desk;
    Command command;
};

TEST_P(DecideMove, NamesWhatIsMissing) {
    expect_row(GetParam(), desk, command);
}

std::string chars(std::size_t count) {
    return std::string(count, 'x');
}

const Row rows[]{
    {"lawful", [](Desk&, Command&) {}, {}, {}},
    // Who.
    {"no_person",
     [](Desk& desk, Command&) { desk.caller.clear_person(); },
     Code::unauthenticated,
     {}},
    {"no_capacity",
     [](Desk& desk, Command&) { desk.caller.clear_capacity(); },
     Code::unauthenticated,
     {}},
    {"unknown_capacity",
     [](Desk& desk, Command&) { desk.caller.set_capacity("mayor"); },
     Code::permission_denied,
     {}},
    {"another_decider",
     [](Desk& desk, Command&) { desk.caller = analyst(); },
     Code::failed_precondition,
     {"gate:decider"}},
    {"recorded_by_the_secretariat",
     [](Desk& desk, Command& command) {
         desk.caller = secretariat();
         *command.mutable_decider() = hmcic();
     },
     {},
     {}},
    {"recorded_by_one_who_may_not_for_the_decider",
     [](Desk& desk, Command& command) {
         desk.caller = analyst();
         *command.mutable_decider() = hmcic();
     },
     Code::permission_denied,
     {}},
    {"recorded_for_another_of_the_same_capacity",
     [](Desk&, Command& command) {
         *command.mutable_decider() = actor("zoe@hmic.example", "hmcic");
     },
     Code::permission_denied,
     {}},
    {"decider_without_a_name",
     [](Desk&, Command& command) { command.mutable_decider()->set_capacity("hmcic"); },
     Code::permission_denied,
     {}},
    {"decider_of_no_role",
     [](Desk&, Command& command) { *command.mutable_decider() = actor("a", "mayor"); },
     Code::failed_precondition,
     {"field:decider.capacity", "gate:decider"}},
    // What it was decided on.
    {"no_etag",
     [](Desk&, Command& command) { command.clear_etag(); },
     Code::invalid_argument,
     {"field:etag"}},
    {"stale_etag",
     [](Desk&, Command& command) { command.set_etag("v3"); },
     Code::aborted,
     {"etag:v3"}},
    {"etag_of_the_future",
     [](Desk&, Command& command) { command.set_etag("v5"); },
     Code::aborted,
     {"etag:v5"}},
    // Reasons and evidence.
    {"no_reasons",
     [](Desk&, Command& command) { command.clear_reasons(); },
     Code::invalid_argument,
     {"field:reasons"}},
    {"blank_reasons",
     [](Desk&, Command& command) { command.set_reasons(" \n\t "); },
     Code::invalid_argument,
     {"field:reasons"}},
    {"longest_reasons",
     [](Desk&, Command& command) { command.set_reasons(chars(20'000)); },
     {},
     {}},
    {"too_long_reasons",
     [](Desk&, Command& command) { command.set_reasons(chars(20'001)); },
     Code::invalid_argument,
     {"field:reasons"}},
    {"no_evidence",
     [](Desk&, Command& command) { command.clear_evidence(); },
     Code::invalid_argument,
     {"field:evidence"}},
    {"most_evidence",
     [](Desk&, Command& command) {
         while (command.evidence_size() < 100) {
             command.add_evidence("Document " + std::to_string(command.evidence_size()));
         }
     },
     {},
     {}},
    {"too_much_evidence",
     [](Desk&, Command& command) {
         while (command.evidence_size() < 101) {
             command.add_evidence("Document " + std::to_string(command.evidence_size()));
         }
     },
     Code::invalid_argument,
     {"field:evidence"}},
    {"longest_reference",
     [](Desk&, Command& command) { command.add_evidence(chars(500)); },
     {},
     {}},
    {"too_long_reference",
     [](Desk&, Command& command) { command.add_evidence(chars(501)); },
     Code::invalid_argument,
     {"field:evidence[1]"}},
    {"evidence_of_the_case",
     [](Desk&, Command& command) {
         command.add_evidence("c1");
         command.add_evidence("f1");
         command.add_evidence("r1");
     },
     {},
     {}},
    {"evidence_that_the_case_has_not",
     [](Desk&, Command& command) {
         for (const auto* reference : {"c2", "f2", "r2", "p1", "d1"}) {
             command.add_evidence(reference);
         }
     },
     Code::invalid_argument,
     {"field:evidence[1]",
      "field:evidence[2]",
      "field:evidence[3]",
      "field:evidence[4]",
      "field:evidence[5]"}},
    {"evidence_twice",
     [](Desk&, Command& command) { command.add_evidence(command.evidence(0)); },
     Code::invalid_argument,
     {"field:evidence[1]"}},
    // When.
    {"today_by_name",
     [](Desk&, Command& command) { command.set_effective_on("2011-01-10"); },
     {},
     {}},
    {"tomorrow",
     [](Desk&, Command& command) { command.set_effective_on("2011-01-11"); },
     Code::invalid_argument,
     {"field:effective_on"}},
    {"no_date",
     [](Desk&, Command& command) { command.set_effective_on("10/01/2011"); },
     Code::invalid_argument,
     {"field:effective_on"}},
    {"before_the_stage_began",
     [](Desk& desk, Command& command) {
         desk.on("2011-01-12");
         command.set_effective_on("2011-01-09");
     },
     Code::failed_precondition,  // what was recommended and recorded on the 10th came too late
     {"gate:recommendation", "gate:concern_open", "gate:chief_notified", "field:effective_on"}},
    {"known_on_the_day",
     [](Desk& desk, Command& command) {
         desk.on("2011-01-12");
         command.set_effective_on("2011-01-11");
         command.set_known_on("2011-01-11");
     },
     {},
     {}},
    {"known_before_it_was_so",
     [](Desk& desk, Command& command) {
         desk.on("2011-01-12");
         command.set_effective_on("2011-01-11");
         command.set_known_on("2011-01-10");
     },
     Code::invalid_argument,
     {"field:known_on"}},
    {"known_tomorrow",
     [](Desk&, Command& command) { command.set_known_on("2011-01-11"); },
     Code::invalid_argument,
     {"field:known_on"}},
    {"no_next_review",
     [](Desk&, Command& command) { command.clear_next_review_on(); },
     Code::invalid_argument,
     {"field:next_review_on"}},
    {"review_on_the_same_day",
     [](Desk&, Command& command) { command.set_next_review_on("2011-01-10"); },
     Code::invalid_argument,
     {"field:next_review_on"}},
    {"review_on_the_day_after",
     [](Desk&, Command& command) { command.set_next_review_on("2011-01-11"); },
     {},
     {}},
    // Where to.
    {"no_stage",
     [](Desk&, Command& command) { command.clear_to_stage(); },
     Code::invalid_argument,
     {"field:to_stage"}},
    {"unknown_stage",
     [](Desk&, Command& command) { command.set_to_stage("detention"); },
     Code::invalid_argument,
     {"field:to_stage"}},
    {"the_present_stage",
     [](Desk&, Command& command) { command.set_to_stage("self_improvement"); },
     Code::invalid_argument,
     {"field:to_stage"}},
    {"a_stage_out_of_reach",
     [](Desk&, Command& command) { command.set_to_stage("direction"); },
     Code::failed_precondition,
     {"gate:transition"}},
    {"no_outcome",
     [](Desk&, Command& command) { command.clear_outcome(); },
     Code::invalid_argument,
     {"field:outcome"}},
    {"the_outcome_of_a_correction",
     [](Desk&, Command& command) { command.set_outcome(v1::DECISION_OUTCOME_CORRECT); },
     Code::invalid_argument,
     {"field:outcome"}},
    {"an_exceptional_reason_for_an_ordinary_move",
     [](Desk&, Command& command) { command.set_exceptional_reason("urgent"); },
     Code::invalid_argument,
     {"field:exceptional_reason"}},
    // Proposals.
    {"settles_what_the_case_has_not",
     [](Desk&, Command& command) { command.add_settlements()->set_proposal("p1"); },
     Code::invalid_argument,
     {"field:settlements[0].proposal"}},
};

INSTANTIATE_TEST_SUITE_P(Table, DecideMove, testing::ValuesIn(rows), by_name);

TEST(DecideMoveTogether, NamesEveryMissingElementInOneRefusal) {
    Desk desk;
    desk.caller = analyst();
    Command command;
    command.set_outcome(v1::DECISION_OUTCOME_MOVE);
    command.set_to_stage("peer_support");
    const auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::failed_precondition);
    EXPECT_THAT(
        named(refused.error()),
        testing::ElementsAre(
            "field:etag",
            "gate:decider",
            "gate:recommendation",
            "gate:concern_open",
            "gate:chief_notified",
            "field:next_review_on",
            "field:reasons",
            "field:evidence"
        )
    );
    // The message alone tells a person what to do.
    for (const auto* part :
         {"8 things",
          "HM Chief Inspector (hmcic)",
          "Record a recommendation",
          "Raise a concern",
          "Record the fact chief_notified",
          "next_review_on",
          "reasons",
          "evidence"}) {
        EXPECT_THAT(refused.error().message, testing::HasSubstr(part));
    }
}

TEST(DecideMoveTogether, GivesEachUnmetGateItsKindBasisAndRemedy) {
    Desk desk;
    desk.caller = hmcic();
    const auto refused = desk.decide(desk.move("peer_support"));
    ASSERT_FALSE(refused.has_value());
    const auto gate = std::get<v1::UnmetGate>(refused.error().details.at(1));
    EXPECT_EQ(gate.gate(), "concern_open");
    EXPECT_EQ(gate.kind(), v1::GATE_KIND_POLICY);
    EXPECT_EQ(gate.title(), "A concern is open");
    EXPECT_EQ(gate.legal_basis(), "Landscape paper, paragraph 20");
    EXPECT_EQ(
        gate.satisfied_by(),
        "Raise a concern; or HM Chief Inspector (hmcic) may override it, with a reason"
    );
    EXPECT_EQ(gate.override_role(), "hmcic");
    EXPECT_EQ(gate.explanation(), "0 concerns open; at least 1 needed. 1 more would meet it.");
}

TEST(DecideMoveTogether, RecordsAllThatADecisionMustName) {
    Desk desk;
    desk.ready_for_peer_support();
    auto command = desk.move("peer_support");
    *command.mutable_decider() = hmcic();
    const auto events = desk.decide(command);
    ASSERT_TRUE(events.has_value());
    const auto& decision = events->at(0).decision_recorded().decision();
    EXPECT_EQ(decision.id(), "d1");
    EXPECT_EQ(decision.outcome(), v1::DECISION_OUTCOME_MOVE);
    EXPECT_EQ(decision.from_stage(), "self_improvement");
    EXPECT_EQ(decision.to_stage(), "peer_support");
    EXPECT_EQ(decision.decider().person(), "anne@hmic.example");
    EXPECT_EQ(decision.decider().capacity(), "hmcic");
    EXPECT_EQ(decision.reasons(), command.reasons());
    EXPECT_THAT(decision.evidence(), testing::ElementsAre("Minutes of the group, item 4"));
    EXPECT_EQ(decision.basis(), "Landscape paper, paragraph 47");
    EXPECT_EQ(decision.ruleset(), "rulesets/sample@1");
    EXPECT_EQ(decision.effective_on(), "2011-01-10");
    EXPECT_EQ(decision.next_review_on(), "2011-03-11");
    ASSERT_EQ(decision.gates_size(), 2);
    EXPECT_EQ(decision.gates(0).gate(), "concern_open");
    EXPECT_EQ(decision.gates(0).truth(), v1::TRUTH_TRUE);
    EXPECT_EQ(decision.gates(0).explanation().text(), "1 concern open; at least 1 needed.");
}

TEST(DecideMoveTogether, KeepsTheBasisThatWasGiven) {
    Desk desk;
    desk.ready_for_peer_support();
    desk.caller = hmcic();
    auto command = desk.move("peer_support");
    command.set_basis("Minute of 3 January");
    EXPECT_EQ(
        desk.decide(command).value().at(0).decision_recorded().decision().basis(),
        "Minute of 3 January"
    );
}

}  // namespace decide_move_test
}  // namespace ladder::casework

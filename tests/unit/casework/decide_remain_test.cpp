// Decisions to remain: "remain, review next time" is a decision like any other.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace decide_remain_test {

using namespace sample;
using base::Code;
using Command = v1::RecordDecisionRequest;
using Row = Refusal<Command>;

class DecideRemain : public testing::TestWithParam<Row> {};

TEST_P(DecideRemain, NamesWhatIsMissing) {
    Desk desk;
    desk.move_to_peer_support();
    desk.raise_trigger("robbery_up", "2010-12-31");
    desk.caller = hmcic();
    expect_row(GetParam(), desk, desk.remain());
}

const Row rows[]{
    {"by_a_decider_of_any_move_from_here", [](Desk&, Command&) {}, {}, {}},
    {"by_another_of_them", [](Desk& desk, Command&) { desk.caller = secretariat(); }, {}, {}},
    {"by_another_role",
     [](Desk& desk, Command&) { desk.caller = analyst(); },
     Code::failed_precondition,
     {"gate:decider"}},
    {"without_the_review_that_the_stage_needs",
     [](Desk&, Command& command) { command.clear_next_review_on(); },
     Code::invalid_argument,
     {"field:next_review_on"}},
    {"without_reasons_and_evidence",
     [](Desk&, Command& command) {
         command.clear_reasons();
         command.clear_evidence();
     },
     Code::invalid_argument,
     {"field:reasons", "field:evidence"}},
    {"before_the_stage_began",
     [](Desk&, Command& command) { command.set_effective_on("2011-01-09"); },
     Code::invalid_argument,
     {"field:effective_on"}},
    {"naming_the_present_stage",
     [](Desk&, Command& command) { command.set_to_stage("peer_support"); },
     {},
     {}},
    {"naming_another_stage",
     [](Desk&, Command& command) { command.set_to_stage("direction"); },
     Code::invalid_argument,
     {"field:to_stage"}},
    {"with_an_override",
     [](Desk&, Command& command) { command.add_overrides()->set_gate("concern_open"); },
     Code::invalid_argument,
     {"field:overrides"}},
    {"with_an_exceptional_reason",
     [](Desk&, Command& command) { command.set_exceptional_reason("Urgent."); },
     Code::invalid_argument,
     {"field:exceptional_reason"}},
    {"accepting_what_the_stage_already_answers",
     [](Desk&, Command& command) {
         command.add_settlements()->set_proposal("p1");
         command.mutable_settlements(0)->set_accepted(true);
     },
     {},
     {}},
};

INSTANTIATE_TEST_SUITE_P(Table, DecideRemain, testing::ValuesIn(rows), by_name);

TEST(DecideRemainAtAStage, ThatNamesItsDecidersIsForThemAlone) {
    Desk desk;
    desk.move_to_watching_brief();
    desk.caller = hmcic();
    const auto refused = desk.decide(desk.remain());
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(named(refused.error()), testing::ElementsAre("gate:decider"));
    desk.caller = chair();
    EXPECT_TRUE(desk.decide(desk.remain()).has_value());
}

TEST(DecideRemainAtAStage, ThatNeedsNoReviewMaySetOneOrNot) {
    Desk desk;
    desk.caller = hmcic();
    auto command = desk.remain();
    EXPECT_TRUE(desk.decide(command).has_value());
    command.clear_next_review_on();
    EXPECT_TRUE(desk.decide(command).has_value());
}

TEST(DecideRemainAtAStage, RecordsTheStageTheReviewAndTheLadderAsBasis) {
    Desk desk;
    desk.move_to_peer_support();
    desk.act(desk.remain(), hmcic());
    const auto& decision = desk.state.decisions(1);
    EXPECT_EQ(decision.from_stage(), "peer_support");
    EXPECT_EQ(decision.to_stage(), "peer_support");
    EXPECT_EQ(decision.basis(), "Police force ladder (rulesets/sample@1)");
    EXPECT_EQ(desk.state.stage(), "peer_support");
    EXPECT_EQ(desk.state.next_review_on(), "2011-03-11");
}

TEST(DecideRemainAtAStage, CannotAcceptAProposalToMoveHigher) {
    Desk desk;
    desk.raise_trigger("robbery_up", "2010-12-31");
    desk.caller = hmcic();
    auto command = desk.remain();
    command.add_settlements()->set_proposal("p1");
    command.mutable_settlements(0)->set_accepted(true);
    const auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(named(refused.error()), testing::ElementsAre("field:settlements[0].accepted"));
    command.mutable_settlements(0)->set_accepted(false);
    EXPECT_TRUE(desk.decide(command).has_value());
}

TEST(Decide, UnderAnotherRulesetThanThatOfTheCaseIsABug) {
    const definition::Ruleset other{"rulesets/sample@2", definition()};
    const Desk desk;
    const auto refused =
        decide(desk.state, desk.remain(), Context{other, hmcic(), desk.now, nullptr});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::internal);
}

}  // namespace decide_remain_test
}  // namespace ladder::casework

// What came of an item.
#include "tests/unit/meetings/refusals.hpp"

namespace ladder::meetings {
namespace decide_outcome_test {

using namespace sample;
using base::Code;
using Outcome = v1::RecordOutcomeRequest;

v1::RecordDecisionRequest& decision_of(Outcome& command) {
    return *command.mutable_outcome()->mutable_decisions(0)->mutable_decision();
}

class RecordOutcome : public testing::TestWithParam<sample::Refusal<Outcome>> {};

TEST_P(RecordOutcome, NamesWhatIsMissing) {
    Board board;
    board.ready();
    expect_row(GetParam(), board, board.move());
}

const sample::Refusal<Outcome> outcome_rows[]{
    {"lawful", [](Board&, Outcome&) {}, {}, {}},
    {"known_before_today", [](Board&, Outcome& c) { c.set_known_on("2011-01-31"); }, {}, {}},
    {"known_in_the_future",
     [](Board&, Outcome& c) { c.set_known_on("2099-01-01"); },
     Code::invalid_argument,
     {"field:known_on"}},
    {"stale", [](Board&, Outcome& c) { c.set_etag("v1"); }, Code::aborted, {"etag:v1"}},
    {"of_an_item_that_is_not_there",
     [](Board&, Outcome& c) { c.set_item("i9"); },
     Code::invalid_argument,
     {"field:item"}},
    {"empty",
     [](Board&, Outcome& c) { c.clear_outcome(); },
     Code::invalid_argument,
     {"field:outcome"}},
    {"lacking_what_may_yet_come",
     [](Board&, Outcome& c) {
         c.set_item("i2");
         c.mutable_outcome()->mutable_decisions(0)->set_case_name("cases/gwent-confidence-1");
     },
     {},
     {}},
    {"without_reasons_and_review",
     [](Board&, Outcome& c) {
         decision_of(c).clear_reasons();
         decision_of(c).clear_next_review_on();
     },
     Code::invalid_argument,
     {"field:outcome.decisions[0].decision.next_review_on",
      "field:outcome.decisions[0].decision.reasons"}},
    {"with_what_closing_fills_in",
     [](Board&, Outcome& c) {
         decision_of(c).set_name("cases/gwent-general-1");
         decision_of(c).set_known_on("2011-02-01");
         decision_of(c).set_request_id("x");
         decision_of(c).set_validate_only(true);
     },
     Code::invalid_argument,
     {"field:outcome.decisions[0].decision.name",
      "field:outcome.decisions[0].decision.known_on",
      "field:outcome.decisions[0].decision.request_id",
      "field:outcome.decisions[0].decision.validate_only"}},
    {"on_a_case_read_earlier",
     [](Board&, Outcome& c) { decision_of(c).set_etag("v1"); },
     Code::failed_precondition,
     {}},
    {"on_a_case_that_is_not_there",
     [](Board&, Outcome& c) {
         c.mutable_outcome()->mutable_decisions(0)->set_case_name("cases/kent-general-1");
     },
     Code::invalid_argument,
     {"field:outcome.decisions[0].case_name"}},
    {"on_no_case",
     [](Board&, Outcome& c) { c.set_item("i3"); },
     Code::invalid_argument,
     {"field:outcome.decisions[0].case_name"}},
    {"on_one_case_twice",
     [](Board&, Outcome& c) { *c.mutable_outcome()->add_decisions() = c.outcome().decisions(0); },
     Code::invalid_argument,
     {"field:outcome.decisions[1].case_name"}},
    {"for_a_decider_of_whom_the_caller_keeps_no_record",
     [](Board&, Outcome& c) {
         *decision_of(c).mutable_decider() = casework::sample::home_secretary();
     },
     Code::failed_precondition,
     {}},
    {"with_a_wrong_action",
     [](Board&, Outcome& c) {
         auto& action = *c.mutable_outcome()->add_actions();
         action.set_role("nobody");
         action.set_body("bodies/kent");
         action.set_due_on("2011-01-31");
     },
     Code::invalid_argument,
     {"field:outcome.actions[0].title",
      "field:outcome.actions[0].role",
      "field:outcome.actions[0].body",
      "field:outcome.actions[0].due_on"}},
};

INSTANTIATE_TEST_SUITE_P(Table, RecordOutcome, testing::ValuesIn(outcome_rows), by_name);

TEST(RecordOutcome, WaitsForThePack) {
    Board board;
    board.plan();
    board.set_agenda();
    EXPECT_EQ(board.decide(board.note("i3")).error().code, Code::failed_precondition);
}

TEST(RecordOutcome, KeepsTheDeciderAndTheCaseAsItWasSeen) {
    Board board;
    board.ready();
    auto command = board.move();
    decision_of(command).clear_decider();
    board.act(command);
    const auto& decision = board.state.items(0).outcome().decisions(0).decision();
    EXPECT_EQ(decision.decider().capacity(), "secretariat");
    EXPECT_EQ(decision.etag(), board.first.state.etag());
}

TEST(RecordOutcome, SupersedesTheOneBefore) {
    Board board;
    board.ready();
    board.act(board.move());
    board.act(board.note("i1"));
    EXPECT_EQ(board.state.items(0).outcome().decisions_size(), 0);
    EXPECT_EQ(board.state.items(0).outcome().note(), "Heard.");
}

TEST(RecordOutcome, RefusesADeciderWhoTakesNoPart) {
    Board board;
    board.ready();
    v1::RecordRecusalRequest recusal;
    recusal.set_item("i1");
    recusal.mutable_recusal()->set_person("anne@hmic.example");
    recusal.mutable_recusal()->set_reason("Led the force.");
    board.act(recusal);
    const auto refused = board.decide(board.move());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::failed_precondition);
}

TEST(RecordOutcome, TakesACaseAsItWasSeenBeforeADeadlineFired) {
    Board board;
    board.ready();
    auto command = board.move();
    auto& decision = *command.mutable_outcome()->mutable_decisions(0)->mutable_decision();
    decision.set_etag(board.first.state.etag());
    board.fire(board.first);
    EXPECT_TRUE(board.decide(command).has_value());
    for (const auto* never : {"v99", "v0", "6", "v06", "v6x"}) {
        decision.set_etag(never);
        EXPECT_FALSE(board.decide(command).has_value()) << never;
    }
}

}  // namespace decide_outcome_test
}  // namespace ladder::meetings

// Closing: everything in one act, or nothing.
#include "tests/unit/meetings/refusals.hpp"

namespace ladder::meetings {
namespace decide_close_test {

using namespace sample;
using base::Code;
using Close = v1::CloseMeetingRequest;

// The meeting is ready to be closed, unless the row changes it.
class CloseMeeting : public testing::TestWithParam<sample::Refusal<Close>> {};

TEST_P(CloseMeeting, NamesWhatIsMissing) {
    Board board;
    board.ready();
    board.settle_all();
    expect_row(GetParam(), board, board.close());
}

// Makes the etag of the command that of the meeting after a change.
template <class Change>
auto after(Change change) {
    return [change](Board& board, Close& c) {
        change(board);
        c.set_etag(board.state.etag());
    };
}

void recuse_anne(Board& board, const std::string& item) {
    v1::RecordRecusalRequest recusal;
    recusal.set_item(item);
    recusal.mutable_recusal()->set_person("anne@hmic.example");
    recusal.mutable_recusal()->set_reason("Led the force.");
    board.act(recusal);
}

const sample::Refusal<Close> close_rows[]{
    {"lawful", [](Board&, Close&) {}, {}, {}},
    {"stale", [](Board&, Close& c) { c.set_etag("v1"); }, Code::aborted, {"etag:v1"}},
    {"without_minutes",
     [](Board&, Close& c) { c.clear_minutes(); },
     Code::invalid_argument,
     {"field:minutes"}},
    {"known_before_it_was_held",
     [](Board&, Close& c) { c.set_known_on("2011-01-31"); },
     Code::invalid_argument,
     {"field:known_on"}},
    {"by_a_role_that_may_not",
     [](Board& board, Close&) { board.caller = casework::sample::hmcic(); },
     Code::permission_denied,
     {}},
    {"without_a_chair",
     after([](Board& board) {
         v1::RecordAttendanceRequest command;
         *command.add_attendance() =
             attendance(casework::sample::analyst(), v1::ATTENDANCE_KIND_MEMBER);
         board.act(command);
     }),
     Code::failed_precondition,
     {"gate:chair"}},
    {"decided_by_somebody_who_takes_no_part",
     after([](Board& board) { recuse_anne(board, "i2"); }),
     Code::failed_precondition,
     {"gate:i2/recusal"}},
};

INSTANTIATE_TEST_SUITE_P(Table, CloseMeeting, testing::ValuesIn(close_rows), by_name);

TEST(CloseMeeting, NamesEachItemWithoutOutcomeAndAllThatDecisionsLackAtOnce) {
    Board board;
    board.ready();
    auto outcome = board.move();
    outcome.set_item("i2");
    outcome.mutable_outcome()->mutable_decisions(0)->set_case_name(board.second.state.name());
    board.act(outcome);
    const auto refused = board.decide(board.close());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::failed_precondition);
    // A concern need not be open for confidence.
    EXPECT_THAT(
        named(refused.error()),
        testing::ElementsAre(
            "gate:i1/outcome", "gate:i3/outcome", "gate:i2/recommendation", "gate:i2/chief_notified"
        )
    );
    const auto gate = std::get<v1::UnmetGate>(refused.error().details.back());
    EXPECT_THAT(gate.title(), testing::StartsWith("Item i2, cases/gwent-confidence-1: "));
    EXPECT_EQ(gate.kind(), v1::GATE_KIND_POLICY);
    EXPECT_FALSE(gate.satisfied_by().empty());
}

TEST(CloseMeeting, WritesDecisionsActionsAndMinutesInOneAct) {
    Board board;
    board.ready();
    auto moved = board.move();
    auto& action = *moved.mutable_outcome()->add_actions();
    action.set_title("Send the plan");
    action.set_role("analyst");
    action.set_body("bodies/gwent");
    action.set_due_on("2011-03-01");
    board.act(moved);
    board.act(board.remain());
    board.act(board.note("i3"));
    board.act(board.close());
    EXPECT_EQ(board.first.state.stage(), "peer_support");
    EXPECT_EQ(board.first.state.stage_since(), "2011-02-01");
    EXPECT_EQ(board.second.state.stage(), "self_improvement");
    ASSERT_EQ(board.second.state.decisions_size(), 1);
    EXPECT_EQ(board.second.state.decisions(0).decider().person(), "anne@hmic.example");
    EXPECT_EQ(board.state.state(), v1::MEETING_STATE_CLOSED);
    EXPECT_EQ(board.state.minutes(), "The group met and heard both.");
    EXPECT_EQ(board.state.items(0).outcome().decisions(0).recorded(), "d1");
    EXPECT_EQ(board.state.items(1).outcome().decisions(0).recorded(), "d1");
    ASSERT_EQ(board.state.tasks_size(), 1);
    EXPECT_EQ(board.state.tasks(0).body(), "bodies/gwent");
    EXPECT_EQ(board.state.tasks(0).raised_by(), "i1");
}

TEST(CloseMeeting, DecidesTheSecondOnACaseOnWhatTheFirstLeft) {
    Board board;
    board.ready();
    board.act(board.move());
    auto back = board.remain();
    auto& decision = *back.mutable_outcome()->mutable_decisions(0);
    decision.set_case_name(board.first.state.name());
    *decision.mutable_decision() = board.first.move("self_improvement");
    decision.mutable_decision()->clear_name();
    decision.mutable_decision()->clear_etag();
    *decision.mutable_decision()->mutable_decider() = casework::sample::hmcic();
    board.act(back);
    board.act(board.note("i3"));
    board.act(board.close());
    ASSERT_EQ(board.first.state.decisions_size(), 2);
    EXPECT_EQ(board.first.state.decisions(1).from_stage(), "peer_support");
    EXPECT_EQ(board.first.state.stage(), "self_improvement");
    EXPECT_EQ(board.state.items(1).outcome().decisions(0).recorded(), "d2");
}

TEST(CloseMeeting, RefusesCasesThatChangedSinceTheirOutcomesAllTogether) {
    Board board;
    board.ready();
    board.settle_all();
    const auto seen = board.first.state.etag();
    board.first.raise_concern();
    board.second.raise_concern();
    const auto refused = board.decide(board.close());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::aborted);
    ASSERT_EQ(refused.error().details.size(), 2U);
    const auto stale = std::get<v1::StaleEtag>(refused.error().details[0]);
    EXPECT_EQ(stale.name(), board.first.state.name());
    EXPECT_EQ(stale.sent(), seen);
    EXPECT_EQ(stale.current(), board.first.state.etag());
    board.act(board.move());
    board.act(board.remain());
    board.act(board.close());
    EXPECT_EQ(board.first.state.stage(), "peer_support");
}

TEST(CloseMeeting, IsNotRefusedForADeadlineOfACaseThatFiredMeanwhile) {
    Board board;
    board.ready();
    board.settle_all();
    board.fire(board.first);
    board.fire(board.second);
    board.act(board.close());
    EXPECT_EQ(board.first.state.stage(), "peer_support");
    EXPECT_EQ(board.second.state.decisions_size(), 1);
}

TEST(CloseMeeting, SaysWhoChangedTheCaseAndNotTheWorkerAfterThem) {
    Board board;
    board.ready();
    board.settle_all();
    board.first.caller = casework::sample::analyst();
    v1::Event event;
    event.mutable_note_added()->mutable_note()->set_text("The chief constable resigned.");
    board.first.apply_all({event});
    board.first.caller.set_person("ladder");
    board.fire(board.first);
    const auto refused = board.decide(board.close());
    ASSERT_FALSE(refused.has_value());
    ASSERT_EQ(refused.error().details.size(), 1U);
    const auto stale = std::get<v1::StaleEtag>(refused.error().details[0]);
    EXPECT_EQ(stale.changed_by(), "dev@hmic.example");
    EXPECT_THAT(refused.error().message, testing::HasSubstr("changed by dev@hmic.example"));
}

TEST(CloseMeeting, AsksForTheOfficialSecretsReminderOfEverybodyThere) {
    Board board;
    board.plan("panel");
    v1::SetAgendaRequest agenda;
    *agenda.add_items() = item(v1::AGENDA_REASON_OVERVIEW, "Overview", "");
    board.act(agenda);
    board.freeze();
    board.attend();
    board.act(board.note("i1"));
    const auto refused = board.decide(board.close());
    ASSERT_FALSE(refused.has_value());
    ASSERT_THAT(named(refused.error()), testing::ElementsAre("gate:official_secrets_reminder"));
    const auto gate = std::get<v1::UnmetGate>(refused.error().details[0]);
    EXPECT_THAT(gate.explanation(), testing::HasSubstr("dev@hmic.example"));
    EXPECT_THAT(gate.explanation(), testing::Not(testing::HasSubstr("elin")));  // not there
    v1::RecordAttendanceRequest again;
    *again.mutable_attendance() = board.state.attendance();
    for (auto& one : *again.mutable_attendance()) {
        one.set_official_secrets_reminded(one.kind() != v1::ATTENDANCE_KIND_APOLOGIES);
    }
    board.act(again);
    EXPECT_TRUE(board.decide(board.close()).has_value());
}

TEST(CloseMeeting, TakesTheDayOfTheMeetingForADecisionThatNamesNone) {
    Board board;
    board.ready();
    board.settle_all();
    board.on("2011-02-10");
    auto command = board.close();
    command.set_known_on("2011-02-03");
    board.act(command);
    EXPECT_EQ(board.first.state.decisions(0).effective_on(), "2011-02-01");
    EXPECT_EQ(board.state.closed_on(), "2011-02-03");
}

TEST(CloseMeeting, IsNotBeforeTheMeetingNorBeforeThePack) {
    Board board;
    board.plan();
    EXPECT_EQ(board.decide(board.close()).error().code, Code::failed_precondition);
    board.set_agenda();
    board.freeze();
    board.attend();
    board.act(board.note("i1"));
    board.act(board.note("i2"));
    board.act(board.note("i3"));
    board.on("2011-01-31");
    EXPECT_EQ(board.decide(board.close()).error().code, Code::failed_precondition);
    board.on("2011-02-01");
    EXPECT_TRUE(board.decide(board.close()).has_value());
}

}  // namespace decide_close_test
}  // namespace ladder::meetings

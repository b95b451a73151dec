// Planning meetings and calling them off.
#include "tests/unit/meetings/refusals.hpp"

namespace ladder::meetings {
namespace decide_plan_test {

using namespace sample;
using base::Code;
using Plan = v1::PlanMeetingRequest;

class PlanMeeting : public testing::TestWithParam<sample::Refusal<Plan>> {};

TEST_P(PlanMeeting, NamesWhatIsMissing) {
    Board board;
    Plan command;
    command.set_meeting_id("group-1");
    command.set_kind("ppsg");
    command.set_title("Meeting 1");
    command.set_held_on("2011-03-01");
    expect_row(GetParam(), board, command);
}

const sample::Refusal<Plan> plan_rows[]{
    {"lawful", [](Board&, Plan&) {}, {}, {}},
    {"held_long_ago", [](Board&, Plan& c) { c.set_held_on("2009-08-25"); }, {}, {}},
    {"by_a_role_that_may_not",
     [](Board& board, Plan&) { board.caller = casework::sample::hmcic(); },
     Code::permission_denied,
     {}},
    {"of_no_kind",
     [](Board&, Plan& c) { c.set_kind("coffee"); },
     Code::invalid_argument,
     {"field:kind"}},
    {"with_everything_wrong",
     [](Board&, Plan& c) {
         c.Clear();
         c.set_meeting_id("Group 1");
         c.set_known_on("2011-02-02");
     },
     Code::invalid_argument,
     {"field:meeting_id", "field:kind", "field:title", "field:held_on", "field:known_on"}},
};

INSTANTIATE_TEST_SUITE_P(Table, PlanMeeting, testing::ValuesIn(plan_rows), by_name);

TEST(PlanMeeting, MeetsWhatAnEarlierOneSetForIt) {
    Board board;
    board.ready();
    board.settle_all();
    board.act(board.close());
    ASSERT_EQ(board.state.deadlines_size(), 1);
    EXPECT_EQ(board.state.deadlines(0).due_on(), "2011-03-15");
    Plan command;
    command.set_meeting_id("group-2");
    command.set_kind("ppsg");
    command.set_title("Meeting 2");
    command.set_held_on("2011-03-10");
    const auto acts = decide({&board.state}, command, board.context()).value();
    ASSERT_EQ(acts.size(), 2U);
    EXPECT_EQ(acts[0].stream, "meetings/group-2");
    EXPECT_EQ(acts[1].stream, "meetings/group-1");
    EXPECT_EQ(acts[1].event.deadline_ended().state(), v1::DEADLINE_STATE_MET);
    EXPECT_EQ(acts[1].event.deadline_ended().id(), board.state.deadlines(0).id());
}

using Cancel = v1::CancelMeetingRequest;

class CancelMeeting : public testing::TestWithParam<sample::Refusal<Cancel>> {};

TEST_P(CancelMeeting, NamesWhatIsMissing) {
    Board board;
    board.plan();
    Cancel command;
    command.set_reasons("The chair is ill.");
    expect_row(GetParam(), board, command);
}

const sample::Refusal<Cancel> cancel_rows[]{
    {"lawful", [](Board&, Cancel&) {}, {}, {}},
    {"known_before_today", [](Board&, Cancel& c) { c.set_known_on("2011-01-31"); }, {}, {}},
    {"known_in_the_future",
     [](Board&, Cancel& c) { c.set_known_on("2099-01-01"); },
     Code::invalid_argument,
     {"field:known_on"}},
    {"stale", [](Board&, Cancel& c) { c.set_etag("v9"); }, Code::aborted, {"etag:v9"}},
    {"without_reasons",
     [](Board&, Cancel& c) { c.clear_reasons(); },
     Code::invalid_argument,
     {"field:reasons"}},
    {"by_a_role_that_may_not",
     [](Board& board, Cancel&) { board.caller = casework::sample::chair(); },
     Code::permission_denied,
     {}},
};

INSTANTIATE_TEST_SUITE_P(Table, CancelMeeting, testing::ValuesIn(cancel_rows), by_name);

TEST(CancelMeeting, EndsIt) {
    Board board;
    board.plan();
    Cancel command;
    command.set_reasons("The chair is ill.");
    board.act(command);
    EXPECT_EQ(board.state.state(), v1::MEETING_STATE_CANCELLED);
    command.set_etag(board.state.etag());
    EXPECT_EQ(board.decide(command).error().code, Code::failed_precondition);
    EXPECT_EQ(board.decide(board.close()).error().code, Code::failed_precondition);
}

}  // namespace decide_plan_test
}  // namespace ladder::meetings

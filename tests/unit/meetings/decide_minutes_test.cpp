// Correcting minutes: what they said before stays.
#include "tests/unit/meetings/refusals.hpp"

namespace ladder::meetings {
namespace decide_minutes_test {

using namespace sample;
using base::Code;
using Correct = v1::CorrectMinutesRequest;

class CorrectMinutes : public testing::TestWithParam<sample::Refusal<Correct>> {};

TEST_P(CorrectMinutes, NamesWhatIsMissing) {
    Board board;
    board.ready();
    board.settle_all();
    board.act(board.close());
    Correct command;
    command.set_minutes("The group met and heard one.");
    command.set_reasons("Only one came.");
    expect_row(GetParam(), board, command);
}

const sample::Refusal<Correct> correct_rows[]{
    {"lawful", [](Board&, Correct&) {}, {}, {}},
    {"known_before_today", [](Board&, Correct& c) { c.set_known_on("2011-01-31"); }, {}, {}},
    {"known_in_the_future",
     [](Board&, Correct& c) { c.set_known_on("2099-01-01"); },
     Code::invalid_argument,
     {"field:known_on"}},
    {"stale", [](Board&, Correct& c) { c.set_etag("v1"); }, Code::aborted, {"etag:v1"}},
    {"saying_the_same",
     [](Board& board, Correct& c) { c.set_minutes(board.state.minutes()); },
     Code::invalid_argument,
     {"field:minutes"}},
    {"with_everything_missing",
     [](Board&, Correct& c) { c.Clear(); },
     Code::invalid_argument,
     {"field:etag", "field:minutes", "field:reasons"}},
};

INSTANTIATE_TEST_SUITE_P(Table, CorrectMinutes, testing::ValuesIn(correct_rows), by_name);

TEST(CorrectMinutes, KeepsEveryEarlierText) {
    Board board;
    board.ready();
    board.settle_all();
    Correct command;
    command.set_minutes("Too early.");
    command.set_reasons("None.");
    command.set_etag(board.state.etag());
    EXPECT_EQ(board.decide(command).error().code, Code::failed_precondition);
    board.act(board.close());
    for (const auto* text : {"Second.", "Third."}) {
        command.set_minutes(text);
        board.act(command);
    }
    EXPECT_EQ(board.state.minutes(), "Third.");
    ASSERT_EQ(board.state.corrections_size(), 2);
    EXPECT_EQ(board.state.corrections(0).superseded_text(), "The group met and heard both.");
    EXPECT_EQ(board.state.corrections(1).superseded_text(), "Second.");
    EXPECT_EQ(board.state.corrections(1).corrected_by().capacity(), "secretariat");
}

}  // namespace decide_minutes_test
}  // namespace ladder::meetings

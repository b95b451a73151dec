// The agenda, and the pack that is frozen from it.
#include "tests/unit/meetings/refusals.hpp"

namespace ladder::meetings {
namespace decide_agenda_test {

using namespace sample;
using base::Code;
using Agenda = v1::SetAgendaRequest;

class SetAgenda : public testing::TestWithParam<sample::Refusal<Agenda>> {};

TEST_P(SetAgenda, NamesWhatIsMissing) {
    Board board;
    board.plan();
    board.set_agenda();
    Agenda command;
    *command.mutable_items() = board.state.items();
    expect_row(GetParam(), board, command);
}

const sample::Refusal<Agenda> agenda_rows[]{
    {"lawful", [](Board&, Agenda&) {}, {}, {}},
    {"known_before_today", [](Board&, Agenda& c) { c.set_known_on("2011-01-31"); }, {}, {}},
    {"known_in_the_future",
     [](Board&, Agenda& c) { c.set_known_on("2099-01-01"); },
     Code::invalid_argument,
     {"field:known_on"}},
    {"emptied", [](Board&, Agenda& c) { c.clear_items(); }, {}, {}},
    {"stale", [](Board&, Agenda& c) { c.set_etag("v1"); }, Code::aborted, {"etag:v1"}},
    {"with_an_id_that_is_not_there",
     [](Board&, Agenda& c) { c.mutable_items(0)->set_id("i7"); },
     Code::invalid_argument,
     {"field:items[0].id"}},
    {"with_an_id_twice",
     [](Board&, Agenda& c) { c.mutable_items(1)->set_id("i1"); },
     Code::invalid_argument,
     {"field:items[1].id"}},
    {"on_a_case_that_is_not_there",
     [](Board&, Agenda& c) { c.mutable_items(0)->set_case_name("cases/kent-general-1"); },
     Code::invalid_argument,
     {"field:items[0].case_name"}},
    {"with_everything_wrong",
     [](Board&, Agenda& c) {
         auto& item = *c.add_items();
         item.add_sources("");
     },
     Code::invalid_argument,
     {"field:items[3].reason", "field:items[3].title", "field:items[3].sources[0]"}},
    {"once_frozen",
     [](Board& board, Agenda& c) {
         board.freeze();
         c.set_etag(board.state.etag());
     },
     Code::failed_precondition,
     {}},
    {"by_a_role_that_may_not",
     [](Board& board, Agenda&) { board.caller = casework::sample::analyst(); },
     Code::permission_denied,
     {}},
};

INSTANTIATE_TEST_SUITE_P(Table, SetAgenda, testing::ValuesIn(agenda_rows), by_name);

TEST(SetAgenda, KeepsIdsAndNumbersWhatIsNew) {
    Board board;
    board.plan();
    board.set_agenda();
    Agenda command;
    *command.add_items() = item(v1::AGENDA_REASON_REQUEST, "New", "");
    *command.add_items() = board.state.items(2);
    *command.add_items() = board.state.items(0);
    board.act(command);
    ASSERT_EQ(board.state.items_size(), 3);
    EXPECT_EQ(board.state.items(0).id(), "i4");
    EXPECT_EQ(board.state.items(1).id(), "i3");
    EXPECT_EQ(board.state.items(2).id(), "i1");
}

TEST(SetAgenda, RefusesABodyThatTheKindDoesNotTalkAbout) {
    Board board;
    board.plan("panel");
    Agenda command;
    command.set_etag(board.state.etag());
    *command.add_items() = item(v1::AGENDA_REASON_REQUEST, "New", board.first.state.name());
    const auto refused = board.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(named(refused.error()), testing::ElementsAre("field:items[0].case_name"));
}

TEST(FreezePack, HoldsTheCasesWholeAsTheyStood) {
    Board board;
    board.plan();
    board.set_agenda();
    const auto before = board.first.state;
    board.freeze();
    const auto& pack = board.record.back().event.pack_frozen().pack();
    EXPECT_EQ(pack.journal_size(), 42);
    EXPECT_EQ(pack.digest(), "digest of it");
    v1::PackContent content;
    ASSERT_TRUE(content.ParseFromString(pack.content()));
    ASSERT_EQ(content.items_size(), 3);
    EXPECT_EQ(content.items(0).case_().SerializeAsString(), before.SerializeAsString());
    EXPECT_EQ(content.items(0).item().id(), "i1");
    EXPECT_FALSE(content.items(2).has_case_());
    EXPECT_EQ(board.state.state(), v1::MEETING_STATE_FROZEN);
    EXPECT_TRUE(board.state.pack().content().empty());
}

TEST(FreezePack, IsDoneOnceAndNotForNothing) {
    Board board;
    board.plan();
    v1::FreezePackRequest command;
    command.set_etag(board.state.etag());
    EXPECT_EQ(board.decide(command).error().code, Code::failed_precondition);
    board.set_agenda();
    command.set_etag(board.state.etag());
    command.set_known_on("2099-01-01");
    EXPECT_THAT(named(board.decide(command).error()), testing::ElementsAre("field:known_on"));
    command.clear_known_on();
    board.freeze();
    command.set_etag(board.state.etag());
    EXPECT_EQ(board.decide(command).error().code, Code::failed_precondition);
}

}  // namespace decide_agenda_test
}  // namespace ladder::meetings

// Closing a case, and that a closed one takes nothing more.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace decide_close_test {

using namespace sample;
using base::Code;
using Command = v1::RecordDecisionRequest;
using Row = Refusal<Command>;

class DecideClose : public testing::TestWithParam<Row> {};

TEST_P(DecideClose, NamesWhatIsMissing) {
    Desk desk;
    expect_row(GetParam(), desk, desk.close());
}

// Rows change the case as well as the command, so they take its new etag.
void seen(Desk& desk, Command& command) {
    command.set_etag(desk.state.etag());
}

const Row rows[]{
    {"lawful", [](Desk&, Command&) {}, {}, {}},
    {"by_a_role_that_may_not",
     [](Desk& desk, Command&) { desk.caller = analyst(); },
     Code::failed_precondition,
     {"gate:decider"}},
    {"above_the_first_stage",
     [](Desk& desk, Command& command) {
         desk.move_to_peer_support();
         seen(desk, command);
     },
     Code::failed_precondition,
     {"gate:first_stage", "gate:open_concerns"}},
    {"with_an_open_concern",
     [](Desk& desk, Command& command) {
         desk.raise_concern();
         seen(desk, command);
     },
     Code::failed_precondition,
     {"gate:open_concerns"}},
    {"with_an_open_proposal",
     [](Desk& desk, Command& command) {
         desk.raise_trigger("robbery_up", "2010-12-31");
         seen(desk, command);
     },
     Code::failed_precondition,
     {"gate:open_proposals"}},
    {"declining_the_open_proposal",
     [](Desk& desk, Command& command) {
         desk.raise_trigger("robbery_up", "2010-12-31");
         command.add_settlements()->set_proposal("p1");
         seen(desk, command);
     },
     {},
     {}},
    {"accepting_the_open_proposal",
     [](Desk& desk, Command& command) {
         desk.raise_trigger("robbery_up", "2010-12-31");
         command.add_settlements()->set_proposal("p1");
         command.mutable_settlements(0)->set_accepted(true);
         seen(desk, command);
     },
     Code::invalid_argument,
     {"field:settlements[0].accepted"}},
    {"with_a_next_review",
     [](Desk&, Command& command) { command.set_next_review_on("2011-03-01"); },
     Code::invalid_argument,
     {"field:next_review_on"}},
    {"without_reasons",
     [](Desk&, Command& command) { command.clear_reasons(); },
     Code::invalid_argument,
     {"field:reasons"}},
};

INSTANTIATE_TEST_SUITE_P(Table, DecideClose, testing::ValuesIn(rows), by_name);

template <class Command>
void expect_closed(const Desk& desk, Command command) {
    command.set_etag(desk.state.etag());
    const auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value()) << command.GetTypeName();
    EXPECT_EQ(refused.error().code, Code::failed_precondition) << command.GetTypeName();
    EXPECT_THAT(refused.error().message, testing::HasSubstr("closed on 10 January 2011"));
    EXPECT_THAT(refused.error().message, testing::HasSubstr("cases/gwent-general-2"));
}

TEST(ClosedCase, RefusesEveryCommandAndSaysWhereToGoOn) {
    Desk desk;
    desk.act(desk.close(), secretariat());
    EXPECT_EQ(desk.state.closed_on(), "2011-01-10");
    expect_closed(desk, v1::RaiseConcernRequest{});
    expect_closed(desk, v1::CloseConcernRequest{});
    expect_closed(desk, v1::RecordFactRequest{});
    expect_closed(desk, v1::RecordRecommendationRequest{});
    expect_closed(desk, desk.remain());
    expect_closed(desk, desk.move("peer_support"));
    expect_closed(desk, desk.close());
    expect_closed(desk, v1::CorrectDecisionRequest{});
}

}  // namespace decide_close_test
}  // namespace ladder::casework

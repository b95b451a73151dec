// What a decision does with the proposals of the rules.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace settlement_test {

using namespace sample;
using base::Code;

TEST(Settlement, AcceptsOnlyWhatTheDecisionCarriesOut) {
    Desk desk;
    desk.ready_for_peer_support();
    desk.raise_trigger("robbery_up", "2010-12-31");
    desk.raise_trigger("burglary_up", "2010-12-31");
    desk.caller = hmcic();
    auto command = desk.move("peer_support");
    command.add_settlements()->set_proposal("p1");
    command.mutable_settlements(0)->set_accepted(true);
    command.add_settlements()->set_proposal("p2");
    const auto events = desk.decide(command);
    ASSERT_TRUE(events.has_value()) << events.error().message;
    desk.apply_all(*events);
    EXPECT_EQ(desk.state.proposals(0).state(), v1::PROPOSAL_STATE_ACCEPTED);
    EXPECT_EQ(desk.state.proposals(1).state(), v1::PROPOSAL_STATE_DECLINED);
    EXPECT_EQ(desk.state.proposals(1).decision(), "d1");
}

TEST(Settlement, OfOneProposalTwiceIsRefused) {
    Desk desk;
    desk.ready_for_peer_support();
    desk.raise_trigger("robbery_up", "2010-12-31");
    desk.caller = hmcic();
    auto command = desk.move("peer_support");
    command.add_settlements()->set_proposal("p1");
    command.add_settlements()->set_proposal("p1");
    const auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(named(refused.error()), testing::ElementsAre("field:settlements[1].proposal"));
}

}  // namespace settlement_test
}  // namespace ladder::casework

// What a move needs besides its gates: a recommendation, a second person, an exceptional reason.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace elements_test {

using namespace sample;
using base::Code;

TEST(Recommendation, OfAnEarlierPassageThroughTheStageDoesNotCount) {
    Desk desk;
    desk.move_to_peer_support();
    desk.act(desk.move("self_improvement"), hmcic());
    desk.record_fact("chief_notified");
    desk.caller = hmcic();
    // All of it on one day: only the order of the record tells the passages apart.
    const auto refused = desk.decide(desk.move("peer_support"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(named(refused.error()), testing::ElementsAre("gate:recommendation"));
    desk.recommend("peer_support", chair());
    desk.caller = hmcic();
    EXPECT_TRUE(desk.decide(desk.move("peer_support")).has_value());
}

TEST(Recommendation, ForAnotherStageDoesNotCount) {
    Desk desk;
    desk.raise_concern();
    desk.record_fact("chief_notified");
    desk.recommend("watching_brief", chair());
    desk.caller = hmcic();
    const auto refused = desk.decide(desk.move("peer_support"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(named(refused.error()), testing::ElementsAre("gate:recommendation"));
}

TEST(SecondPerson, MustBeAnotherThanTheDecider) {
    Desk desk;
    desk.recommend("watching_brief", actor("Anne@HMIC.example", "hmcic"));
    desk.caller = hmcic();
    auto command = desk.move("watching_brief");
    command.set_exceptional_reason("Risk to life.");
    const auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(named(refused.error()), testing::ElementsAre("gate:second_person"));
    desk.recommend("watching_brief", actor("zoe@hmic.example", "hmcic"));
    desk.caller = hmcic();
    command.set_etag(desk.state.etag());
    EXPECT_TRUE(desk.decide(command).has_value());
}

TEST(ExceptionalMove, NeedsItsReason) {
    Desk desk;
    desk.recommend("watching_brief", chair());
    desk.caller = hmcic();
    auto command = desk.move("watching_brief");
    auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(named(refused.error()), testing::ElementsAre("gate:exceptional_reason"));
    command.set_exceptional_reason(std::string(20'001, 'x'));
    refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(named(refused.error()), testing::ElementsAre("field:exceptional_reason"));
    command.set_exceptional_reason("Risk to life.");
    EXPECT_EQ(
        desk.decide(command).value().at(0).decision_recorded().decision().exceptional_reason(),
        "Risk to life."
    );
}

}  // namespace elements_test
}  // namespace ladder::casework

// The fold: each event does its one thing, and what is of another aggregate does nothing.
#include "tests/unit/procedures/expect.hpp"

namespace ladder::procedures {
namespace apply_test {

using namespace sample;

TEST(ApplyToAProcedure, GivesTheSameStateEachTime) {
    ProcedureDesk desk;
    desk.ready_to_deploy();
    desk.act(desk.withdrawal("e3"), analyst());
    v1::Procedure replayed;
    replayed.set_name(desk.state.name());
    for (const auto& row : desk.record) {
        apply(replayed, row.event, row.recorded);
    }
    EXPECT_EQ(replayed.SerializeAsString(), desk.state.SerializeAsString());
    EXPECT_EQ(replayed.version(), static_cast<std::int64_t>(desk.record.size()));
}

TEST(ApplyToAProcedure, OfAnEventOfAnotherAggregateChangesNothingButTheVersion) {
    const ProcedureDesk desk;
    auto state = desk.state;
    v1::Event event;
    event.mutable_case_opened()->set_body("bodies/kent");
    apply(state, event, {200, 9, desk.now, analyst(), day("2011-01-10"), false});
    EXPECT_EQ(state.etag(), "v9");
    EXPECT_EQ(state.body(), "bodies/gwent");
    EXPECT_EQ(state.entries_size(), 0);
}

TEST(ApplyToAProcedure, TakesTheHighestMarking) {
    ProcedureDesk desk;
    desk.agree_terms();
    desk.act(desk.entry("considered"), secretariat());
    EXPECT_EQ(desk.state.marking(), v1::MARKING_RESTRICTED);
}

}  // namespace apply_test
}  // namespace ladder::procedures

// What follows from decisions: reviews met and set within their window, effects of moves.
#include "engine/casework/follow_up.hpp"

#include <memory>

#include "tests/unit/casework/desk.hpp"
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace follow_up_test {

using namespace sample;
using testing::ElementsAre;
using testing::HasSubstr;

// The sample with reviews every 6 to 8 weeks at peer support, and a task and a deadline that follow
// from the move there.
const definition::Ruleset& with_diary() {
    static const auto made = [] {
        auto definition = sample::definition();
        auto& review = *definition.add_deadlines();
        review.set_id("support_review");
        review.set_title("The next review");
        review.mutable_floor()->set_count(6);
        review.mutable_floor()->set_unit(v1::TIME_UNIT_WEEKS);
        review.mutable_ceiling()->set_count(8);
        review.mutable_ceiling()->set_unit(v1::TIME_UNIT_WEEKS);
        auto& plan = *definition.add_deadlines();
        plan.set_id("plan");
        plan.set_title("The plan");
        plan.mutable_due()->set_count(28);
        plan.mutable_due()->set_unit(v1::TIME_UNIT_DAYS);
        auto& ladder = *definition.mutable_ladders(0);
        for (auto& stage : *ladder.mutable_stages()) {
            if (stage.id() == "peer_support") {
                stage.set_review_deadline("support_review");
            }
        }
        for (auto& transition : *ladder.mutable_transitions()) {
            if (transition.to() == "peer_support") {
                transition.add_effects()->mutable_set_deadline()->set_deadline("plan");
                auto& task = *transition.add_effects()->mutable_open_task();
                task.set_role("analyst");
                task.set_title("Tell the authority");
            }
        }
        return std::make_unique<definition::Ruleset>("rulesets/sample@1", definition);
    }();
    return *made;
}

class FollowUp : public testing::Test {
protected:
    FollowUp() {
        desk.ready_for_peer_support();
        desk.caller = hmcic();
    }

    // The move on the desk's day, with the next review so many days later.
    v1::RecordDecisionRequest move(int review_in_days) const {
        auto command = desk.move("peer_support");
        const auto today = base::day_of(desk.now);
        command.set_effective_on(base::to_string(today));
        command.set_next_review_on(base::to_string(today + std::chrono::days{review_in_days}));
        command.set_etag(desk.state.etag());
        return command;
    }

    Desk desk{v1::SUBJECT_GENERAL, with_diary()};
};

TEST_F(FollowUp, AMoveSetsItsDeadlineOpensItsTaskAndSetsTheReview) {
    const auto today = base::day_of(desk.now);
    desk.apply_all(desk.decide(move(42)).value());
    EXPECT_EQ(desk.state.stage(), "peer_support");
    ASSERT_EQ(desk.state.deadlines_size(), 2);
    EXPECT_EQ(desk.state.deadlines(0).definition(), "plan");
    EXPECT_EQ(desk.state.deadlines(0).due_on(), base::to_string(today + std::chrono::days{28}));
    EXPECT_EQ(desk.state.deadlines(0).set_by(), desk.state.decisions().rbegin()->id());
    EXPECT_EQ(desk.state.deadlines(1).definition(), "support_review");
    EXPECT_EQ(desk.state.deadlines(1).due_on(), base::to_string(today + std::chrono::days{42}));
    ASSERT_EQ(desk.state.tasks_size(), 1);
    EXPECT_EQ(desk.state.tasks(0).title(), "Tell the authority");
}

TEST_F(FollowUp, AReviewOutsideItsWindowIsRefusedWithIt) {
    for (const int days : {41, 57}) {
        const auto refused = desk.decide(move(days));
        ASSERT_FALSE(refused.has_value());
        EXPECT_THAT(named(refused.error()), ElementsAre("field:next_review_on"));
        EXPECT_THAT(refused.error().message, HasSubstr("(6 weeks) to"));
    }
    EXPECT_TRUE(desk.decide(move(56)).has_value());
}

TEST_F(FollowUp, AReviewThatIsNoDayIsToldOnce) {
    auto command = move(42);
    command.set_next_review_on("soon");
    EXPECT_THAT(named(desk.decide(command).error()), ElementsAre("field:next_review_on"));
}

TEST_F(FollowUp, TheNextDecisionMeetsTheReviewAndSetsAnother) {
    desk.apply_all(desk.decide(move(42)).value());
    const auto today = base::day_of(desk.now);
    auto remain = desk.remain();
    remain.set_etag(desk.state.etag());
    remain.set_effective_on(base::to_string(today));
    remain.set_next_review_on(base::to_string(today + std::chrono::days{50}));
    desk.apply_all(desk.decide(remain).value());
    ASSERT_EQ(desk.state.deadlines_size(), 3);
    EXPECT_EQ(desk.state.deadlines(0).state(), v1::DEADLINE_STATE_PENDING);  // the plan
    EXPECT_EQ(desk.state.deadlines(1).state(), v1::DEADLINE_STATE_MET);
    EXPECT_EQ(
        desk.state.deadlines(1).ended_because(),
        "Met by " + desk.state.decisions().rbegin()->id() + "."
    );
    EXPECT_EQ(desk.state.deadlines(2).due_on(), base::to_string(today + std::chrono::days{50}));
}

}  // namespace follow_up_test
}  // namespace ladder::casework

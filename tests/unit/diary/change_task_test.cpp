// Tasks claimed, assigned, released, completed and cancelled; stale acts refused.
#include <gmock/gmock.h>
#include <ostream>

#include <gtest/gtest.h>

#include "tests/unit/diary/desk.hpp"

namespace ladder::diary {
namespace change_task_test {

using namespace sample;
using testing::HasSubstr;

class ChangeTask : public testing::Test {
protected:
    ChangeTask() { desk.act(desk.open()); }

    void as(const v1::Actor& who) { desk.caller = who; }

    base::Code code(v1::TaskAct act) const {
        const auto decided = desk.decide(desk.change_task(act));
        return decided ? base::Code{} : decided.error().code;
    }

    v1::ChangeTaskRequest to(std::string_view owner) const {
        auto command = desk.change_task(v1::TASK_ACT_ASSIGN);
        command.set_owner(std::string{owner});
        return command;
    }

    Desk desk;
};

constexpr auto accepted = base::Code{};
constexpr auto denied = base::Code::permission_denied;
constexpr auto conflict = base::Code::failed_precondition;

TEST_F(ChangeTask, IsClaimedOnlyByTheRoleItWaitsFor) {
    EXPECT_EQ(code(v1::TASK_ACT_CLAIM), denied);
    as(analyst());
    desk.act(desk.change_task(v1::TASK_ACT_CLAIM));
    EXPECT_EQ(desk.task().state(), v1::TASK_STATE_CLAIMED);
    EXPECT_EQ(desk.task().owner(), "dev@hmic.example");
    as(actor("emma@hmic.example", "analyst"));
    EXPECT_EQ(code(v1::TASK_ACT_CLAIM), conflict);
}

TEST_F(ChangeTask, OnlyItsOwnerOrTheKeeperOfTheDiaryCompletes) {
    as(analyst());
    EXPECT_EQ(code(v1::TASK_ACT_COMPLETE), denied);
    desk.act(desk.change_task(v1::TASK_ACT_CLAIM));
    EXPECT_EQ(code(v1::TASK_ACT_COMPLETE), accepted);
    as(actor("emma@hmic.example", "analyst"));
    EXPECT_EQ(code(v1::TASK_ACT_COMPLETE), denied);
    as(secretary());
    EXPECT_EQ(code(v1::TASK_ACT_COMPLETE), accepted);
}

TEST_F(ChangeTask, AStaleCompletionIsAbortedWithWhoChangedIt) {
    as(analyst());
    const auto seen = desk.change_task(v1::TASK_ACT_COMPLETE);
    desk.act(desk.change_task(v1::TASK_ACT_CLAIM));
    const auto refused = desk.decide(seen);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::Code::aborted);
    ASSERT_EQ(refused.error().details.size(), 1U);
    EXPECT_EQ(std::get<v1::StaleEtag>(refused.error().details[0]).changed_by(), "dev@hmic.example");
}

TEST_F(ChangeTask, OtherEventsOfTheRecordMakeNoTaskStale) {
    const auto seen = desk.change_task(v1::TASK_ACT_COMPLETE);
    desk.act(desk.set("quiet"));
    EXPECT_TRUE(desk.decide(seen).has_value());
}

TEST_F(ChangeTask, IsPassedOnWithAReasonByItsOwnerOrTheKeeper) {
    as(analyst());
    EXPECT_EQ(desk.decide(to("emma@hmic.example")).error().code, denied);
    desk.act(desk.change_task(v1::TASK_ACT_CLAIM));
    auto command = to("emma@hmic.example");
    command.clear_reasons();
    EXPECT_THAT(desk.decide(command).error().message, HasSubstr("reasons"));
    EXPECT_THAT(desk.decide(to("DEV@hmic.example")).error().message, HasSubstr("already"));
    desk.act(to("emma@hmic.example"));
    EXPECT_EQ(desk.task().owner(), "emma@hmic.example");
    EXPECT_EQ(desk.task().changes().rbegin()->reason(), "on leave");
}

TEST_F(ChangeTask, IsReleasedIntoItsQueue) {
    EXPECT_EQ(code(v1::TASK_ACT_RELEASE), conflict);
    desk.act(to("dev@hmic.example"));
    as(analyst());
    desk.act(desk.change_task(v1::TASK_ACT_RELEASE));
    EXPECT_EQ(desk.task().state(), v1::TASK_STATE_QUEUED);
    EXPECT_EQ(desk.task().owner(), "");
}

TEST_F(ChangeTask, WhatIsDoneStaysDone) {
    desk.act(desk.change_task(v1::TASK_ACT_COMPLETE));
    EXPECT_EQ(desk.task().state(), v1::TASK_STATE_DONE);
    EXPECT_EQ(desk.task().done_on(), "2009-08-25");
    for (const auto act :
         {v1::TASK_ACT_RELEASE, v1::TASK_ACT_COMPLETE, v1::TASK_ACT_CANCEL, v1::TASK_ACT_ASSIGN}) {
        EXPECT_EQ(code(act), conflict) << act;
    }
}

TEST_F(ChangeTask, IsCancelledWithAReason) {
    auto command = desk.change_task(v1::TASK_ACT_CANCEL);
    command.clear_reasons();
    EXPECT_EQ(desk.decide(command).error().code, base::Code::invalid_argument);
    desk.act(desk.change_task(v1::TASK_ACT_CANCEL));
    EXPECT_EQ(desk.task().state(), v1::TASK_STATE_CANCELLED);
    EXPECT_EQ(code(v1::TASK_ACT_COMPLETE), conflict);
}

TEST_F(ChangeTask, AMissingVersionAndAnUnknownActAreNamedTogether) {
    auto command = desk.change_task(v1::TASK_ACT_UNSPECIFIED);
    command.clear_version();
    EXPECT_EQ(
        fields(desk.decide(command).error()),
        (std::vector<std::string>{"field:version", "field:act"})
    );
}

TEST_F(ChangeTask, AnUnknownOneIsNotFound) {
    auto command = desk.change_task(v1::TASK_ACT_COMPLETE);
    command.set_name("procedures/letter-1/tasks/t9");
    EXPECT_EQ(desk.decide(command).error().code, base::Code::not_found);
}

}  // namespace change_task_test
}  // namespace ladder::diary

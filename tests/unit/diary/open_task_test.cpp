// Tasks opened by hand.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/diary/desk.hpp"

namespace ladder::diary {
namespace open_task_test {

using namespace sample;
using testing::ElementsAre;

TEST(OpenTask, WaitsInTheQueueOfItsRole) {
    Desk desk;
    auto command = desk.open();
    command.set_due_on("2009-09-01");
    command.set_body("bodies/north");
    desk.act(command);
    EXPECT_EQ(desk.task().id(), "t1");
    EXPECT_EQ(desk.task().role(), "analyst");
    EXPECT_EQ(desk.task().body(), "bodies/north");
    EXPECT_EQ(desk.task().due_on(), "2009-09-01");
    EXPECT_EQ(desk.task().raised_by(), "");
    EXPECT_EQ(desk.task().state(), v1::TASK_STATE_QUEUED);
    EXPECT_EQ(desk.task().changes(0).reason(), "nobody has");
}

TEST(OpenTask, WithAnOwnerItIsHisAtOnce) {
    Desk desk;
    auto command = desk.open();
    command.set_owner("dev@hmic.example");
    desk.act(command);
    EXPECT_EQ(desk.task().state(), v1::TASK_STATE_CLAIMED);
}

TEST(OpenTask, NamesEverythingThatIsWrongAtOnce) {
    const Desk desk;
    v1::OpenTaskRequest command;
    command.set_role("analist");
    command.set_due_on("soon");
    command.set_known_on("2009-08-26");
    EXPECT_THAT(
        fields(desk.decide(command).error()),
        ElementsAre("field:title", "field:reasons", "field:role", "field:due_on", "field:known_on")
    );
}

TEST(OpenTask, MayHaveBeenKnownEarlier) {
    const Desk desk;
    auto command = desk.open();
    command.set_known_on("2009-08-01");
    EXPECT_TRUE(desk.decide(command).has_value());
}

TEST(OpenTask, OnlyThoseWhoKeepTheDiaryMay) {
    Desk desk;
    desk.caller = analyst();
    EXPECT_EQ(desk.decide(desk.open()).error().code, base::Code::permission_denied);
}

}  // namespace open_task_test
}  // namespace ladder::diary

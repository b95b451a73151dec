// Deadlines set by hand.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/diary/desk.hpp"

namespace ladder::diary {
namespace set_deadline_test {

using namespace sample;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(SetDeadline, ComputesTheDayAndKeepsTheReason) {
    Desk desk;
    auto command = desk.set("response");
    command.set_from_on("2009-08-24");
    desk.act(command);
    const auto& deadline = desk.deadline();
    EXPECT_EQ(deadline.id(), "l1");
    EXPECT_EQ(deadline.due_on(), "2009-09-22");
    EXPECT_EQ(deadline.set_by(), "");
    ASSERT_EQ(deadline.changes_size(), 1);
    EXPECT_EQ(deadline.changes(0).what(), "set");
    EXPECT_EQ(deadline.changes(0).reason(), "agreed by telephone");
    EXPECT_EQ(deadline.changes(0).recorded_by().person(), "carys@hmic.example");
}

TEST(SetDeadline, CountsFromTodayUnlessToldOtherwise) {
    Desk desk;
    desk.act(desk.set("quiet"));
    EXPECT_EQ(desk.deadline().from_on(), "2009-08-25");
    EXPECT_EQ(desk.deadline().due_on(), "2009-09-01");
}

TEST(SetDeadline, NamesEverythingThatIsWrongAtOnce) {
    const Desk desk;
    auto command = desk.set("notice");
    command.clear_etag();
    command.clear_reasons();
    command.set_from_on("2009-08-26");
    command.set_known_on("soon");
    command.set_due_on("never");
    const auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    EXPECT_THAT(
        fields(refused.error()),
        ElementsAre(
            "field:etag", "field:from_on", "field:known_on", "field:reasons", "field:due_on"
        )
    );
}

TEST(SetDeadline, AnUnknownDefinitionIsNamed) {
    const Desk desk;
    const auto refused = desk.decide(desk.set("respnse"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(fields(refused.error()), ElementsAre("field:definition"));
}

TEST(SetDeadline, AnOpenDayMustBeNamedAndAWindowKept) {
    const Desk desk;
    EXPECT_THAT(fields(desk.decide(desk.set("notice")).error()), ElementsAre("field:due_on"));
    auto command = desk.set("review");
    command.set_due_on("2009-10-21");
    const auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::Code::failed_precondition);
    EXPECT_THAT(refused.error().message, HasSubstr("2009-10-06 (6 weeks) to 2009-10-20 (8 weeks)"));
}

TEST(SetDeadline, OneRunsForEachKey) {
    Desk desk;
    auto command = desk.set("response");
    command.set_key("a");
    desk.act(command);
    command.set_etag(desk.state.etag());
    const auto again = desk.decide(command);
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().code, base::Code::failed_precondition);
    EXPECT_THAT(again.error().message, HasSubstr("Deadline l1 runs already"));
    command.set_key("b");
    EXPECT_TRUE(desk.decide(command).has_value());
}

TEST(SetDeadline, NothingIsSetInWhatHasEnded) {
    Desk desk;
    desk.state.set_ended_on("2009-08-20");
    EXPECT_THAT(
        desk.decide(desk.set("response")).error().message,
        HasSubstr("The procedure ended on 20 August 2009")
    );
}

TEST(SetDeadline, OnlyThoseWhoKeepTheDiaryMay) {
    Desk desk;
    desk.caller = analyst();
    const auto refused = desk.decide(desk.set("response"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::Code::permission_denied);
}

TEST(SetDeadline, AStaleEtagIsAborted) {
    Desk desk;
    auto command = desk.set("response");
    desk.act(desk.set("quiet"));
    const auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::Code::aborted);
}

}  // namespace set_deadline_test
}  // namespace ladder::diary

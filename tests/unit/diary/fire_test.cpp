// What happens when a deadline has passed.
#include "engine/diary/fire.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/diary/desk.hpp"

namespace ladder::diary {
namespace fire_test {

using namespace sample;
using testing::IsEmpty;
using testing::SizeIs;

class Fire : public testing::Test {
protected:
    command::Events fired(std::string_view due_on, std::string_view today) const {
        return fire(diary_of(desk.state), "l1", due_on, day(today), ruleset());
    }

    Desk desk;
};

TEST_F(Fire, RaisesATaskTheDayAfterItWasDueAndOnlyOnce) {
    desk.act(desk.set("response"));  // due 2009-09-23
    EXPECT_THAT(fired("2009-09-23", "2009-09-23"), IsEmpty());
    const auto events = fired("2009-09-23", "2009-09-24");
    ASSERT_THAT(events, SizeIs(2));
    desk.apply(events);
    EXPECT_TRUE(desk.deadline().fired());
    EXPECT_EQ(desk.deadline().state(), v1::DEADLINE_STATE_PENDING);
    EXPECT_EQ(state_on(desk.deadline(), "2009-09-24"), v1::DEADLINE_STATE_OVERDUE);
    EXPECT_EQ(desk.task().title(), "The response to the letter");
    EXPECT_EQ(desk.task().role(), "analyst");
    EXPECT_EQ(desk.task().raised_by(), "l1");
    EXPECT_EQ(desk.task().due_on(), "2009-09-23");
    EXPECT_THAT(fired("2009-09-23", "2009-09-25"), IsEmpty());
}

TEST_F(Fire, TheTaskHasTheTitleThatTheDefinitionGivesIt) {
    desk.act(desk.set("report"));
    desk.apply(fired("2009-09-25", "2009-10-01"));
    EXPECT_EQ(desk.task().title(), "Ask where the report is");
    EXPECT_EQ(desk.task().role(), "secretary");
}

TEST_F(Fire, WithoutARoleItIsRecordedAndNothingMore) {
    desk.act(desk.set("quiet"));
    EXPECT_THAT(fired("2009-09-01", "2009-09-02"), SizeIs(1));
}

TEST_F(Fire, ADutyFiresLikeAnyOther) {
    desk.act(desk.set("duty"));
    EXPECT_THAT(fired("2009-09-01", "2009-09-02"), SizeIs(2));
}

TEST_F(Fire, AnotherDueDayThanWasAskedForDoesNot) {
    desk.act(desk.set("response"));
    EXPECT_THAT(fired("2009-09-22", "2009-10-30"), IsEmpty());
}

TEST_F(Fire, WhatIsMetCancelledOrPausedDoesNot) {
    for (const auto act :
         {v1::DEADLINE_ACT_MEET, v1::DEADLINE_ACT_CANCEL, v1::DEADLINE_ACT_PAUSE}) {
        Desk other;
        other.act(other.set("response"));
        other.act(other.change(act));
        EXPECT_THAT(
            fire(diary_of(other.state), "l1", "2009-09-23", day("2009-10-30"), ruleset()), IsEmpty()
        );
    }
}

TEST_F(Fire, AMovedDeadlinePassesAgain) {
    desk.act(desk.set("response"));
    desk.apply(fired("2009-09-23", "2009-09-24"));
    auto move = desk.change(v1::DEADLINE_ACT_MOVE);
    move.set_due_on("2009-10-20");
    desk.act(move);
    EXPECT_THAT(fired("2009-09-23", "2009-10-21"), IsEmpty());
    EXPECT_THAT(fired("2009-10-20", "2009-10-21"), SizeIs(2));
}

TEST_F(Fire, BackOnADayForWhichItFiredItDoesNotFireAgain) {
    desk.act(desk.set("response"));
    desk.apply(fired("2009-09-23", "2009-09-24"));
    auto move = desk.change(v1::DEADLINE_ACT_MOVE);
    move.set_due_on("2009-10-20");
    desk.act(move);
    move = desk.change(v1::DEADLINE_ACT_MOVE);
    move.set_due_on("2009-09-23");
    desk.act(move);
    EXPECT_FALSE(has_passed(desk.deadline(), day("2009-10-21"))) << "nothing to ask about";
    EXPECT_THAT(fired("2009-09-23", "2009-10-21"), IsEmpty());
    EXPECT_EQ(state_on(desk.deadline(), "2009-10-21"), v1::DEADLINE_STATE_OVERDUE);
}

TEST_F(Fire, IsToldAmongTheChangesOfTheDeadline) {
    desk.act(desk.set("response"));
    desk.on("2009-09-24");
    desk.apply(fired("2009-09-23", "2009-09-24"));
    const auto& told = *desk.deadline().changes().rbegin();
    EXPECT_EQ(told.what(), "fired");
    EXPECT_EQ(told.due_after(), "2009-09-23");
    EXPECT_EQ(told.effective_on(), "2009-09-24");
}

TEST_F(Fire, AnUnknownOneDoesNot) {
    EXPECT_THAT(fired("2009-09-23", "2009-09-24"), IsEmpty());
}

}  // namespace fire_test
}  // namespace ladder::diary

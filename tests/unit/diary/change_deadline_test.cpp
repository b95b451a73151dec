// Deadlines moved, paused, resumed, recomputed, met and cancelled.
#include <gmock/gmock.h>

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "engine/diary/fire.hpp"
#include "tests/unit/diary/desk.hpp"

namespace ladder::diary {
namespace change_deadline_test {

using namespace sample;
using testing::ElementsAre;
using testing::HasSubstr;

class ChangeDeadline : public testing::Test {
protected:
    ChangeDeadline() { desk.act(desk.set("response")); }  // due 2009-09-23, from 2009-08-25

    std::string refusal(const v1::ChangeDeadlineRequest& command) const {
        const auto refused = desk.decide(command);
        return refused ? "accepted" : refused.error().message;
    }

    Desk desk;
};

TEST_F(ChangeDeadline, MovesWithinItsWindowWithReasonAndAuthority) {
    auto command = desk.change(v1::DEADLINE_ACT_MOVE);
    command.set_due_on("2009-11-25");
    *command.mutable_authority() = actor("bola@hmic.example", "chair");
    desk.act(command);
    EXPECT_EQ(desk.deadline().due_on(), "2009-11-25");
    EXPECT_EQ(desk.deadline().due_soon_on(), "2009-11-18");
    ASSERT_EQ(desk.deadline().changes_size(), 2);
    const auto& change = desk.deadline().changes(1);
    EXPECT_EQ(change.what(), "moved");
    EXPECT_EQ(change.due_before(), "2009-09-23");
    EXPECT_EQ(change.due_after(), "2009-11-25");
    EXPECT_EQ(change.reason(), "the force asked");
    EXPECT_EQ(change.authority().person(), "bola@hmic.example");
    EXPECT_EQ(change.recorded_by().person(), "carys@hmic.example");
}

TEST_F(ChangeDeadline, AMoveOutsideTheWindowIsRefusedWithIt) {
    auto command = desk.change(v1::DEADLINE_ACT_MOVE);
    command.set_due_on("2009-11-26");
    const auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::Code::failed_precondition);
    EXPECT_THAT(fields(refused.error()), ElementsAre("field:due_on"));
    EXPECT_THAT(
        refused.error().message, HasSubstr("2009-09-09 (10 working days) to 2009-11-25 (3 months)")
    );
}

TEST_F(ChangeDeadline, AMoveToTheSameDayIsNone) {
    auto command = desk.change(v1::DEADLINE_ACT_MOVE);
    command.set_due_on("2009-09-23");
    EXPECT_THAT(refusal(command), HasSubstr("already"));
}

TEST_F(ChangeDeadline, StandsStillAndIsDueAsManyWorkingDaysLater) {
    desk.on("2009-08-28");
    desk.act(desk.change(v1::DEADLINE_ACT_PAUSE));
    EXPECT_EQ(desk.deadline().state(), v1::DEADLINE_STATE_PAUSED);
    EXPECT_EQ(desk.deadline().paused_on(), "2009-08-28");
    desk.on("2009-09-02");  // 31 August is a holiday: 1 and 2 September stood still
    desk.act(desk.change(v1::DEADLINE_ACT_RESUME));
    EXPECT_EQ(desk.deadline().state(), v1::DEADLINE_STATE_PENDING);
    EXPECT_EQ(desk.deadline().due_on(), "2009-09-25");
    EXPECT_EQ(desk.deadline().paused_on(), "");
}

TEST_F(ChangeDeadline, CountedInDaysItIsDueAsManyDaysLater) {
    desk.act(desk.set("quiet"));  // l2, due 2009-09-01
    desk.act(desk.change(v1::DEADLINE_ACT_PAUSE, "l2"));
    desk.on("2009-08-30");
    desk.act(desk.change(v1::DEADLINE_ACT_RESUME, "l2"));
    EXPECT_EQ(desk.deadline(1).due_on(), "2009-09-06");
}

TEST_F(ChangeDeadline, OnlyWhatRunsIsPausedAndOnlyWhatIsPausedResumed) {
    EXPECT_THAT(refusal(desk.change(v1::DEADLINE_ACT_RESUME)), HasSubstr("isn't paused"));
    desk.act(desk.change(v1::DEADLINE_ACT_PAUSE));
    EXPECT_THAT(refusal(desk.change(v1::DEADLINE_ACT_PAUSE)), HasSubstr("resume it first"));
    auto move = desk.change(v1::DEADLINE_ACT_MOVE);
    move.set_due_on("2009-10-01");
    EXPECT_THAT(refusal(move), HasSubstr("resume it first"));
}

TEST_F(ChangeDeadline, AClockThatHasRunOutIsNotPaused) {
    desk.on("2009-09-23");
    EXPECT_TRUE(desk.decide(desk.change(v1::DEADLINE_ACT_PAUSE)).has_value());
    desk.on("2009-09-24");
    EXPECT_THAT(refusal(desk.change(v1::DEADLINE_ACT_PAUSE)), HasSubstr("has run out"));
}

TEST_F(ChangeDeadline, CannotBeResumedBeforeItWasPaused) {
    desk.on("2009-08-28");
    desk.act(desk.change(v1::DEADLINE_ACT_PAUSE));
    auto command = desk.change(v1::DEADLINE_ACT_RESUME);
    command.set_effective_on("2009-08-27");
    EXPECT_THAT(
        refusal(command),
        HasSubstr("2009-08-27 is before the day it was paused, on "
                  "2009-08-28")
    );
}

// The sample with one holiday more, as a newer version of the ruleset would have it.
const definition::Ruleset& newer() {
    static const auto made = [] {
        auto definition = ruleset().definition();
        auto& calendar = *definition.mutable_calendars(0);
        calendar.set_version("2010b");
        calendar.add_holidays()->set_date("2009-09-01");
        return std::make_unique<definition::Ruleset>("rulesets/sample@2", definition);
    }();
    return *made;
}

TEST_F(ChangeDeadline, IsRecomputedByTheNewestCalendarWithItsPausesKept) {
    desk.on("2009-08-28");
    desk.act(desk.change(v1::DEADLINE_ACT_PAUSE));
    desk.on("2009-09-02");
    desk.act(desk.change(v1::DEADLINE_ACT_RESUME));
    const auto command = desk.change(v1::DEADLINE_ACT_RECOMPUTE);
    const command::Context context{ruleset(), desk.caller, desk.now};
    desk.apply(diary::decide(desk.holder(), command, context, newer()).value());
    // One working day more to count, and one fewer that stood still.
    EXPECT_EQ(desk.deadline().due_on(), "2009-09-25");
    EXPECT_EQ(desk.deadline().calendar(), "england-and-wales@2010b");
    EXPECT_EQ(desk.deadline().changes().rbegin()->what(), "recomputed");
}

TEST_F(ChangeDeadline, RecomputingWhatIsUpToDateIsRefused) {
    EXPECT_THAT(
        refusal(desk.change(v1::DEADLINE_ACT_RECOMPUTE)),
        HasSubstr("due on 2009-09-23 by the calendar england-and-wales@2010 already")
    );
}

TEST_F(ChangeDeadline, ANamedDayIsNotRecomputed) {
    auto command = desk.set("notice");
    command.set_due_on("2009-12-01");
    desk.act(command);
    EXPECT_THAT(
        refusal(desk.change(v1::DEADLINE_ACT_RECOMPUTE, "l2")), HasSubstr("was named, not computed")
    );
}

TEST_F(ChangeDeadline, IsMetOnceAndThenStaysSo) {
    desk.on("2009-09-30");
    auto command = desk.change(v1::DEADLINE_ACT_MEET);
    command.set_effective_on("2009-09-20");
    *command.mutable_authority() = actor("bola@hmic.example", "chair");
    desk.act(command);
    EXPECT_EQ(desk.deadline().state(), v1::DEADLINE_STATE_MET);
    EXPECT_EQ(desk.deadline().ended_on(), "2009-09-20");
    EXPECT_EQ(
        desk.deadline().ended_because(),
        "the force asked (on the authority of bola@hmic.example as chair)"
    );
    for (const auto act :
         {v1::DEADLINE_ACT_MEET, v1::DEADLINE_ACT_CANCEL, v1::DEADLINE_ACT_PAUSE}) {
        EXPECT_THAT(
            refusal(desk.change(act)), HasSubstr("Deadline l1 was met on 20 September 2009")
        );
    }
}

TEST_F(ChangeDeadline, MayBeMetOrCancelledWhilePausedOrAfterTheEnd) {
    desk.act(desk.change(v1::DEADLINE_ACT_PAUSE));
    desk.state.set_ended_on("2009-08-25");
    EXPECT_TRUE(desk.decide(desk.change(v1::DEADLINE_ACT_MEET)).has_value());
    desk.act(desk.change(v1::DEADLINE_ACT_CANCEL));
    EXPECT_EQ(desk.deadline().state(), v1::DEADLINE_STATE_CANCELLED);
}

TEST_F(ChangeDeadline, NamesEverythingThatIsWrongAtOnce) {
    auto command = desk.change(v1::DEADLINE_ACT_MEET);
    command.clear_etag();
    command.clear_reasons();
    command.set_effective_on("2009-08-24");
    command.set_due_on("2009-09-30");
    EXPECT_THAT(
        fields(desk.decide(command).error()),
        ElementsAre("field:etag", "field:reasons", "field:effective_on", "field:due_on")
    );
    EXPECT_THAT(
        fields(desk.decide(desk.change(v1::DEADLINE_ACT_UNSPECIFIED)).error()),
        ElementsAre("field:act")
    );
}

TEST_F(ChangeDeadline, OfARecordThatWasChangedSinceIsRefused) {
    auto command = desk.change(v1::DEADLINE_ACT_MEET);
    command.set_etag("v0");
    EXPECT_EQ(desk.decide(command).error().code, base::Code::aborted);
}

TEST_F(ChangeDeadline, AnotherIsNotFound) {
    EXPECT_EQ(
        desk.decide(desk.change(v1::DEADLINE_ACT_MEET, "l2")).error().code, base::Code::not_found
    );
}

TEST_F(ChangeDeadline, OnlyThoseWhoKeepTheDiaryMay) {
    desk.caller = analyst();
    EXPECT_EQ(
        desk.decide(desk.change(v1::DEADLINE_ACT_MEET)).error().code, base::Code::permission_denied
    );
}

}  // namespace change_deadline_test
}  // namespace ladder::diary

// How events change deadlines and tasks.
#include <gtest/gtest.h>

#include "engine/diary/diary.hpp"

namespace ladder::diary {
namespace apply_test {

// A diary that events are applied to, a day apart.
struct Book {
    Deadlines deadlines;
    Tasks tasks;
    std::int64_t version = 0;

    void take(const v1::Event& event) {
        command::Recorded recorded;
        recorded.version = ++version;
        recorded.recorded_at = base::end_of(*base::parse_date("2009-08-25"));
        recorded.actor.set_person("anne@hmic.example");
        apply(deadlines, tasks, event, recorded);
    }

    void set(const char* due_on) {
        v1::Event event;
        auto& deadline = *event.mutable_deadline_set()->mutable_deadline();
        deadline.set_id("l1");
        deadline.set_due_on(due_on);
        deadline.set_due_soon_on("2009-10-20");
        take(event);
    }

    void change(const char* what, const char* due_after, const char* effective_on) {
        v1::Event event;
        auto& changed = *event.mutable_deadline_changed();
        changed.set_id("l1");
        changed.set_due_soon_on("2009-11-20");
        changed.mutable_change()->set_what(what);
        changed.mutable_change()->set_due_before(deadlines.at(0).due_on());
        changed.mutable_change()->set_due_after(due_after);
        changed.mutable_change()->set_effective_on(effective_on);
        take(event);
    }

    void fire(const char* due_on) {
        v1::Event event;
        event.mutable_deadline_fired()->set_id("l1");
        event.mutable_deadline_fired()->set_due_on(due_on);
        take(event);
    }
};

TEST(ApplyDeadline, IsPendingOnceSetAndKeepsWhoSetIt) {
    Book book;
    book.set("2009-10-30");
    ASSERT_EQ(book.deadlines.size(), 1);
    EXPECT_EQ(book.deadlines[0].state(), v1::DEADLINE_STATE_PENDING);
    EXPECT_EQ(book.deadlines[0].recorded_by().person(), "anne@hmic.example");
}

TEST(ApplyDeadline, StandsStillWhilePausedAndGoesOnWithItsNewDay) {
    Book book;
    book.set("2009-10-30");
    book.change("paused", "2009-10-30", "2009-09-01");
    EXPECT_EQ(book.deadlines[0].state(), v1::DEADLINE_STATE_PAUSED);
    EXPECT_EQ(book.deadlines[0].paused_on(), "2009-09-01");
    book.change("resumed", "2009-11-30", "2009-10-01");
    EXPECT_EQ(book.deadlines[0].state(), v1::DEADLINE_STATE_PENDING);
    EXPECT_EQ(book.deadlines[0].paused_on(), "");
    EXPECT_EQ(book.deadlines[0].due_on(), "2009-11-30");
    EXPECT_EQ(book.deadlines[0].due_soon_on(), "2009-11-20");
    EXPECT_EQ(book.deadlines[0].changes_size(), 2);
}

TEST(ApplyDeadline, ThatPassedCanPassAgainOnlyOnAnotherDay) {
    Book book;
    book.set("2009-10-30");
    book.fire("2009-10-29");
    EXPECT_FALSE(book.deadlines[0].fired()) << "another day than it is due";
    book.fire("2009-10-30");
    EXPECT_TRUE(book.deadlines[0].fired());
    book.change("recomputed", "2009-10-30", "2009-11-01");
    EXPECT_TRUE(book.deadlines[0].fired()) << "the day is the same";
    book.change("moved", "2009-12-01", "2009-11-02");
    EXPECT_FALSE(book.deadlines[0].fired());
}

TEST(ApplyDeadline, EndsWithItsReason) {
    Book book;
    book.set("2009-10-30");
    v1::Event event;
    event.mutable_deadline_ended()->set_id("l1");
    event.mutable_deadline_ended()->set_state(v1::DEADLINE_STATE_MET);
    event.mutable_deadline_ended()->set_effective_on("2009-10-12");
    event.mutable_deadline_ended()->set_reasons("the plan came in");
    book.take(event);
    EXPECT_EQ(book.deadlines[0].state(), v1::DEADLINE_STATE_MET);
    EXPECT_EQ(book.deadlines[0].ended_on(), "2009-10-12");
    EXPECT_EQ(book.deadlines[0].ended_because(), "the plan came in");
}

TEST(ApplyTask, GoesFromTheQueueToItsOwnerToDone) {
    Book book;
    v1::Event opened;
    opened.mutable_task_opened()->mutable_task()->set_id("t1");
    opened.mutable_task_opened()->mutable_task()->set_role("ppsg_secretariat");
    book.take(opened);
    EXPECT_EQ(book.tasks[0].state(), v1::TASK_STATE_QUEUED);
    v1::Event changed;
    changed.mutable_task_changed()->set_id("t1");
    changed.mutable_task_changed()->set_state(v1::TASK_STATE_CLAIMED);
    changed.mutable_task_changed()->set_owner("anne@hmic.example");
    changed.mutable_task_changed()->set_what("claimed");
    book.take(changed);
    EXPECT_EQ(book.tasks[0].owner(), "anne@hmic.example");
    EXPECT_EQ(book.tasks[0].version(), 2);
    changed.mutable_task_changed()->set_state(v1::TASK_STATE_DONE);
    changed.mutable_task_changed()->set_what("done");
    changed.mutable_task_changed()->set_effective_on("2009-08-26");
    book.take(changed);
    EXPECT_EQ(book.tasks[0].state(), v1::TASK_STATE_DONE);
    EXPECT_EQ(book.tasks[0].done_on(), "2009-08-26");
    ASSERT_EQ(book.tasks[0].changes_size(), 3);
    EXPECT_EQ(book.tasks[0].changes(0).what(), "opened");
    EXPECT_EQ(book.tasks[0].changes(2).what(), "done");
}

TEST(ApplyDiary, PassesOverWhatItDoesNotHold) {
    Book book;
    book.fire("2009-10-30");
    v1::Event other;
    other.mutable_case_opened();
    book.take(other);
    EXPECT_TRUE(book.deadlines.empty());
    EXPECT_TRUE(book.tasks.empty());
}

}  // namespace apply_test
}  // namespace ladder::diary

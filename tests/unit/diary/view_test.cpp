// What a diary says on a day.
#include <gtest/gtest.h>

#include "engine/diary/diary.hpp"
#include "ladder/v1/procedure_service.pb.h"

namespace ladder::diary {
namespace view_test {

v1::Deadline deadline(const char* id, const char* due_on, v1::DeadlineState state) {
    v1::Deadline made;
    made.set_id(id);
    made.set_due_on(due_on);
    made.set_state(state);
    return made;
}

TEST(StateOn, IsOverdueFromTheDayAfter) {
    const auto pending = deadline("l1", "2009-10-30", v1::DEADLINE_STATE_PENDING);
    EXPECT_EQ(state_on(pending, "2009-10-29"), v1::DEADLINE_STATE_PENDING);
    EXPECT_EQ(state_on(pending, "2009-10-30"), v1::DEADLINE_STATE_PENDING);
    EXPECT_EQ(state_on(pending, "2009-10-31"), v1::DEADLINE_STATE_OVERDUE);
}

TEST(StateOn, OfWhatEndedOrStandsStillNeverIsOverdue) {
    for (const auto state :
         {v1::DEADLINE_STATE_MET, v1::DEADLINE_STATE_CANCELLED, v1::DEADLINE_STATE_PAUSED}) {
        EXPECT_EQ(state_on(deadline("l1", "2009-10-30", state), "2010-01-01"), state);
    }
}

TEST(NextDueOn, IsTheEarliestPendingDay) {
    v1::Procedure procedure;
    *procedure.add_deadlines() = deadline("l1", "2009-12-01", v1::DEADLINE_STATE_PENDING);
    *procedure.add_deadlines() = deadline("l2", "2009-10-30", v1::DEADLINE_STATE_MET);
    *procedure.add_deadlines() = deadline("l3", "2009-11-15", v1::DEADLINE_STATE_PENDING);
    EXPECT_EQ(next_due_on(diary_of(procedure)), "2009-11-15");
    EXPECT_EQ(next_due_on(diary_of(v1::Procedure{})), "");
}

TEST(OpenTasks, CountsThoseQueuedAndClaimed) {
    v1::Procedure procedure;
    for (const auto state :
         {v1::TASK_STATE_QUEUED,
          v1::TASK_STATE_CLAIMED,
          v1::TASK_STATE_DONE,
          v1::TASK_STATE_CANCELLED}) {
        procedure.add_tasks()->set_state(state);
    }
    EXPECT_EQ(open_tasks(diary_of(procedure)), 2);
}

}  // namespace view_test
}  // namespace ladder::diary

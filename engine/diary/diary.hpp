// Deadlines and tasks: the same in cases, procedures and meetings. Pure; the day is an input.
#pragma once

#include <string>
#include <string_view>

#include "engine/command/context.hpp"
#include "ladder/v1/diary.pb.h"
#include "ladder/v1/journal.pb.h"

namespace ladder::diary {

using Deadlines = google::protobuf::RepeatedPtrField<v1::Deadline>;
using Tasks = google::protobuf::RepeatedPtrField<v1::Task>;

// The diary of a case, procedure or meeting, to be read.
struct DiaryView {
    const Deadlines& deadlines;
    const Tasks& tasks;
};

// Applies an event of the diary; any other changes nothing. The only code that changes deadlines
// and tasks.
void apply(
    Deadlines& deadlines, Tasks& tasks, const v1::Event& event, const command::Recorded& recorded
);

// The diary of any state that has one.
template <class State>
DiaryView diary_of(const State& state) {
    return {state.deadlines(), state.tasks()};
}

// Null if there is none of that id.
const v1::Deadline* find_deadline(const DiaryView& diary, std::string_view id);
const v1::Task* find_task(const DiaryView& diary, std::string_view id);

// Whether a deadline is neither met nor cancelled: pending, or its clock stands still.
bool is_running(const v1::Deadline& deadline);

// Where a deadline stands on a day: a pending one is overdue from the day after it was due.
v1::DeadlineState state_on(const v1::Deadline& deadline, std::string_view day);

// The earliest day on which something pending is due, duties included; empty: nothing is.
std::string next_due_on(const DiaryView& diary);

// Tasks neither done nor cancelled.
int open_tasks(const DiaryView& diary);

}  // namespace ladder::diary

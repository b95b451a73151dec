// What a diary says on a day.
#include <algorithm>

#include "engine/diary/diary.hpp"

namespace ladder::diary {

namespace {

template <class Items>
const auto* find_item(const Items& items, std::string_view id) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id() == id; });
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

const v1::Deadline* find_deadline(const DiaryView& diary, std::string_view id) {
    return find_item(diary.deadlines, id);
}

const v1::Task* find_task(const DiaryView& diary, std::string_view id) {
    return find_item(diary.tasks, id);
}

bool is_running(const v1::Deadline& deadline) {
    return deadline.state() == v1::DEADLINE_STATE_PENDING ||
           deadline.state() == v1::DEADLINE_STATE_PAUSED;
}

v1::DeadlineState state_on(const v1::Deadline& deadline, std::string_view day) {
    // ISO dates sort as text.
    const bool passed = deadline.state() == v1::DEADLINE_STATE_PENDING && deadline.due_on() < day;
    return passed ? v1::DEADLINE_STATE_OVERDUE : deadline.state();
}

std::string next_due_on(const DiaryView& diary) {
    std::string next;
    for (const auto& deadline : diary.deadlines) {
        if (deadline.state() == v1::DEADLINE_STATE_PENDING &&
            (next.empty() || deadline.due_on() < next)) {
            next = deadline.due_on();
        }
    }
    return next;
}

int open_tasks(const DiaryView& diary) {
    return static_cast<int>(std::count_if(
        diary.tasks.begin(),
        diary.tasks.end(),
        [](const auto& task) {
            return task.state() == v1::TASK_STATE_QUEUED || task.state() == v1::TASK_STATE_CLAIMED;
        }
    ));
}

}  // namespace ladder::diary

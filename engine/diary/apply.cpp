// The only code that changes deadlines and tasks.
#include <algorithm>

#include "engine/diary/diary.hpp"

namespace ladder::diary {

namespace {

template <class Items>
auto* find_item(Items* items, const std::string& id) {
    const auto found = std::find_if(items->begin(), items->end(), [&](const auto& item) {
        return item.id() == id;
    });
    return found == items->end() ? nullptr : &*found;
}

constexpr auto fired_word = "fired";

// Another day can pass anew; one that passed before has been told of.
bool fired_for_its_day(const v1::Deadline& deadline) {
    const auto& changes = deadline.changes();
    return std::any_of(changes.begin(), changes.end(), [&](const auto& change) {
        return change.what() == fired_word && change.due_after() == deadline.due_on();
    });
}

void fold(Deadlines& deadlines, const v1::DeadlineSet& event, const command::Recorded& recorded) {
    auto& deadline = *deadlines.Add();
    deadline = event.deadline();
    deadline.set_state(v1::DEADLINE_STATE_PENDING);
    *deadline.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    *deadline.mutable_recorded_by() = recorded.actor;
}

void fold(
    Deadlines& deadlines, const v1::DeadlineChanged& event, const command::Recorded& recorded
) {
    auto* deadline = find_item(&deadlines, event.id());
    if (deadline == nullptr) {
        return;
    }
    auto& change = *deadline->add_changes();
    change = event.change();
    *change.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    *change.mutable_recorded_by() = recorded.actor;
    if (change.what() == "paused") {
        deadline->set_state(v1::DEADLINE_STATE_PAUSED);
        deadline->set_paused_on(change.effective_on());
        return;
    }
    deadline->set_state(v1::DEADLINE_STATE_PENDING);
    deadline->clear_paused_on();
    deadline->set_due_on(change.due_after());
    deadline->set_fired(fired_for_its_day(*deadline));
    deadline->set_due_soon_on(event.due_soon_on());
    deadline->set_calendar(event.calendar());
}

void fold(Deadlines& deadlines, const v1::DeadlineEnded& event) {
    if (auto* deadline = find_item(&deadlines, event.id()); deadline != nullptr) {
        deadline->set_state(event.state());
        deadline->set_ended_on(event.effective_on());
        deadline->set_ended_because(event.reasons());
        deadline->clear_paused_on();
    }
}

void fold(Deadlines& deadlines, const v1::DeadlineFired& event, const command::Recorded& recorded) {
    auto* deadline = find_item(&deadlines, event.id());
    if (deadline == nullptr || deadline->due_on() != event.due_on()) {
        return;
    }
    deadline->set_fired(true);
    auto& change = *deadline->add_changes();
    change.set_what(fired_word);
    change.set_due_before(event.due_on());
    change.set_due_after(event.due_on());
    change.set_effective_on(base::to_string(recorded.known_on));
    *change.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    *change.mutable_recorded_by() = recorded.actor;
}

v1::TaskChange task_change(
    std::string_view what,
    const std::string& reasons,
    const std::string& owner,
    const command::Recorded& recorded
) {
    v1::TaskChange change;
    change.set_what(std::string{what});
    change.set_reason(reasons);
    change.set_owner(owner);
    *change.mutable_by() = recorded.actor;
    *change.mutable_at() = base::to_timestamp(recorded.recorded_at);
    return change;
}

void fold(Tasks& tasks, const v1::TaskOpened& event, const command::Recorded& recorded) {
    auto& task = *tasks.Add();
    task = event.task();
    task.set_state(task.owner().empty() ? v1::TASK_STATE_QUEUED : v1::TASK_STATE_CLAIMED);
    task.set_version(recorded.version);
    *task.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    *task.add_changes() = task_change("opened", event.reasons(), task.owner(), recorded);
}

void fold(Tasks& tasks, const v1::TaskChanged& event, const command::Recorded& recorded) {
    auto* task = find_item(&tasks, event.id());
    if (task == nullptr) {
        return;
    }
    task->set_state(event.state());
    task->set_owner(event.owner());
    task->set_version(recorded.version);
    if (event.state() == v1::TASK_STATE_DONE) {
        task->set_done_on(event.effective_on());
    }
    *task->add_changes() = task_change(event.what(), event.reasons(), event.owner(), recorded);
}

}  // namespace

void apply(
    Deadlines& deadlines, Tasks& tasks, const v1::Event& event, const command::Recorded& recorded
) {
    if (event.has_deadline_set()) {
        fold(deadlines, event.deadline_set(), recorded);
    } else if (event.has_deadline_changed()) {
        fold(deadlines, event.deadline_changed(), recorded);
    } else if (event.has_deadline_ended()) {
        fold(deadlines, event.deadline_ended());
    } else if (event.has_deadline_fired()) {
        fold(deadlines, event.deadline_fired(), recorded);
    } else if (event.has_task_opened()) {
        fold(tasks, event.task_opened(), recorded);
    } else if (event.has_task_changed()) {
        fold(tasks, event.task_changed(), recorded);
    }
}

}  // namespace ladder::diary

// One line for each kind of event in a diary.
#include <fmt/format.h>

#include "engine/command/describe_parts.hpp"
#include "engine/command/words.hpp"

namespace ladder::command {

std::string diary_line(const v1::Event& event) {
    switch (event.kind_case()) {
        case v1::Event::kDeadlineSet: {
            const auto& deadline = event.deadline_set().deadline();
            return fmt::format(
                "Deadline {} set: {}, due on {}.",
                deadline.id(),
                deadline.title(),
                date_words(deadline.due_on())
            );
        }
        case v1::Event::kDeadlineChanged: {
            const auto& change = event.deadline_changed().change();
            return change.what() == "paused" ? fmt::format(
                                                   "Deadline {} paused from {}.",
                                                   event.deadline_changed().id(),
                                                   date_words(change.effective_on())
                                               )
                                             : fmt::format(
                                                   "Deadline {} {}: due on {} instead of {}.",
                                                   event.deadline_changed().id(),
                                                   change.what(),
                                                   date_words(change.due_after()),
                                                   date_words(change.due_before())
                                               );
        }
        case v1::Event::kDeadlineEnded:
            return fmt::format(
                "Deadline {} {} on {}.",
                event.deadline_ended().id(),
                event.deadline_ended().state() == v1::DEADLINE_STATE_MET ? "met" : "cancelled",
                date_words(event.deadline_ended().effective_on())
            );
        case v1::Event::kDeadlineFired:
            return fmt::format(
                "Deadline {} passed: it was due on {}.",
                event.deadline_fired().id(),
                date_words(event.deadline_fired().due_on())
            );
        case v1::Event::kTaskOpened: {
            const auto& task = event.task_opened().task();
            return fmt::format("Task {} opened for {}: {}.", task.id(), task.role(), task.title());
        }
        case v1::Event::kTaskChanged:
            return fmt::format(
                "Task {} {}.", event.task_changed().id(), event.task_changed().what()
            );
        default:
            return {};
    }
}

}  // namespace ladder::command

#include "engine/diary/fire.hpp"

#include <fmt/format.h>

namespace ladder::diary {

bool has_passed(const v1::Deadline& deadline, base::Date today) {
    return deadline.state() == v1::DEADLINE_STATE_PENDING && !deadline.fired() &&
           deadline.due_on() < base::to_string(today);
}

command::Events fire(
    const DiaryView& diary,
    std::string_view id,
    std::string_view due_on,
    base::Date today,
    const definition::Ruleset& ruleset
) {
    const auto* deadline = find_deadline(diary, id);
    if (deadline == nullptr || deadline->due_on() != due_on || !has_passed(*deadline, today)) {
        return {};
    }
    command::Events events(1);
    auto& fired = *events.front().mutable_deadline_fired();
    fired.set_id(deadline->id());
    fired.set_due_on(deadline->due_on());
    const auto* definition = ruleset.deadline(deadline->definition());
    if (definition == nullptr || definition->raises_task_for().empty()) {
        return events;
    }
    auto& task = *events.emplace_back().mutable_task_opened()->mutable_task();
    task.set_id(fmt::format("t{}", diary.tasks.size() + 1));
    task.set_title(
        definition->raises_task().empty() ? deadline->title() : definition->raises_task()
    );
    task.set_role(definition->raises_task_for());
    task.set_due_on(deadline->due_on());
    task.set_raised_by(deadline->id());
    return events;
}

}  // namespace ladder::diary

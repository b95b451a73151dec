// Opening a task by hand.
#include <utility>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/diary/decide.hpp"
#include "engine/diary/diary_fields.hpp"

namespace ladder::diary {

base::Result<command::Events> decide(
    const Holder& holder, const v1::OpenTaskRequest& command, const command::Context& context
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_KEEP_DIARY); !may) {
        return may.error();
    }
    command::Problems problems;
    command::check_text(problems, "title", command.title(), command::title_chars_max);
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    if (context.ruleset.role(command.role()) == nullptr) {
        problems.field(
            "role",
            fmt::format(
                "'{}' is not a role of {}", command.role().substr(0, 80), context.ruleset.name()
            )
        );
    }
    if (!command.owner().empty()) {
        command::check_text(problems, "owner", command.owner(), command::person_chars_max);
    }
    if (!command.due_on().empty()) {
        if (const auto due = base::parse_date(command.due_on()); !due) {
            problems.field("due_on", due.error().message);
        }
    }
    past_day(problems, "known_on", command.known_on(), base::day_of(context.recorded_at));
    if (problems.any()) {
        return problems.to_error("The task can't be opened");
    }
    command::Events events(1);
    auto& opened = *events.front().mutable_task_opened();
    opened.set_reasons(command.reasons());
    auto& task = *opened.mutable_task();
    task.set_id(fmt::format("t{}", holder.diary().tasks.size() + 1));
    task.set_title(command.title());
    task.set_role(command.role());
    task.set_owner(command.owner());
    task.set_body(command.body());
    task.set_due_on(command.due_on());
    return events;
}

}  // namespace ladder::diary

// Claiming, assigning, releasing, completing and cancelling a task.
#include <utility>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/diary/decide.hpp"
#include "engine/diary/diary_fields.hpp"

namespace ladder::diary {

namespace {

using base::Code;
using base::Error;

// Who may: only those of the role claim; the rest is the owner's, or theirs who keep the diary.
base::Result<void> require_may_change(
    const v1::Task& task, v1::TaskAct act, const command::Context& context
) {
    if (auto caller = command::require_caller(context); !caller) {
        return caller;
    }
    if (act == v1::TASK_ACT_CLAIM) {
        if (context.actor.capacity() == task.role()) {
            return {};
        }
        return Error{
            Code::permission_denied,
            fmt::format(
                "the task waits for {}; {} can't claim it",
                command::role_words(context.ruleset, task.role()),
                command::role_words(context.ruleset, context.actor.capacity())
            ),
            {}};
    }
    const bool owns =
        !task.owner().empty() && command::same_person(task.owner(), context.actor.person());
    return owns ? base::Result<void>{}
                : command::require_permission(context, v1::PERMISSION_KEEP_DIARY);
}

base::Result<void> require_version(
    command::Problems& problems, const v1::Task& task, const v1::ChangeTaskRequest& command
) {
    if (command.version() <= 0) {
        problems.field("version", "is missing; send the version of the task as you saw it");
    } else if (command.version() != task.version()) {
        const auto& changes = task.changes();
        return command::stale_etag(
            command.name(),
            command::etag_of(command.version()),
            command::etag_of(task.version()),
            changes.empty() ? "" : changes.rbegin()->by().person()
        );
    }
    return {};
}

void check_task_state(
    command::Problems& problems, const v1::Task& task, const v1::ChangeTaskRequest& command
) {
    const bool claimed = task.state() == v1::TASK_STATE_CLAIMED;
    if (task.state() == v1::TASK_STATE_DONE) {
        problems.conflict(
            fmt::format("Task {} was done on {}.", task.id(), command::date_words(task.done_on()))
        );
    } else if (task.state() == v1::TASK_STATE_CANCELLED) {
        problems.conflict(fmt::format("Task {} was cancelled.", task.id()));
    } else if (command.act() == v1::TASK_ACT_CLAIM && claimed) {
        problems.conflict(fmt::format(
            "{} has task {}: ask for it to be assigned or released.", task.owner(), task.id()
        ));
    } else if (command.act() == v1::TASK_ACT_RELEASE && !claimed) {
        problems.conflict(fmt::format("Nobody has task {}: it is in its queue.", task.id()));
    }
}

// What an act makes of a task; the state is unspecified for an act that is none.
v1::TaskChanged outcome_of(
    command::Problems& problems,
    const v1::Task& task,
    const v1::ChangeTaskRequest& command,
    const v1::Actor& caller
) {
    v1::TaskChanged changed;
    const auto becomes = [&](v1::TaskState state, std::string_view what, std::string owner) {
        changed.set_state(state);
        changed.set_what(std::string{what});
        changed.set_owner(std::move(owner));
    };
    switch (command.act()) {
        case v1::TASK_ACT_CLAIM:
            becomes(v1::TASK_STATE_CLAIMED, "claimed", caller.person());
            break;
        case v1::TASK_ACT_ASSIGN:
            command::check_text(problems, "owner", command.owner(), command::person_chars_max);
            if (task.state() == v1::TASK_STATE_CLAIMED &&
                command::same_person(task.owner(), command.owner())) {
                problems.field("owner", fmt::format("{} has the task already", task.owner()));
            }
            becomes(v1::TASK_STATE_CLAIMED, "assigned", command.owner());
            break;
        case v1::TASK_ACT_RELEASE:
            becomes(v1::TASK_STATE_QUEUED, "released", "");
            break;
        case v1::TASK_ACT_COMPLETE:
            becomes(v1::TASK_STATE_DONE, "done", task.owner());
            break;
        case v1::TASK_ACT_CANCEL:
            becomes(v1::TASK_STATE_CANCELLED, "cancelled", task.owner());
            break;
        default:  // the generated enum is open
            problems.field("act", "give claim, assign, release, complete or cancel");
    }
    if (command.act() != v1::TASK_ACT_ASSIGN && !command.owner().empty()) {
        problems.field("owner", "only an assignment names who gets it; leave the field empty");
    }
    return changed;
}

// Who takes or finishes a task needs no reason; who takes it from somebody or drops it does.
bool needs_reasons(v1::TaskAct act) {
    return act == v1::TASK_ACT_ASSIGN || act == v1::TASK_ACT_RELEASE || act == v1::TASK_ACT_CANCEL;
}

}  // namespace

base::Result<command::Events> decide(
    const Holder& holder, const v1::ChangeTaskRequest& command, const command::Context& context
) {
    const auto* task = find_task(holder.diary(), item_id(command.name(), "tasks"));
    if (task == nullptr) {
        return no_such_item("task", command.name());
    }
    if (const auto may = require_may_change(*task, command.act(), context); !may) {
        return may.error();
    }
    command::Problems problems;
    if (const auto current = require_version(problems, *task, command); !current) {
        return current.error();
    }
    const auto days = command::check_days(
        problems, command.effective_on(), command.known_on(), context.recorded_at
    );
    if (needs_reasons(command.act()) || !command.reasons().empty()) {
        command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    }
    check_task_state(problems, *task, command);
    auto changed = outcome_of(problems, *task, command, context.actor);
    if (problems.any()) {
        return problems.to_error("The task can't be changed so");
    }
    changed.set_id(task->id());
    changed.set_reasons(command.reasons());
    changed.set_effective_on(base::to_string(days.effective_on));
    command::Events events(1);
    *events.front().mutable_task_changed() = std::move(changed);
    return events;
}

}  // namespace ladder::diary

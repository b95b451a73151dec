// Moving, pausing, resuming, recomputing, meeting and cancelling a deadline.
#include <utility>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/describe_parts.hpp"
#include "engine/command/fields.hpp"
#include "engine/diary/clock.hpp"
#include "engine/diary/decide.hpp"
#include "engine/diary/diary_fields.hpp"
#include "engine/diary/due.hpp"

namespace ladder::diary {

namespace {

using base::Date;

// What all acts are decided from.
struct Act {
    const v1::Deadline& deadline;
    const v1::ChangeDeadlineRequest& command;
    const definition::Ruleset& own;     // of the record
    const definition::Ruleset& newest;  // by which it is recomputed
    Date effective_on;
};

void check_state(command::Problems& problems, const Act& act) {
    const auto& deadline = act.deadline;
    const bool paused = deadline.state() == v1::DEADLINE_STATE_PAUSED;
    if (!is_running(deadline)) {
        problems.conflict(fmt::format(
            "Deadline {} was {} on {}.",
            deadline.id(),
            deadline.state() == v1::DEADLINE_STATE_MET ? "met" : "cancelled",
            command::date_words(deadline.ended_on())
        ));
        return;
    }
    switch (act.command.act()) {
        case v1::DEADLINE_ACT_RESUME:
            if (!paused) {
                problems.conflict(
                    fmt::format("The clock of deadline {} runs: it isn't paused.", deadline.id())
                );
            }
            return;
        case v1::DEADLINE_ACT_MOVE:
        case v1::DEADLINE_ACT_PAUSE:
        case v1::DEADLINE_ACT_RECOMPUTE:
            if (paused) {
                problems.conflict(fmt::format(
                    "The clock of deadline {} has stood still since {}: resume it first.",
                    deadline.id(),
                    command::date_words(deadline.paused_on())
                ));
            }
            return;
        default:  // what is met or cancelled may stand still
            return;
    }
}

base::Result<Date> moved(command::Problems& problems, const Act& act) {
    const auto& text = act.command.due_on();
    const auto named = base::parse_date(text);
    if (!named) {
        return base::field_error("due_on", named.error().message);
    }
    if (text == act.deadline.due_on()) {
        problems.field("due_on", fmt::format("it is due on {} already", text));
    }
    const auto definition = definition_of(act.deadline, act.own);
    const auto calendar = calendar_of(definition, act.own);
    const auto from = base::parse_date(act.deadline.from_on());
    if (!calendar || !from) {
        return calendar ? from.error() : calendar.error();
    }
    const auto fits = check_window(definition, *from, *named, *calendar, "due_on");
    return fits ? base::Result<Date>{*named} : fits.error();
}

base::Result<Date> paused(command::Problems& problems, const Act& act, Date due_on) {
    if (act.effective_on > due_on) {
        problems.conflict(fmt::format(
            "It was due on {}: a clock that has run out can't be paused on {}.",
            act.deadline.due_on(),
            base::to_string(act.effective_on)
        ));
    }
    return due_on;
}

base::Result<Date> resumed(command::Problems& problems, const Act& act, Date due_on) {
    const auto paused_on = base::parse_date(act.deadline.paused_on());
    if (!paused_on) {
        return due_on;  // it isn't paused, which is said already
    }
    if (act.effective_on < *paused_on) {
        command::check_not_before(
            problems, act.effective_on, act.deadline.paused_on(), "the day it was paused,"
        );
        return due_on;
    }
    return due_after_pause(act.deadline, due_on, *paused_on, act.effective_on, act.own);
}

base::Result<Date> recomputed(command::Problems& problems, const Act& act) {
    auto due = computed_anew(act.deadline, act.newest);
    if (due && base::to_string(*due) == act.deadline.due_on()) {
        const auto calendar = calendar_of(definition_of(act.deadline, act.newest), act.newest);
        if (calendar &&
            (act.deadline.calendar().empty() || calendar->name() == act.deadline.calendar())) {
            problems.conflict(fmt::format(
                "It is due on {} by the calendar {} already.",
                act.deadline.due_on(),
                calendar->name()
            ));
        }
    }
    return due;
}

base::Result<Date> due_after(command::Problems& problems, const Act& act) {
    const auto due_on = base::parse_date(act.deadline.due_on());
    if (!due_on) {
        return due_on.error();
    }
    switch (act.command.act()) {
        case v1::DEADLINE_ACT_MOVE:
            return moved(problems, act);
        case v1::DEADLINE_ACT_PAUSE:
            return paused(problems, act, *due_on);
        case v1::DEADLINE_ACT_RESUME:
            return resumed(problems, act, *due_on);
        default:
            return recomputed(problems, act);
    }
}

std::string_view word_of(v1::DeadlineAct act) {
    switch (act) {
        case v1::DEADLINE_ACT_MOVE:
            return "moved";
        case v1::DEADLINE_ACT_PAUSE:
            return "paused";
        case v1::DEADLINE_ACT_RESUME:
            return "resumed";
        default:
            return "recomputed";
    }
}

base::Result<v1::Event> change(
    command::Problems& problems, const Act& act, const v1::Actor& authority
) {
    const auto due_on = due_after(problems, act);
    if (!due_on) {
        return due_on.error();
    }
    const auto& rules = act.command.act() == v1::DEADLINE_ACT_RECOMPUTE ? act.newest : act.own;
    const auto definition = definition_of(act.deadline, rules);
    const auto calendar = calendar_of(definition, rules);
    if (!calendar) {
        return calendar.error();
    }
    const auto soon_on = due_soon(definition, *due_on, *calendar);
    if (!soon_on) {
        return soon_on.error();
    }
    v1::Event event;
    auto& changed = *event.mutable_deadline_changed();
    changed.set_id(act.deadline.id());
    changed.set_due_soon_on(base::to_string(*soon_on));
    changed.set_calendar(definition.calendar().empty() ? "" : calendar->name());
    auto& told = *changed.mutable_change();
    told.set_due_before(act.deadline.due_on());
    told.set_due_after(base::to_string(*due_on));
    told.set_what(std::string{word_of(act.command.act())});
    told.set_reason(act.command.reasons());
    *told.mutable_authority() = authority;
    told.set_effective_on(base::to_string(act.effective_on));
    return event;
}

v1::Event ending(const Act& act, const v1::Actor& authority, const v1::Actor& caller) {
    v1::Event event;
    auto& ended = *event.mutable_deadline_ended();
    ended.set_id(act.deadline.id());
    ended.set_state(
        act.command.act() == v1::DEADLINE_ACT_MEET ? v1::DEADLINE_STATE_MET
                                                   : v1::DEADLINE_STATE_CANCELLED
    );
    ended.set_reasons(act.command.reasons());
    if (authority.person() != caller.person() || authority.capacity() != caller.capacity()) {
        ended.set_reasons(fmt::format(
            "{} (on the authority of {})", act.command.reasons(), command::actor_words(authority)
        ));
    }
    ended.set_effective_on(base::to_string(act.effective_on));
    return event;
}

}  // namespace

base::Result<command::Events> decide(
    const Holder& holder,
    const v1::ChangeDeadlineRequest& command,
    const command::Context& context,
    const definition::Ruleset& newest
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_KEEP_DIARY); !may) {
        return may.error();
    }
    command::Problems problems;
    const auto authority = command::acting_for(problems, command.authority(), "authority", context);
    if (!authority) {
        return authority.error();
    }
    const auto* deadline = find_deadline(holder.diary(), item_id(command.name(), "deadlines"));
    if (deadline == nullptr) {
        return no_such_item("deadline", command.name());
    }
    if (const auto current = command::require_etag(problems, holder, command.etag(), holder.what());
        !current) {
        return current.error();
    }
    const auto days = command::check_days(
        problems, command.effective_on(), command.known_on(), context.recorded_at
    );
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    command::check_not_before(
        problems, days.effective_on, deadline->from_on(), "the day the deadline is counted from,"
    );
    const Act act{*deadline, command, context.ruleset, newest, days.effective_on};
    if (command.act() != v1::DEADLINE_ACT_MOVE && !command.due_on().empty()) {
        problems.field("due_on", "only a move names a day; leave the field empty");
    }
    check_state(problems, act);
    command::Events events;
    switch (command.act()) {
        case v1::DEADLINE_ACT_MOVE:
        case v1::DEADLINE_ACT_PAUSE:
        case v1::DEADLINE_ACT_RESUME:
        case v1::DEADLINE_ACT_RECOMPUTE:
            if (auto event = change(problems, act, *authority); event) {
                events.push_back(std::move(*event));
            } else {
                problems.also(event.error());
            }
            break;
        case v1::DEADLINE_ACT_MEET:
        case v1::DEADLINE_ACT_CANCEL:
            events.push_back(ending(act, *authority, context.actor));
            break;
        default:  // the generated enum is open
            problems.field("act", "give move, pause, resume, recompute, meet or cancel");
    }
    if (problems.any()) {
        return problems.to_error("The deadline can't be changed so");
    }
    return events;
}

}  // namespace ladder::diary

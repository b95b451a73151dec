// Closing a meeting: decisions, actions and minutes in one act, or none of them.
#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/command/fields.hpp"
#include "engine/command/words.hpp"
#include "engine/diary/effects.hpp"
#include "engine/meetings/authorise.hpp"
#include "engine/meetings/docket.hpp"
#include "engine/meetings/refusal.hpp"

namespace ladder::meetings {

namespace {

using command::Problems;

// The cases that changed since the outcomes were recorded: nobody decided on what they are now. A
// deadline that fires overnight changes nothing that anybody decided on.
base::Result<void> require_unchanged_cases(const v1::Meeting& state, const Context& context) {
    base::Error error{base::Code::aborted, {}, {}};
    for (const auto& item : state.items()) {
        for (const auto& decision : item.outcome().decisions()) {
            const auto& name = case_of(item, decision);
            const auto file = context.case_of(name);
            const auto& seen = decision.decision().etag();
            if (file.state == nullptr || is_as_seen(file, seen)) {
                continue;
            }
            v1::StaleEtag stale;
            stale.set_name(name);
            stale.set_sent(seen);
            stale.set_current(file.state->etag());
            stale.set_changed_by(file.last_change.by.person());
            error.details.emplace_back(std::move(stale));
            error.message += fmt::format(
                "{}{} was changed by {} since the outcome of item {} was recorded: it is now at {}",
                error.message.empty() ? "" : "; ",
                name,
                file.last_change.by.person(),
                item.id(),
                file.state->etag()
            );
        }
    }
    if (error.details.empty()) {
        return {};
    }
    error.message += ". Look at what changed, record the outcome again, and close";
    return error;
}

void check_attendance(Refusal& refusal, const v1::Meeting& state, const Context& context) {
    const auto& all = state.attendance();
    const bool chaired = std::any_of(all.begin(), all.end(), [](const auto& one) {
        return one.kind() == v1::ATTENDANCE_KIND_CHAIR;
    });
    const auto* kind = context.ruleset.meeting_kind(state.kind());
    if (!chaired) {
        refusal.unmet(
            "chair",
            "Somebody is in the chair",
            "Record attendance with a chair.",
            all.empty() ? "No attendance is recorded." : "Nobody who attends is in the chair."
        );
    }
    if (kind == nullptr || !kind->official_secrets_reminder()) {
        return;
    }
    std::vector<std::string> missing;
    for (const auto& one : all) {
        if (attends(state, one.person().person()) && !one.official_secrets_reminded()) {
            missing.push_back(one.person().person());
        }
    }
    if (!missing.empty()) {
        refusal.unmet(
            "official_secrets_reminder",
            "Everybody there was reminded of section 5 of the Official Secrets Act 1989",
            "Remind them, and record attendance with the reminder.",
            fmt::format("Not reminded: {}.", fmt::join(missing, ", "))
        );
    }
}

void check_items(Refusal& refusal, const v1::Meeting& state) {
    for (const auto& item : state.items()) {
        if (!item.has_outcome()) {
            refusal.unmet(
                item.id() + "/outcome",
                fmt::format("Item {} has an outcome", item.id()),
                "Record a decision, an action or a note.",
                "It has none."
            );
        }
        for (const auto& decision : item.outcome().decisions()) {
            if (const auto& decider = decision.decision().decider().person();
                is_recused(item, decider)) {
                refusal.unmet(
                    item.id() + "/recusal",
                    fmt::format("Item {} is decided by somebody who takes part in it", item.id()),
                    "Record the outcome again with another decider.",
                    fmt::format("{} takes no part in it.", decider)
                );
            }
        }
    }
}

// Decides everything on the docket; the ids of the decisions recorded go into `closed`.
void decide_items(
    Refusal& refusal,
    Acts& acts,
    v1::MeetingClosed& closed,
    const v1::Meeting& state,
    Docket& docket
) {
    for (const auto& item : state.items()) {
        for (const auto& decision : item.outcome().decisions()) {
            const auto& name = case_of(item, decision);
            auto events = docket.decide(item, decision);
            if (!events) {
                refusal.of_decision(item, name, events.error());
                continue;
            }
            for (auto& event : *events) {
                if (event.has_decision_recorded()) {
                    closed.add_recorded(event.decision_recorded().decision().id());
                }
                acts.push_back({name, std::move(event)});
            }
        }
    }
}

void open_tasks(Acts& acts, const v1::Meeting& state) {
    int number = state.tasks_size();
    for (const auto& item : state.items()) {
        for (const auto& action : item.outcome().actions()) {
            Act act{state.name(), {}};
            auto& opened = *act.event.mutable_task_opened();
            auto& task = *opened.mutable_task();
            task.set_id(fmt::format("t{}", ++number));
            task.set_title(action.title());
            task.set_role(action.role());
            task.set_body(action.body());
            task.set_due_on(action.due_on());
            task.set_raised_by(item.id());
            opened.set_reasons(fmt::format("Action of item {}.", item.id()));
            acts.push_back(std::move(act));
        }
    }
}

// The kind's deadline for the next meeting, counted from this one.
base::Result<Events> next_meeting(const v1::Meeting& state, const Context& context) {
    const auto* kind = context.ruleset.meeting_kind(state.kind());
    if (kind == nullptr || kind->next_meeting().empty()) {
        return Events{};
    }
    google::protobuf::RepeatedPtrField<v1::EffectDefinition> effects;
    effects.Add()->mutable_set_deadline()->set_deadline(kind->next_meeting());
    const auto held_on = base::parse_date(state.held_on());
    return diary::follow(
        effects,
        diary::diary_of(state),
        {held_on ? *held_on : base::day_of(context.recorded_at), {}, {}, {}},
        context.ruleset
    );
}

// The day on which the meeting is closed, as it was known: today unless it is entered later.
base::Date closing_day(
    Problems& problems,
    const v1::Meeting& state,
    const v1::CloseMeetingRequest& command,
    base::Instant recorded_at
) {
    const auto today = base::day_of(recorded_at);
    if (state.held_on() > base::to_string(today)) {
        problems.conflict(fmt::format(
            "The meeting is held on {}: it can't be closed before",
            command::date_words(state.held_on())
        ));
    }
    if (command.known_on().empty()) {
        return today;
    }
    const auto day = base::parse_date(command.known_on());
    if (!day) {
        problems.field("known_on", day.error().message);
        return today;
    }
    if (*day > today) {
        problems.field("known_on", fmt::format("{} lies in the future", command.known_on()));
    } else if (command.known_on() < state.held_on()) {
        problems.field(
            "known_on",
            fmt::format("{} is before the meeting ({})", command.known_on(), state.held_on())
        );
    }
    return *day;
}

}  // namespace

base::Result<Acts> decide(
    const v1::Meeting& state, const v1::CloseMeetingRequest& command, const Context& context
) {
    Problems problems;
    if (const auto fit = require_running(problems, state, command.etag(), context); !fit) {
        return fit.error();
    }
    if (state.state() != v1::MEETING_STATE_FROZEN) {
        problems.conflict("The pack is not frozen: nothing was talked about yet");
    }
    command::check_text(problems, "minutes", command.minutes(), minutes_chars_max);
    const auto day = closing_day(problems, state, command, context.recorded_at);
    if (problems.any()) {
        return problems.to_error("The meeting can't be closed");
    }
    if (const auto unchanged = require_unchanged_cases(state, context); !unchanged) {
        return unchanged.error();
    }
    Refusal refusal;
    check_attendance(refusal, state, context);
    check_items(refusal, state);
    Docket docket{state, context, command.known_on()};
    Acts acts;
    v1::Event event;
    auto& closed = *event.mutable_meeting_closed();
    decide_items(refusal, acts, closed, state, docket);
    if (refusal.any()) {
        return refusal.to_error();
    }
    open_tasks(acts, state);
    auto next = next_meeting(state, context);
    if (!next) {
        return next.error();
    }
    for (auto& deadline : *next) {
        acts.push_back({state.name(), std::move(deadline)});
    }
    closed.set_minutes(command.minutes());
    closed.set_effective_on(base::to_string(day));
    acts.push_back({state.name(), std::move(event)});
    return acts;
}

}  // namespace ladder::meetings

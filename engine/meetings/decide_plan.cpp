// Planning a meeting, and calling it off.
#include <utility>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/meetings/authorise.hpp"

namespace ladder::meetings {

namespace {

using command::Problems;

void check_kind(Problems& problems, const std::string& kind, const Context& context) {
    if (context.ruleset.meeting_kind(kind) != nullptr) {
        return;
    }
    std::vector<std::string> kinds;
    for (const auto& each : context.ruleset.definition().meeting_kinds()) {
        kinds.push_back(each.id());
    }
    problems.field(
        "kind",
        fmt::format(
            "is not a kind of meeting of {}; it has {}",
            context.ruleset.name(),
            kinds.empty() ? "none" : command::listed(kinds)
        )
    );
}

// What an earlier meeting of the kind set for this one is met by planning it.
void meet_deadlines(
    Acts& acts, const v1::Meeting& earlier, const std::string& planned, base::Date on
) {
    for (const auto& deadline : earlier.deadlines()) {
        if (deadline.state() != v1::DEADLINE_STATE_PENDING &&
            deadline.state() != v1::DEADLINE_STATE_PAUSED) {
            continue;
        }
        Act act{earlier.name(), {}};
        auto& ended = *act.event.mutable_deadline_ended();
        ended.set_id(deadline.id());
        ended.set_state(v1::DEADLINE_STATE_MET);
        ended.set_reasons(fmt::format("{} was planned.", planned));
        ended.set_effective_on(base::to_string(on));
        acts.push_back(std::move(act));
    }
}

}  // namespace

base::Result<Acts> decide(
    const std::vector<const v1::Meeting*>& earlier,
    const v1::PlanMeetingRequest& command,
    const Context& context
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_RUN_MEETING); !may) {
        return may.error();
    }
    Problems problems;
    if (!base::is_id(command.meeting_id())) {
        problems.field(
            "meeting_id",
            "give 1 to 63 lower-case letters, digits and hyphens, such as ppsg-2009-08-25"
        );
    }
    check_kind(problems, command.kind(), context);
    command::check_text(problems, "title", command.title(), command::title_chars_max);
    if (const auto held_on = base::parse_date(command.held_on()); !held_on) {
        problems.field("held_on", held_on.error().message);
    }
    command::check_known_on(problems, command.known_on(), context.recorded_at);
    if (problems.any()) {
        return problems.to_error("The meeting can't be planned");
    }
    const auto name = "meetings/" + command.meeting_id();
    Acts acts;
    auto& planned = *acts.emplace_back(Act{name, {}}).event.mutable_meeting_planned();
    planned.set_kind(command.kind());
    planned.set_title(command.title());
    planned.set_held_on(command.held_on());
    planned.set_ruleset(context.ruleset.name());
    for (const auto* meeting : earlier) {
        meet_deadlines(acts, *meeting, name, base::day_of(context.recorded_at));
    }
    return acts;
}

base::Result<Events> decide(
    const v1::Meeting& state, const v1::CancelMeetingRequest& command, const Context& context
) {
    Problems problems;
    if (const auto fit = require_running(problems, state, command.etag(), context); !fit) {
        return fit.error();
    }
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    command::check_known_on(problems, command.known_on(), context.recorded_at);
    if (problems.any()) {
        return problems.to_error("The meeting can't be called off");
    }
    v1::Event event;
    event.mutable_meeting_cancelled()->set_reasons(command.reasons());
    return Events{std::move(event)};
}

}  // namespace ladder::meetings

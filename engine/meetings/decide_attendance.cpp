// Who is there, and who takes no part in an item.
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/meetings/authorise.hpp"

namespace ladder::meetings {

namespace {

using command::Problems;

constexpr int attendance_max = 200;

// Who attends as what, by the kind of the meeting.
void check_capacity(
    Problems& problems,
    const std::string& at,
    const v1::Attendance& one,
    const v1::MeetingKindDefinition& kind,
    const Context& context
) {
    const auto& capacity = one.person().capacity();
    const auto field = at + ".person.capacity";
    if (context.ruleset.role(capacity) == nullptr) {
        problems.field(
            field,
            fmt::format("'{}' is not a role of {}", capacity.substr(0, 80), context.ruleset.name())
        );
        return;
    }
    const bool member = command::contains(kind.members(), capacity) || capacity == kind.chair();
    if (one.kind() == v1::ATTENDANCE_KIND_CHAIR && capacity != kind.chair()) {
        problems.field(
            field,
            fmt::format(
                "the chair of {} is taken by {}",
                kind.title(),
                command::role_words(context.ruleset, kind.chair())
            )
        );
    } else if (one.kind() == v1::ATTENDANCE_KIND_MEMBER && !member) {
        problems.field(
            field,
            fmt::format(
                "{} is no member of {}; its members are {}. Record the person as invited",
                command::role_words(context.ruleset, capacity),
                kind.title(),
                command::roles_words(context.ruleset, kind.members())
            )
        );
    }
}

void check_one(
    Problems& problems,
    const std::string& at,
    const v1::Attendance& one,
    const v1::MeetingKindDefinition& kind,
    const Context& context
) {
    command::check_text(
        problems, at + ".person.person", one.person().person(), command::person_chars_max
    );
    if (one.kind() == v1::ATTENDANCE_KIND_UNSPECIFIED || !v1::AttendanceKind_IsValid(one.kind())) {
        problems.field(at + ".kind", "is missing; give chair, member, invited or apologies");
    }
    if (!one.organisation().empty()) {
        command::check_text(
            problems, at + ".organisation", one.organisation(), command::title_chars_max
        );
    }
    check_capacity(problems, at, one, kind, context);
}

bool is_listed(const v1::RecordAttendanceRequest& command, std::string_view person) {
    for (const auto& one : command.attendance()) {
        if (command::same_person(one.person().person(), person)) {
            return true;
        }
    }
    return false;
}

// Somebody who was recused was there: the list goes on telling it.
void check_recused_stay(
    Problems& problems, const v1::Meeting& state, const v1::RecordAttendanceRequest& command
) {
    for (const auto& item : state.items()) {
        for (const auto& recusal : item.recusals()) {
            if (!is_listed(command, recusal.person())) {
                problems.field(
                    "attendance",
                    fmt::format(
                        "{} takes no part in item {}, and is missing from the list",
                        recusal.person(),
                        item.id()
                    )
                );
            }
        }
    }
}

void check_list(
    Problems& problems,
    const v1::RecordAttendanceRequest& command,
    const v1::MeetingKindDefinition& kind,
    const Context& context
) {
    if (command.attendance().empty() || command.attendance_size() > attendance_max) {
        problems.field("attendance", fmt::format("name 1 to {} persons", attendance_max));
    }
    int chairs = 0;
    for (int i = 0; i < command.attendance_size(); ++i) {
        const auto at = fmt::format("attendance[{}]", i);
        const auto& one = command.attendance(i);
        check_one(problems, at, one, kind, context);
        for (int j = 0; j < i; ++j) {
            if (command::same_person(
                    one.person().person(), command.attendance(j).person().person()
                )) {
                problems.field(at + ".person.person", "is listed twice; a person attends once");
                break;
            }
        }
        if (one.kind() == v1::ATTENDANCE_KIND_CHAIR && ++chairs == 2) {
            problems.field(at + ".kind", "there is a chair already; a meeting has one");
        }
    }
}

}  // namespace

base::Result<Events> decide(
    const v1::Meeting& state, const v1::RecordAttendanceRequest& command, const Context& context
) {
    Problems problems;
    if (const auto fit = require_running(problems, state, command.etag(), context); !fit) {
        return fit.error();
    }
    const auto* kind = context.ruleset.meeting_kind(state.kind());
    if (kind == nullptr) {
        problems.conflict(
            fmt::format("{} has no kind of meeting {}", context.ruleset.name(), state.kind())
        );
    } else {
        check_list(problems, command, *kind, context);
    }
    check_recused_stay(problems, state, command);
    command::check_known_on(problems, command.known_on(), context.recorded_at);
    if (problems.any()) {
        return problems.to_error("Attendance can't be recorded");
    }
    v1::Event event;
    *event.mutable_attendance_recorded()->mutable_attendance() = command.attendance();
    return Events{std::move(event)};
}

base::Result<Events> decide(
    const v1::Meeting& state, const v1::RecordRecusalRequest& command, const Context& context
) {
    Problems problems;
    if (const auto fit = require_running(problems, state, command.etag(), context); !fit) {
        return fit.error();
    }
    const auto& recusal = command.recusal();
    command::check_text(problems, "recusal.person", recusal.person(), command::person_chars_max);
    command::check_text(problems, "recusal.reason", recusal.reason(), command::reasons_chars_max);
    command::check_known_on(problems, command.known_on(), context.recorded_at);
    const auto* item = find_item(state, command.item());
    if (item == nullptr) {
        problems.field("item", "the agenda has no such item; name one such as i1");
    } else if (is_recused(*item, recusal.person())) {
        problems.conflict(
            fmt::format("{} takes no part in {} already", recusal.person(), item->id())
        );
    }
    if (!recusal.person().empty() && !attends(state, recusal.person())) {
        problems.conflict(fmt::format(
            "{} does not attend: only who is there can take no part in an item. Record attendance "
            "first",
            recusal.person()
        ));
    }
    if (problems.any()) {
        return problems.to_error("The recusal can't be recorded");
    }
    v1::Event event;
    auto& recorded = *event.mutable_recusal_recorded();
    recorded.set_item(command.item());
    *recorded.mutable_recusal() = recusal;
    return Events{std::move(event)};
}

}  // namespace ladder::meetings

#include "engine/meetings/authorise.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/words.hpp"

namespace ladder::meetings {

base::Result<void> require_current(
    command::Problems& problems,
    const v1::Meeting& state,
    const std::string& etag,
    const Context& context
) {
    if (auto may = command::require_permission(context, v1::PERMISSION_RUN_MEETING); !may) {
        return may;
    }
    return command::require_etag(problems, state, etag, "meeting");
}

base::Result<void> require_running(
    command::Problems& problems,
    const v1::Meeting& state,
    const std::string& etag,
    const Context& context
) {
    if (auto current = require_current(problems, state, etag, context); !current) {
        return current;
    }
    if (state.state() == v1::MEETING_STATE_CLOSED) {
        return base::Error{
            base::Code::failed_precondition,
            fmt::format(
                "{} was closed on {}. What its minutes say can be corrected with CorrectMinutes; "
                "what it decided is corrected in the case",
                state.name(),
                command::date_words(state.closed_on())
            ),
            {}};
    }
    if (state.state() == v1::MEETING_STATE_CANCELLED) {
        return base::Error{
            base::Code::failed_precondition,
            fmt::format("{} was called off; plan another meeting", state.name()),
            {}};
    }
    return {};
}

const v1::AgendaItem* find_item(const v1::Meeting& state, std::string_view id) {
    const auto& items = state.items();
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id() == id; });
    return found == items.end() ? nullptr : &*found;
}

const v1::Attendance* find_attendance(const v1::Meeting& state, std::string_view person) {
    const auto& all = state.attendance();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) {
        return command::same_person(one.person().person(), person);
    });
    return found == all.end() ? nullptr : &*found;
}

bool attends(const v1::Meeting& state, std::string_view person) {
    const auto* found = find_attendance(state, person);
    return found != nullptr && found->kind() != v1::ATTENDANCE_KIND_APOLOGIES;
}

bool is_recused(const v1::AgendaItem& item, std::string_view person) {
    return std::any_of(item.recusals().begin(), item.recusals().end(), [&](const auto& recusal) {
        return command::same_person(recusal.person(), person);
    });
}

}  // namespace ladder::meetings

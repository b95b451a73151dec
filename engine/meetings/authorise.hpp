// On which state of a meeting a command is decided, and who is there: asked before anything is.
#pragma once

#include <string>
#include <string_view>

#include "engine/command/problems.hpp"
#include "engine/meetings/meeting.hpp"

namespace ladder::meetings {

inline constexpr std::size_t minutes_chars_max = 200'000;

// The caller may run meetings, and the meeting is at the etag that its user saw. A missing etag is
// a problem of the field. Errors: unauthenticated; permission_denied; aborted with StaleEtag.
[[nodiscard]] base::Result<void> require_current(
    command::Problems& problems,
    const v1::Meeting& state,
    const std::string& etag,
    const Context& context
);

// As require_current, and the meeting is neither closed nor called off. Errors: also
// failed_precondition.
[[nodiscard]] base::Result<void> require_running(
    command::Problems& problems,
    const v1::Meeting& state,
    const std::string& etag,
    const Context& context
);

// Null if the agenda has no such item.
const v1::AgendaItem* find_item(const v1::Meeting& state, std::string_view id);

// The entry of a person in the list of attendance; null if there is none.
const v1::Attendance* find_attendance(const v1::Meeting& state, std::string_view person);

// Whether the person is there: in the list, and not with apologies.
bool attends(const v1::Meeting& state, std::string_view person);

// Whether the person takes no part in the item.
bool is_recused(const v1::AgendaItem& item, std::string_view person);

}  // namespace ladder::meetings

// What happens when a deadline has passed: it is recorded once, and a task is raised. Never a move.
#pragma once

#include <string_view>

#include "engine/base/dates.hpp"
#include "engine/command/context.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/diary/diary.hpp"

namespace ladder::diary {

// Whether a deadline has passed by `today` and nobody has recorded it: pending, due before,
// unfired.
bool has_passed(const v1::Deadline& deadline, base::Date today);

// The events of a deadline that was due on `due_on` and has passed; none if it is not there, is due
// on another day by now, or has not passed. A duty fires like any other.
command::Events fire(
    const DiaryView& diary,
    std::string_view id,
    std::string_view due_on,
    base::Date today,
    const definition::Ruleset& ruleset
);

}  // namespace ladder::diary

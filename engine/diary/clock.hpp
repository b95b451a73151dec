// The clock of a deadline: stopped, started again, computed anew.
#pragma once

#include <string_view>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/diary.pb.h"

namespace ladder::diary {

// A deadline's definition in a ruleset, or where that has none of its id what the deadline itself
// keeps: its title, no window, no calendar.
v1::DeadlineDefinition definition_of(
    const v1::Deadline& deadline, const definition::Ruleset& ruleset
);

// The day due after the clock stood still from `paused_on` to `resumed_on`: as many working days
// later where the rule counts working days, else as many days, rolled if the definition says so.
// Errors: those of the calendar.
[[nodiscard]] base::Result<base::Date> due_after_pause(
    const v1::Deadline& deadline,
    base::Date due_on,
    base::Date paused_on,
    base::Date resumed_on,
    const definition::Ruleset& ruleset
);

// The day due by the deadline's own rule from its own first day, and by the calendar of `ruleset`:
// what it stood still is added again, and days that were named since are dropped.
// Errors: failed_precondition if it has no rule; those of the calendar.
[[nodiscard]] base::Result<base::Date> computed_anew(
    const v1::Deadline& deadline, const definition::Ruleset& ruleset
);

}  // namespace ladder::diary

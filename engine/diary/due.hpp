// When things are due: computed by a definition's rule and calendar, or named within its window.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/calendar.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/definition.pb.h"
#include "ladder/v1/diary.pb.h"

namespace ladder::diary {

// "20 working days", "1 month".
std::string span_words(const v1::Span& span);

// "england-and-wales@2027": how deadlines keep the calendar they were computed by.
std::string calendar_name(const v1::CalendarDefinition& calendar);

// The calendar of a deadline's working days; without one, Saturdays and Sundays alone don't count.
// Errors: internal if the ruleset has no such calendar (check() sees to it).
[[nodiscard]] base::Result<base::Calendar> calendar_of(
    const v1::DeadlineDefinition& definition, const definition::Ruleset& ruleset
);

// The day so long after `from`. Errors: those of the calendar.
[[nodiscard]] base::Result<base::Date> later(
    base::Date from, const v1::Span& span, const base::Calendar& calendar
);

// The day due by the definition's rule, rolled to a working day if it says so. Errors: those of
// the calendar; failed_precondition if the definition leaves the day open.
[[nodiscard]] base::Result<base::Date> due_by_rule(
    const v1::DeadlineDefinition& definition, base::Date from, const base::Calendar& calendar
);

// The first day on which something due on a day is due soon. Errors: those of the calendar.
[[nodiscard]] base::Result<base::Date> due_soon(
    const v1::DeadlineDefinition& definition, base::Date due_on, const base::Calendar& calendar
);

// The days that may be named for a deadline.
struct Window {
    base::Date first;
    std::optional<base::Date> last;  // nothing: any later day
};

// The window of a deadline counted from a day. Errors: those of the calendar.
[[nodiscard]] base::Result<Window> window_of(
    const v1::DeadlineDefinition& definition, base::Date from, const base::Calendar& calendar
);

// A named day lies within the window. Errors: failed_precondition with a FieldViolation of `field`
// that tells the window and what it is counted from; those of the calendar.
[[nodiscard]] base::Result<void> check_window(
    const v1::DeadlineDefinition& definition,
    base::Date from,
    base::Date named,
    const base::Calendar& calendar,
    std::string_view field
);

// What a deadline is set from.
struct DeadlineOrder {
    const v1::DeadlineDefinition& definition;
    base::Date from;
    std::string named;        // the day that is named (ISO); empty: computed
    std::string named_field;  // the field that names it, for refusals
    std::string key;
    std::string set_by;
};

// The deadline with all that an order gives it; its id is left to the caller. A named day stands as
// it is named. Errors: invalid_argument for a day that is none; those above.
[[nodiscard]] base::Result<v1::Deadline> make_deadline(
    const DeadlineOrder& order, const definition::Ruleset& ruleset
);

}  // namespace ladder::diary

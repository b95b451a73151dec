// Calendars: holidays in order, each once, within the days that the calendar tells of.
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "engine/base/dates.hpp"
#include "engine/definition/checks.hpp"

namespace ladder::definition {

namespace {

std::optional<base::Date> day_of_calendar(
    const Scope& scope, const std::string& text, const std::string& path
) {
    const auto day = base::parse_date(text);
    if (!day) {
        scope.findings.error(path, day.error().message, "give a day");
        return std::nullopt;
    }
    return *day;
}

bool is_weekend(base::Date day) {
    const std::chrono::weekday weekday{day};
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

void check_holidays(
    const Scope& scope,
    const v1::CalendarDefinition& calendar,
    std::optional<base::Date> first,
    std::optional<base::Date> last,
    const std::string& path
) {
    std::optional<base::Date> before;
    for (int i = 0; i < calendar.holidays_size(); ++i) {
        const auto& text = calendar.holidays(i).date();
        const auto place = at(path, "holidays", i) + ".date";
        const auto day = day_of_calendar(scope, text, place);
        if (!day) {
            continue;
        }
        if ((first && *day < *first) || (last && *day > *last)) {
            scope.findings.error(
                place,
                fmt::format("{} lies outside {} to {}", text, calendar.from(), calendar.to()),
                "take it out, or let the calendar reach further"
            );
        }
        if (is_weekend(*day)) {
            scope.findings.error(
                place,
                fmt::format("{} is a Saturday or Sunday, which never count", text),
                "give its substitute day"
            );
        }
        if (before && *day <= *before) {
            scope.findings.error(
                place,
                fmt::format("{} does not come after {}", text, base::to_string(*before)),
                "list each holiday once, in order of date"
            );
        }
        before = day;
    }
}

}  // namespace

void check_calendars(const Scope& scope) {
    const auto& calendars = scope.ruleset.definition().calendars();
    for (int i = 0; i < calendars.size(); ++i) {
        const auto& calendar = calendars.Get(i);
        const auto path = at("calendars", i);
        require_text(scope, calendar.version(), path + ".version", "the version");
        require_text(scope, calendar.source(), path + ".source", "the source of the holidays");
        const auto first = day_of_calendar(scope, calendar.from(), path + ".from");
        const auto last = day_of_calendar(scope, calendar.to(), path + ".to");
        if (first && last && *last < *first) {
            scope.findings.error(
                path + ".to",
                fmt::format("{} is before {}", calendar.to(), calendar.from()),
                "give the last day that the calendar tells of"
            );
        }
        check_holidays(scope, calendar, first, last, path);
    }
}

}  // namespace ladder::definition

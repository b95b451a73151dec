#include "engine/diary/due.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

namespace ladder::diary {

namespace {

constexpr int due_soon_working_days_default = 5;

std::string_view unit_word(v1::TimeUnit unit) {
    switch (unit) {
        case v1::TIME_UNIT_WORKING_DAYS:
            return "working day";
        case v1::TIME_UNIT_WEEKS:
            return "week";
        case v1::TIME_UNIT_MONTHS:
            return "month";
        default:  // the generated enum is open
            return "day";
    }
}

base::Error refused(std::string_view field, std::string description) {
    auto error = base::field_error(std::string{field}, std::move(description));
    error.code = base::Code::failed_precondition;
    return error;
}

std::string limit_words(base::Date day, bool given, const v1::Span& span) {
    return given ? fmt::format("{} ({})", base::to_string(day), span_words(span))
                 : base::to_string(day);
}

// "2009-09-22 (20 working days) to 2009-11-25 (3 months)".
std::string window_words(const v1::DeadlineDefinition& definition, const Window& window) {
    const auto first = limit_words(window.first, definition.has_floor(), definition.floor());
    return window.last
               ? fmt::format(
                     "{} to {}", first, limit_words(*window.last, true, definition.ceiling())
                 )
               : fmt::format("{} or later", first);
}

base::Result<base::Date> day_due(const DeadlineOrder& order, const base::Calendar& calendar) {
    if (order.named.empty()) {
        return due_by_rule(order.definition, order.from, calendar);
    }
    const auto named = base::parse_date(order.named);
    if (!named) {
        return base::field_error(order.named_field, named.error().message);
    }
    if (const auto fits =
            check_window(order.definition, order.from, *named, calendar, order.named_field);
        !fits) {
        return fits.error();
    }
    return *named;
}

}  // namespace

std::string span_words(const v1::Span& span) {
    return fmt::format(
        "{} {}{}", span.count(), unit_word(span.unit()), span.count() == 1 ? "" : "s"
    );
}

std::string calendar_name(const v1::CalendarDefinition& calendar) {
    return calendar.id() + "@" + calendar.version();
}

base::Result<base::Calendar> calendar_of(
    const v1::DeadlineDefinition& definition, const definition::Ruleset& ruleset
) {
    if (definition.calendar().empty()) {
        return base::Calendar::weekdays();
    }
    const auto broken = [&](std::string_view what) {
        return base::Error{
            base::Code::internal,
            fmt::format("{}: the calendar '{}' {}", ruleset.name(), definition.calendar(), what),
            {}};
    };
    const auto* calendar = ruleset.calendar(definition.calendar());
    if (calendar == nullptr) {
        return broken("does not exist");
    }
    const auto first = base::parse_date(calendar->from());
    const auto last = base::parse_date(calendar->to());
    std::vector<base::Date> holidays;
    for (const auto& holiday : calendar->holidays()) {
        if (const auto date = base::parse_date(holiday.date())) {
            holidays.push_back(*date);
        }
    }
    if (!first || !last || holidays.size() != static_cast<std::size_t>(calendar->holidays_size())) {
        return broken("holds a day that is none");
    }
    return base::Calendar{calendar_name(*calendar), *first, *last, std::move(holidays)};
}

base::Result<base::Date> later(
    base::Date from, const v1::Span& span, const base::Calendar& calendar
) {
    switch (span.unit()) {
        case v1::TIME_UNIT_WORKING_DAYS:
            return calendar.add_working_days(from, span.count());
        case v1::TIME_UNIT_WEEKS:
            return from + std::chrono::weeks{span.count()};
        case v1::TIME_UNIT_MONTHS: {
            // To the same day of the month, not from a last day to a last day.
            const std::chrono::year_month_day day{from};
            const auto moved = std::chrono::year_month{day.year(), day.month()} +
                               std::chrono::months{span.count()};
            const std::chrono::year_month_day_last end{moved / std::chrono::last};
            return day.day() > end.day() ? base::Date{end} : base::Date{moved / day.day()};
        }
        default:  // the generated enum is open
            return from + std::chrono::days{span.count()};
    }
}

base::Result<base::Date> due_by_rule(
    const v1::DeadlineDefinition& definition, base::Date from, const base::Calendar& calendar
) {
    if (!definition.has_due()) {
        return refused(
            "due_on",
            fmt::format(
                "is missing; '{}' has no rule, so its day must be named", definition.title()
            )
        );
    }
    const auto due = later(from, definition.due(), calendar);
    return due && definition.roll() ? calendar.roll(*due) : due;
}

base::Result<base::Date> due_soon(
    const v1::DeadlineDefinition& definition, base::Date due_on, const base::Calendar& calendar
) {
    const auto before = definition.due_soon_working_days() == 0
                            ? due_soon_working_days_default
                            : definition.due_soon_working_days();
    return calendar.add_working_days(due_on, -before);
}

base::Result<Window> window_of(
    const v1::DeadlineDefinition& definition, base::Date from, const base::Calendar& calendar
) {
    Window window{from + std::chrono::days{1}, std::nullopt};
    if (definition.has_floor()) {
        const auto floor = later(from, definition.floor(), calendar);
        if (!floor) {
            return floor.error();
        }
        window.first = *floor;
    }
    if (definition.has_ceiling()) {
        const auto ceiling = later(from, definition.ceiling(), calendar);
        if (!ceiling) {
            return ceiling.error();
        }
        window.last = *ceiling;
    }
    return window;
}

base::Result<void> check_window(
    const v1::DeadlineDefinition& definition,
    base::Date from,
    base::Date named,
    const base::Calendar& calendar,
    std::string_view field
) {
    const auto window = window_of(definition, from, calendar);
    if (!window) {
        return window.error();
    }
    if (named >= window->first && (!window->last || named <= *window->last)) {
        return {};
    }
    return refused(
        field,
        fmt::format(
            "{} lies outside the window of '{}': {}, counted from {} by the calendar {}",
            base::to_string(named),
            definition.title(),
            window_words(definition, *window),
            base::to_string(from),
            calendar.name()
        )
    );
}

base::Result<v1::Deadline> make_deadline(
    const DeadlineOrder& order, const definition::Ruleset& ruleset
) {
    const auto& definition = order.definition;
    const auto calendar = calendar_of(definition, ruleset);
    if (!calendar) {
        return calendar.error();
    }
    const auto due_on = day_due(order, *calendar);
    if (!due_on) {
        return due_on.error();
    }
    const auto soon_on = due_soon(definition, *due_on, *calendar);
    if (!soon_on) {
        return soon_on.error();
    }
    v1::Deadline deadline;
    deadline.set_definition(definition.id());
    deadline.set_title(definition.title());
    deadline.set_legal_basis(definition.legal_basis());
    deadline.set_from_on(base::to_string(order.from));
    if (order.named.empty()) {
        *deadline.mutable_rule() = definition.due();
    }
    if (!definition.calendar().empty()) {
        deadline.set_calendar(calendar->name());
    }
    deadline.set_due_on(base::to_string(*due_on));
    deadline.set_due_soon_on(base::to_string(*soon_on));
    deadline.set_key(order.key);
    deadline.set_duty(definition.duty());
    deadline.set_set_by(order.set_by);
    return deadline;
}

}  // namespace ladder::diary

#include "engine/registers/fields.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/command/fields.hpp"
#include "engine/command/words.hpp"

namespace ladder::registers {

std::optional<base::Date> date_of(
    command::Problems& problems, const std::string& field, std::string_view text, Need need
) {
    if (text.empty()) {
        if (need == Need::required) {
            problems.field(field, "is missing; write a date such as 2009-08-25");
        }
        return std::nullopt;
    }
    const auto date = base::parse_date(text);
    if (!date) {
        problems.field(field, date.error().message);
        return std::nullopt;
    }
    return *date;
}

std::optional<base::Date> date_until(
    command::Problems& problems,
    const std::string& field,
    std::string_view text,
    Need need,
    base::Date latest,
    std::string_view why
) {
    const auto date = date_of(problems, field, text, need);
    if (date && *date > latest) {
        problems.field(field, fmt::format("{} is after {}", text, why));
    }
    return date;
}

void check_order(
    command::Problems& problems,
    const std::string& field,
    std::optional<base::Date> later,
    std::string_view earlier_field,
    std::optional<base::Date> earlier
) {
    if (later && earlier && *later < *earlier) {
        problems.field(
            field,
            fmt::format(
                "{} is before {} ({})",
                base::to_string(*later),
                earlier_field,
                base::to_string(*earlier)
            )
        );
    }
}

void check_optional_text(
    command::Problems& problems,
    const std::string& field,
    std::string_view text,
    std::size_t chars_max
) {
    if (!text.empty()) {
        command::check_text(problems, field, text, chars_max);
    }
}

v1::Marking marking_of(
    command::Problems& problems,
    const std::string& field,
    v1::Marking given,
    v1::Marking least,
    std::string_view whose
) {
    least = or_unmarked(least);
    if (given == v1::MARKING_UNSPECIFIED) {
        return least;
    }
    if (!v1::Marking_IsValid(given)) {
        problems.field(field, "is no marking; give one such as MARKING_RESTRICTED");
    } else if (given < least) {
        problems.field(
            field,
            fmt::format(
                "{} is lower than the marking of {}, {}",
                marking_words(given),
                whose,
                marking_words(least)
            )
        );
    }
    return given;
}

std::string marking_words(v1::Marking marking) {
    auto words = v1::Marking_Name(or_unmarked(marking)).substr(std::string_view{"MARKING_"}.size());
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

v1::Marking or_unmarked(v1::Marking marking) {
    return marking == v1::MARKING_UNSPECIFIED ? v1::MARKING_NOT_PROTECTIVELY_MARKED : marking;
}

base::Date known_day(
    command::Problems& problems, std::string_view known_on, base::Instant recorded_at
) {
    const auto today = base::day_of(recorded_at);
    return date_until(
               problems,
               "known_on",
               known_on,
               Need::optional,
               today,
               fmt::format("today ({})", base::to_string(today))
    )
        .value_or(today);
}

}  // namespace ladder::registers

#include "engine/diary/diary_fields.hpp"

#include <fmt/format.h>

namespace ladder::diary {

std::optional<base::Date> past_day(
    command::Problems& problems, std::string_view field, const std::string& text, base::Date today
) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto day = base::parse_date(text);
    if (!day) {
        problems.field(std::string{field}, day.error().message);
        return std::nullopt;
    }
    if (*day > today) {
        problems.field(
            std::string{field},
            fmt::format("{} lies in the future: today is {} (UTC)", text, base::to_string(today))
        );
        return std::nullopt;
    }
    return *day;
}

base::Error no_such_item(std::string_view what, std::string_view name) {
    return {
        base::Code::not_found, fmt::format("there is no {} '{}'", what, name.substr(0, 200)), {}};
}

}  // namespace ladder::diary

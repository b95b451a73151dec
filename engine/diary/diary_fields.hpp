// Checks of fields that commands on diaries share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/dates.hpp"
#include "engine/command/problems.hpp"

namespace ladder::diary {

inline constexpr std::size_t key_chars_max = 200;

// A day of the past or today, or nothing: it is not given, or is wrong and noted.
std::optional<base::Date> past_day(
    command::Problems& problems, std::string_view field, const std::string& text, base::Date today
);

// not_found for an item of a diary. `what` is "deadline" or "task".
base::Error no_such_item(std::string_view what, std::string_view name);

}  // namespace ladder::diary

// Days as calendar programs read them: iCalendar, RFC 5545.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"

namespace ladder::secretariat {

// Something on a day, the whole of it.
struct CalendarDay {
    std::string uid;  // the same for ever
    base::Date on;
    std::string summary;
    std::string description{};  // may have line breaks
    std::string url{};
};

// The calendar: lines end in CR LF and are folded at 75 octets, never within a letter; texts are
// escaped. `stamp` is when it was made.
std::string icalendar(
    std::string_view title, const std::vector<CalendarDay>& days, base::Instant stamp
);

// The secret of "Basic user:secret"; empty for any other value of the header Authorization.
std::string secret_of_basic(std::string_view authorization);

}  // namespace ladder::secretariat

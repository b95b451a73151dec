#include "engine/base/calendar.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace ladder::base {

using std::chrono::days;

Calendar::Calendar(std::string name, Date first, Date last, std::vector<Date> holidays)
    : name_{std::move(name)}, first_{first}, last_{last}, holidays_{std::move(holidays)} {
    std::sort(holidays_.begin(), holidays_.end());
}

Calendar Calendar::weekdays() {
    using namespace std::chrono_literals;
    using std::chrono::December;
    using std::chrono::January;
    return {"weekdays", Date{1900y / January / 1}, Date{2199y / December / 31}, {}};
}

bool Calendar::works(Date date) const {
    const std::chrono::weekday day{date};
    return day != std::chrono::Saturday && day != std::chrono::Sunday &&
           !std::binary_search(holidays_.begin(), holidays_.end(), date);
}

Error Calendar::beyond(Date date) const {
    return {
        Code::failed_precondition,
        fmt::format(
            "the calendar {} tells of working days from {} to {}, and {} lies outside; a newer "
            "version of it may reach further",
            name_,
            to_string(first_),
            to_string(last_),
            to_string(date)
        ),
        {}};
}

Result<bool> Calendar::is_working_day(Date date) const {
    if (!reaches(date)) {
        return beyond(date);
    }
    return works(date);
}

Result<Date> Calendar::add_working_days(Date from, int count) const {
    if (!reaches(from)) {
        return beyond(from);
    }
    const days step{count < 0 ? -1 : 1};
    auto date = from;
    for (auto left = count < 0 ? -static_cast<std::int64_t>(count) : count; left > 0;) {
        date += step;
        if (!reaches(date)) {
            return beyond(date);
        }
        left -= works(date) ? 1 : 0;
    }
    return date;
}

Result<Date> Calendar::roll(Date date) const {
    for (; reaches(date); date += days{1}) {
        if (works(date)) {
            return date;
        }
    }
    return beyond(date);
}

Result<int> Calendar::working_days_between(Date from, Date to) const {
    for (const auto date : {from, to}) {
        if (!reaches(date)) {
            return beyond(date);
        }
    }
    int count = 0;
    for (auto date = from; date < to;) {
        date += days{1};
        count += works(date) ? 1 : 0;
    }
    return count;
}

}  // namespace ladder::base

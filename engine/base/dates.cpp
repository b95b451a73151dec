#include "engine/base/dates.hpp"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace ladder::base {

namespace {

using namespace std::chrono;

constexpr int year_min = 1900;
constexpr int year_max = 2199;

constexpr std::array<std::string_view, 12> month_names{
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"};

bool digits(std::string_view text, int& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && text.front() != '-';
}

}  // namespace

Result<Date> parse_date(std::string_view text) {
    int year = 0;
    int month = 0;
    int day = 0;
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                        digits(text.substr(0, 4), year) && digits(text.substr(5, 2), month) &&
                        digits(text.substr(8, 2), day);
    if (!shaped) {
        return Error{
            Code::invalid_argument,
            fmt::format("'{}' is not a date; write it as 2011-03-31", text.substr(0, 40)),
            {}};
    }
    const year_month_day date{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok() || year < year_min || year > year_max) {
        return Error{
            Code::invalid_argument,
            fmt::format(
                "'{}' is not a day of the calendar between {} and {}", text, year_min, year_max
            ),
            {}};
    }
    return sys_days{date};
}

std::string to_string(Date date) {
    const year_month_day ymd{date};
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(ymd.year()),
        static_cast<unsigned>(ymd.month()),
        static_cast<unsigned>(ymd.day())
    );
}

std::string in_words(Date date) {
    const year_month_day ymd{date};
    return fmt::format(
        "{} {} {}",
        static_cast<unsigned>(ymd.day()),
        month_names[static_cast<unsigned>(ymd.month()) - 1],
        static_cast<int>(ymd.year())
    );
}

Date add_months(Date date, int months) {
    const year_month_day ymd{date};
    const year_month_day_last end_of_month{ymd.year() / ymd.month() / last};
    const auto moved = year_month{ymd.year(), ymd.month()} + std::chrono::months{months};
    const year_month_day_last moved_end{moved / last};
    if (ymd.day() == end_of_month.day() || ymd.day() > moved_end.day()) {
        return sys_days{moved_end};
    }
    return sys_days{moved / ymd.day()};
}

Date day_of(Instant instant) {
    return floor<days>(instant);
}

Instant end_of(Date date) {
    return Instant{date + days{1}} - microseconds{1};
}

std::int64_t to_micros(Instant instant) {
    return instant.time_since_epoch().count();
}

Instant from_micros(std::int64_t micros) {
    return Instant{microseconds{micros}};
}

google::protobuf::Timestamp to_timestamp(Instant instant) {
    const auto whole = floor<seconds>(instant);
    google::protobuf::Timestamp timestamp;
    timestamp.set_seconds(whole.time_since_epoch().count());
    timestamp.set_nanos(static_cast<std::int32_t>(nanoseconds{instant - whole}.count()));
    return timestamp;
}

Result<Instant> from_timestamp(const google::protobuf::Timestamp& timestamp) {
    constexpr auto first = sys_days{year{year_min} / January / 1};
    constexpr auto end = sys_days{year{year_max + 1} / January / 1};
    const sys_seconds whole{seconds{timestamp.seconds()}};
    if (whole < first || whole >= end || timestamp.nanos() < 0 || timestamp.nanos() > 999'999'999) {
        return Error{
            Code::invalid_argument,
            fmt::format("an instant must lie between {} and {}", year_min, year_max),
            {}};
    }
    return Instant{whole} + floor<microseconds>(nanoseconds{timestamp.nanos()});
}

std::string to_string(Instant instant) {
    const auto date = day_of(instant);
    const hh_mm_ss time{instant - date};
    return fmt::format(
        "{}T{:02}:{:02}:{:02}.{:06}Z",
        to_string(date),
        time.hours().count(),
        time.minutes().count(),
        time.seconds().count(),
        time.subseconds().count()
    );
}

}  // namespace ladder::base

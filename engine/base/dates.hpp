// Dates are dates, instants are UTC microseconds. Nothing here reads a clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include <google/protobuf/timestamp.pb.h>

#include "engine/base/result.hpp"

namespace ladder::base {

using Date = std::chrono::sys_days;
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

// Parses "2011-03-31". Years 1900 to 2199.
// Errors: invalid_argument, saying what is wrong and what would be right.
[[nodiscard]] Result<Date> parse_date(std::string_view text);

// "2011-03-31".
std::string to_string(Date date);

// "31 March 2011".
std::string in_words(Date date);

// The date so many months later (or earlier). The last day of a month stays a last day: 29 February
// 2012 less 12 months is 28 February 2011, and 30 June plus 3 months is 30 September.
Date add_months(Date date, int months);

// The UTC day of an instant.
Date day_of(Instant instant);

// The last microsecond of a day: "as known on the day" includes all of it.
Instant end_of(Date date);

std::int64_t to_micros(Instant instant);
Instant from_micros(std::int64_t micros);

google::protobuf::Timestamp to_timestamp(Instant instant);

// Errors: invalid_argument outside the years 1900 to 2199, or with nanos out of range.
[[nodiscard]] Result<Instant> from_timestamp(const google::protobuf::Timestamp& timestamp);

// "2011-03-31T23:59:59.999999Z".
std::string to_string(Instant instant);

}  // namespace ladder::base

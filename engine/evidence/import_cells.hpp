// Cells of an imported row: numbers, dates and how they are quoted in messages.
#pragma once

#include <string>
#include <string_view>

#include <boost/system/result.hpp>

#include "engine/base/dates.hpp"
#include "ladder/v1/definition.pb.h"

namespace ladder::evidence {

// What is wrong with a cell, and what would be right.
struct CellProblem {
    std::string message;
    std::string fix;
};

template <class T>
using Cell = boost::system::result<T, CellProblem>;

struct CellNumber {
    double value = 0;
    int decimals = 0;  // digits written after the point
};

// A number as JSON writes them. Refused: what is no number, NaN and infinity, more than 15
// significant digits, and more than 9e15 in size.
[[nodiscard]] Cell<CellNumber> read_number(std::string_view text);

// An ISO date.
[[nodiscard]] Cell<base::Date> read_date(std::string_view text);

// A year, completed by month and day ("06-30").
[[nodiscard]] Cell<base::Date> read_year(std::string_view text, std::string_view month_and_day);

// The last day of the quarter in which a day lies.
base::Date end_of_quarter(base::Date date);

// The last day of the month in which a day lies.
base::Date end_of_month(base::Date date);

// The day on which a period of this kind that holds `date` could end: `date` itself if it is one.
base::Date fitting_period_end(v1::PeriodKind kind, base::Date date);

// The text in single quotes, cut after 40 characters, without line ends. Valid UTF-8 if `text` is.
std::string in_quotes(std::string_view text);

// The text with U+FFFD for every byte that is no UTF-8 and every control character but tab and line
// feed, cut after `bytes_max`.
std::string printable(std::string_view text, std::size_t bytes_max);

}  // namespace ladder::evidence

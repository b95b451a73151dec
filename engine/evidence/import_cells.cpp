// How cells are read: strictly, since a figure that was guessed can't be told from one published.
#include "engine/evidence/import_cells.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <system_error>

#include <fmt/format.h>

#include "engine/evidence/csv.hpp"

namespace ladder::evidence {
namespace {

// Doubles hold every decimal of 15 digits apart, and every whole number up to 2^53
// (about 9.007e15).
constexpr int significant_digits_max = 15;
constexpr double size_max = 9e15;
constexpr std::size_t quoted_characters_max = 40;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

CellProblem not_a_number(std::string_view text) {
    return {
        fmt::format("{} is not a number", in_quotes(text)),
        "write digits, with a point before decimals and no separators, such as 7241.5; leave the "
        "cell empty if the figure was not published"};
}

// How a number is written.
struct Shape {
    bool valid = false;
    int digits = 0;  // without leading zeros, and without those that end a fraction
    int decimals = 0;
};

Shape shape_of(std::string_view text) {
    Shape shape;
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const auto whole = at;
    int zeros = 0;  // at the end of the fraction so far
    const auto take = [&](bool fraction) {
        for (; at < text.size() && is_digit(text[at]); ++at) {
            shape.digits += shape.digits > 0 || text[at] != '0' ? 1 : 0;
            if (fraction) {
                ++shape.decimals;
                zeros = text[at] == '0' ? zeros + 1 : 0;
            }
        }
    };
    take(false);
    if (at == whole) {
        return shape;
    }
    if (at < text.size() && text[at] == '.') {
        const auto fraction = ++at;
        take(true);
        if (at == fraction) {
            return shape;
        }
        shape.digits -= std::min(zeros, shape.digits);
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        at += at < text.size() && (text[at] == '-' || text[at] == '+') ? 1U : 0U;
        const auto exponent = at;
        at = static_cast<std::size_t>(
            std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_digit) -
            text.begin()
        );
        if (at == exponent) {
            return shape;
        }
    }
    shape.valid = at == text.size();
    return shape;
}

}  // namespace

Cell<CellNumber> read_number(std::string_view text) {
    const auto shape = shape_of(text);
    if (!shape.valid) {
        return not_a_number(text);
    }
    if (shape.digits > significant_digits_max) {
        return CellProblem{
            fmt::format("{} has more than {} digits", in_quotes(text), significant_digits_max),
            fmt::format("round it to at most {} significant digits", significant_digits_max)};
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range || std::abs(value) > size_max) {
        return CellProblem{
            fmt::format("{} is too large or too small to be a figure", in_quotes(text)),
            "write a number between -9e15 and 9e15, with the unit that the indicator has"};
    }
    if (error != std::errc{} || end != text.data() + text.size()) {
        return not_a_number(text);
    }
    return CellNumber{value + 0.0, shape.decimals};  // + 0.0: no minus zero
}

Cell<base::Date> read_date(std::string_view text) {
    auto date = base::parse_date(text);
    if (!date) {
        return CellProblem{
            fmt::format("{} is not a date", in_quotes(text)),
            "write a day of the calendar as year-month-day, such as 2011-03-31"};
    }
    return *date;
}

Cell<base::Date> read_year(std::string_view text, std::string_view month_and_day) {
    if (text.size() == 4 && std::all_of(text.begin(), text.end(), is_digit)) {
        if (auto date = base::parse_date(fmt::format("{}-{}", text, month_and_day))) {
            return *date;
        }
    }
    return CellProblem{
        fmt::format("{} is not a year", in_quotes(text)),
        "write a year of four digits, such as 2011"};
}

base::Date end_of_month(base::Date date) {
    const std::chrono::year_month_day day{date};
    return base::Date{day.year() / day.month() / std::chrono::last};
}

base::Date end_of_quarter(base::Date date) {
    const std::chrono::year_month_day day{date};
    const auto month = (static_cast<unsigned>(day.month()) + 2) / 3 * 3;
    return base::Date{day.year() / std::chrono::month{month} / std::chrono::last};
}

base::Date fitting_period_end(v1::PeriodKind kind, base::Date date) {
    switch (kind) {
        case v1::PERIOD_KIND_ROLLING_YEAR:
        case v1::PERIOD_KIND_QUARTER:
            return end_of_quarter(date);
        case v1::PERIOD_KIND_YEAR:
            return end_of_month(date);
        default:  // protobuf's enums are open; a state on a day may be on any
            return date;
    }
}

std::string in_quotes(std::string_view text) {
    std::string shown = "'";
    std::size_t characters = 0;
    for (const char c : text) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (begins && ++characters > quoted_characters_max) {
            shown += "...";
            break;
        }
        shown += c == '\n' || c == '\r' ? ' ' : c;
    }
    return shown += "'";
}

std::string printable(std::string_view text, std::size_t bytes_max) {
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string shown;
    while (!text.empty() && shown.size() < bytes_max) {
        const auto valid = std::min(first_invalid_utf8(text), text.size());
        for (const char c : text.substr(0, valid)) {
            const auto byte = static_cast<unsigned char>(c);
            const bool begins = (byte & 0xC0U) != 0x80U;
            if (begins && shown.size() >= bytes_max) {
                return shown;
            }
            if ((byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F) {
                shown += replacement;
            } else {
                shown += c;
            }
        }
        text.remove_prefix(valid);
        if (!text.empty()) {
            shown += replacement;
            text.remove_prefix(1);
        }
    }
    return shown;
}

}  // namespace ladder::evidence

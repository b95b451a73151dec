// Cells: numbers, dates and the ends of periods.
#include "engine/evidence/import_cells.hpp"

#include <optional>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace ladder::evidence {
namespace import_cells_test {

struct NumberCase {
    std::string name;
    std::string text;
    std::optional<double> value;
};

class Number : public testing::TestWithParam<NumberCase> {};

TEST_P(Number, IsReadExactlyOrRefused) {
    const auto number = read_number(GetParam().text);
    ASSERT_EQ(number.has_value(), GetParam().value.has_value());
    if (number) {
        EXPECT_EQ(number->value, *GetParam().value);
    } else {
        EXPECT_FALSE(number.error().message.empty());
        EXPECT_FALSE(number.error().fix.empty());
    }
}

// clang-format off
const NumberCase number_cases[]{
    {"whole", "7241", 7241.0},
    {"negative", "-21", -21.0},
    {"fraction", "24.9", 24.9},
    {"trailing_zero", "3429.50", 3429.5},
    {"leading_zero", "007", 7.0},
    {"minus_zero", "-0", 0.0},
    {"exponent", "1.5e3", 1500.0},
    {"small_exponent", "2E-3", 0.002},
    {"fifteen_digits", "0.123456789012345", 0.123456789012345},
    {"sixteen_digits", "0.1234567890123456", {}},
    {"zeros_that_end_a_fraction_do_not_count", "0.50000000000000000000", 0.5},
    {"fifteen_nines", "999999999999999", 999999999999999.0},
    {"just_the_limit", "9e15", 9e15},
    {"just_over_the_limit", "9.00000000000001e15", {}},
    {"just_under_the_limit_below", "-9.00000000000001e15", {}},
    {"overflow", "1e400", {}},
    {"underflow", "1e-400", {}},
    {"nan", "nan", {}},
    {"infinity", "inf", {}},
    {"minus_infinity", "-INF", {}},
    {"hexadecimal", "0x1p3", {}},
    {"thousands", "7,241", {}},
    {"spaced", " 7241", {}},
    {"spaced_after", "7241 ", {}},
    {"plus", "+24", {}},
    {"bare_point", ".", {}},
    {"no_whole_part", ".5", {}},
    {"no_fraction", "5.", {}},
    {"no_exponent", "5e", {}},
    {"no_exponent_digits", "5e+", {}},
    {"two_points", "1.2.3", {}},
    {"minus_alone", "-", {}},
    {"two_minuses", "--1", {}},
    {"empty", "", {}},
    {"words", "n/a", {}},
    {"arabic_digits", "\xD9\xA1\xD9\xA2", {}},
    {"per_cent", "24.9%", {}},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, Number, testing::ValuesIn(number_cases), [](const auto& test) {
    return test.param.name;
});

TEST(NumberProperty, WholeNumbersOfFifteenDigitsComeBackAsWritten) {
    rc::check([] {
        const auto whole =
            *rc::gen::inRange<std::int64_t>(-999'999'999'999'999, 999'999'999'999'999);
        const auto number = read_number(std::to_string(whole));
        RC_ASSERT(number.has_value());
        RC_ASSERT(static_cast<std::int64_t>(number->value) == whole);
    });
}

TEST(Number, CountsItsDecimals) {
    EXPECT_EQ(read_number("45")->decimals, 0);
    EXPECT_EQ(read_number("45.10")->decimals, 2);
}

TEST(Year, IsCompletedByMonthAndDay) {
    EXPECT_EQ(base::to_string(*read_year("2008", "06-30")), "2008-06-30");
    EXPECT_FALSE(read_year("2008", "06-31"));
    for (const auto* text : {"", "208", "20080", "2o08", "-208", "2008-06-30", "1899"}) {
        EXPECT_FALSE(read_year(text, "06-30")) << text;
    }
}

struct PeriodCase {
    std::string name;
    v1::PeriodKind kind;
    std::string date;
    std::string fitting;
};

class PeriodEnd : public testing::TestWithParam<PeriodCase> {};

TEST_P(PeriodEnd, FitsTheKindOfPeriod) {
    const auto date = *read_date(GetParam().date);
    EXPECT_EQ(base::to_string(fitting_period_end(GetParam().kind, date)), GetParam().fitting);
}

// clang-format off
const PeriodCase period_cases[]{
    {"quarter_end", v1::PERIOD_KIND_QUARTER, "2011-03-31", "2011-03-31"},
    {"quarter_day_before", v1::PERIOD_KIND_QUARTER, "2011-03-30", "2011-03-31"},
    {"quarter_month_after", v1::PERIOD_KIND_QUARTER, "2011-04-30", "2011-06-30"},
    {"rolling_december", v1::PERIOD_KIND_ROLLING_YEAR, "2011-11-30", "2011-12-31"},
    {"year_any_month", v1::PERIOD_KIND_YEAR, "2011-08-31", "2011-08-31"},
    {"year_leap_day", v1::PERIOD_KIND_YEAR, "2012-02-28", "2012-02-29"},
    {"point_any_day", v1::PERIOD_KIND_POINT, "2011-08-17", "2011-08-17"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, PeriodEnd, testing::ValuesIn(period_cases), [](const auto& test) {
    return test.param.name;
});

TEST(Printable, ReplacesWhatIsNotText) {
    EXPECT_EQ(
        printable(
            "a\xFF"
            "b",
            100
        ),
        "a\xEF\xBF\xBD"
        "b"
    );
    EXPECT_EQ(
        printable(std::string_view{"a\0b", 3}, 100),
        "a\xEF\xBF\xBD"
        "b"
    );
    EXPECT_EQ(printable("\xC5\xB5yn\r", 100), "\xC5\xB5yn\xEF\xBF\xBD");
    EXPECT_EQ(printable("abc", 2), "ab");
    EXPECT_EQ(printable("a\xC3\xA9", 2), "a\xC3\xA9");  // never half a character
}

TEST(InQuotes, IsOneShortLine) {
    EXPECT_EQ(in_quotes("a\nb"), "'a b'");
    EXPECT_EQ(in_quotes(std::string(50, 'x')), "'" + std::string(40, 'x') + "...'");
}

}  // namespace import_cells_test
}  // namespace ladder::evidence

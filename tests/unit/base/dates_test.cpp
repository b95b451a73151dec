// Dates and instants: what is read, what is refused, and that printing reads back.
#include "engine/base/dates.hpp"

#include <ostream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ladder::base {
namespace dates_test {

using namespace std::chrono;

Date date(std::string_view text) {
    return parse_date(text).value();
}

TEST(ParseDate, ReadsTheFirstAndLastDayItKnows) {
    EXPECT_EQ(date("1900-01-01"), sys_days{year{1900} / January / 1});
    EXPECT_EQ(date("2199-12-31"), sys_days{year{2199} / December / 31});
    EXPECT_EQ(date("2012-02-29"), sys_days{year{2012} / February / 29});
}

class NotADate : public testing::TestWithParam<std::string> {};

TEST_P(NotADate, IsRefusedWithWhatWouldBeRight) {
    const auto parsed = parse_date(GetParam());
    ASSERT_FALSE(parsed.has_value());
    EXPECT_EQ(parsed.error().code, Code::invalid_argument);
    EXPECT_NE(parsed.error().message, "");
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    NotADate,
    testing::Values(
        "",
        "2011",
        "2011-3-31",
        "2011-03-3",
        "2011-03-311",
        "31-03-2011",
        "2011/03/31",
        "2011-02-29",
        "2011-00-10",
        "2011-13-10",
        "2011-04-31",
        "2011-04-00",
        "1899-12-31",
        "2200-01-01",
        "-011-03-31",
        "2011--1-31",
        "+011-03-31",
        "2011-03-31 ",
        " 2011-03-31",
        "2011-03-31T00:00:00Z",
        "2011-03-3x",
        std::string("2011-03-3\0", 10),
        std::string(1000, '1')
    )
);

struct Months {
    std::string_view from;
    int months;
    std::string_view to;
};

std::ostream& operator<<(std::ostream& out, const Months& row) {
    return out << row.from << " and " << row.months;
}

class AddMonths : public testing::TestWithParam<Months> {};

TEST_P(AddMonths, KeepsTheLastDayOfAMonth) {
    EXPECT_EQ(to_string(add_months(date(GetParam().from), GetParam().months)), GetParam().to);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    AddMonths,
    testing::Values(
        Months{"2012-02-29", -12, "2011-02-28"},
        Months{"2011-02-28", 12, "2012-02-29"},
        Months{"2011-06-30", 3, "2011-09-30"},
        Months{"2011-03-31", -3, "2010-12-31"},
        Months{"2011-03-31", -1, "2011-02-28"},
        Months{"2011-01-30", 1, "2011-02-28"},
        Months{"2011-01-28", 1, "2011-02-28"},
        Months{"2011-03-15", -3, "2010-12-15"},
        Months{"2011-12-31", 1, "2012-01-31"},
        Months{"2011-03-31", 0, "2011-03-31"},
        Months{"2011-03-30", 0, "2011-03-30"}
    )
);

TEST(InWords, SaysTheDayAsPeopleDo) {
    EXPECT_EQ(in_words(date("2011-03-31")), "31 March 2011");
    EXPECT_EQ(in_words(date("2009-04-01")), "1 April 2009");
}

TEST(EndOf, IsTheLastMicrosecondOfTheDay) {
    EXPECT_EQ(to_string(end_of(date("2011-03-31"))), "2011-03-31T23:59:59.999999Z");
    EXPECT_EQ(day_of(end_of(date("2011-03-31"))), date("2011-03-31"));
    EXPECT_EQ(day_of(end_of(date("2011-03-31")) + microseconds{1}), date("2011-04-01"));
}

TEST(DayOf, FallsBackBeforeTheEpoch) {
    EXPECT_EQ(day_of(Instant{microseconds{-1}}), date("1969-12-31"));
    EXPECT_EQ(to_string(Instant{microseconds{-1}}), "1969-12-31T23:59:59.999999Z");
}

TEST(FromTimestamp, RefusesWhatLiesOutsideTheYearsItKnows) {
    google::protobuf::Timestamp timestamp;
    timestamp.set_seconds(-2'208'988'800);  // 1900-01-01T00:00:00Z
    EXPECT_TRUE(from_timestamp(timestamp).has_value());
    timestamp.set_seconds(-2'208'988'801);
    EXPECT_FALSE(from_timestamp(timestamp).has_value());
    timestamp.set_seconds(7'258'118'399);  // 2199-12-31T23:59:59Z
    EXPECT_TRUE(from_timestamp(timestamp).has_value());
    timestamp.set_seconds(7'258'118'400);
    EXPECT_FALSE(from_timestamp(timestamp).has_value());
    timestamp.set_seconds(0);
    timestamp.set_nanos(999'999'999);
    EXPECT_TRUE(from_timestamp(timestamp).has_value());
    timestamp.set_nanos(1'000'000'000);
    EXPECT_FALSE(from_timestamp(timestamp).has_value());
    timestamp.set_nanos(-1);
    EXPECT_FALSE(from_timestamp(timestamp).has_value());
}

Date any_date() {
    const auto first = date("1900-01-01");
    const auto last = date("2199-12-31");
    return first + days{*rc::gen::inRange(0, static_cast<int>((last - first).count()) + 1)};
}

RC_GTEST_PROP(Dates, PrintAndReadBack, ()) {
    const auto any = any_date();
    RC_ASSERT(parse_date(to_string(any)).value() == any);
}

RC_GTEST_PROP(Dates, SortAsTheirTextDoes, ()) {
    const auto a = any_date();
    const auto b = any_date();
    RC_ASSERT((a < b) == (to_string(a) < to_string(b)));
}

RC_GTEST_PROP(AddMonthsThereAndBack, StaysWithinTheMonth, ()) {
    const auto any = any_date();
    const auto months = *rc::gen::inRange(-600, 600);
    const auto back = add_months(add_months(any, months), -months);
    const year_month_day a{any};
    const year_month_day b{back};
    RC_ASSERT((a.year() == b.year() && a.month() == b.month()));
}

RC_GTEST_PROP(Instants, SurviveTimestampsAndMicros, ()) {
    const auto instant =
        Instant{any_date()} + microseconds{*rc::gen::inRange<std::int64_t>(0, 86'400'000'000)};
    RC_ASSERT(from_timestamp(to_timestamp(instant)).value() == instant);
    RC_ASSERT(from_micros(to_micros(instant)) == instant);
}

}  // namespace dates_test
}  // namespace ladder::base

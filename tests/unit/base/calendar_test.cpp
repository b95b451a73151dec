// Working days: weekends, holidays, the ends of a calendar.
#include "engine/base/calendar.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ladder::base {
namespace calendar_test {

using std::chrono::days;
using testing::HasSubstr;

Date date(std::string_view text) {
    return parse_date(text).value();
}

Calendar christmas() {
    return {
        "test@1",
        date("2009-12-01"),
        date("2010-01-31"),
        {date("2010-01-01"), date("2009-12-28"), date("2009-12-25")}};
}

TEST(Calendar, SaturdaysSundaysAndHolidaysAreNoWorkingDays) {
    const auto calendar = christmas();
    EXPECT_TRUE(calendar.is_working_day(date("2009-12-24")).value());
    EXPECT_FALSE(calendar.is_working_day(date("2009-12-25")).value());
    EXPECT_FALSE(calendar.is_working_day(date("2009-12-26")).value());
    EXPECT_FALSE(calendar.is_working_day(date("2009-12-27")).value());
    EXPECT_FALSE(calendar.is_working_day(date("2009-12-28")).value());
    EXPECT_TRUE(calendar.is_working_day(date("2009-12-29")).value());
}

TEST(Calendar, TheDayCountedFromIsDayNought) {
    const auto calendar = christmas();
    EXPECT_EQ(calendar.add_working_days(date("2009-12-24"), 0).value(), date("2009-12-24"));
    EXPECT_EQ(calendar.add_working_days(date("2009-12-25"), 0).value(), date("2009-12-25"));
    EXPECT_EQ(calendar.add_working_days(date("2009-12-24"), 1).value(), date("2009-12-29"));
    EXPECT_EQ(calendar.add_working_days(date("2009-12-26"), 1).value(), date("2009-12-29"));
    EXPECT_EQ(calendar.add_working_days(date("2009-12-24"), 4).value(), date("2010-01-04"));
    EXPECT_EQ(calendar.add_working_days(date("2010-01-04"), -4).value(), date("2009-12-24"));
}

TEST(Calendar, RollsForwardOnly) {
    const auto calendar = christmas();
    EXPECT_EQ(calendar.roll(date("2009-12-24")).value(), date("2009-12-24"));
    EXPECT_EQ(calendar.roll(date("2009-12-25")).value(), date("2009-12-29"));
}

TEST(Calendar, CountsBetweenDaysWithTheLastAndWithoutTheFirst) {
    const auto calendar = christmas();
    const auto count = [&](std::string_view from, std::string_view to) {
        return calendar.working_days_between(date(from), date(to)).value();
    };
    EXPECT_EQ(count("2009-12-24", "2009-12-24"), 0);
    EXPECT_EQ(count("2009-12-24", "2009-12-28"), 0);
    EXPECT_EQ(count("2009-12-24", "2009-12-29"), 1);
    EXPECT_EQ(count("2009-12-28", "2010-01-04"), 4);
    EXPECT_EQ(count("2010-01-04", "2009-12-28"), 0);
}

TEST(Calendar, TellsNothingBeyondItsEnds) {
    const auto calendar = christmas();
    EXPECT_TRUE(calendar.is_working_day(date("2009-12-01")).has_value());
    EXPECT_TRUE(calendar.is_working_day(date("2010-01-31")).has_value());
    for (const auto outside : {date("2009-11-30"), date("2010-02-01")}) {
        EXPECT_FALSE(calendar.is_working_day(outside).has_value());
        EXPECT_FALSE(calendar.add_working_days(outside, 0).has_value());
        EXPECT_FALSE(calendar.roll(outside).has_value());
        EXPECT_FALSE(calendar.working_days_between(outside, date("2009-12-05")).has_value());
        EXPECT_FALSE(calendar.working_days_between(date("2009-12-05"), outside).has_value());
    }
    EXPECT_FALSE(calendar.roll(date("2010-01-30")).has_value());
    EXPECT_FALSE(calendar.add_working_days(date("2009-12-01"), -1).has_value());
    const auto far = calendar.add_working_days(date("2009-12-01"), 1000);
    ASSERT_FALSE(far.has_value());
    EXPECT_EQ(far.error().code, Code::failed_precondition);
    EXPECT_THAT(
        far.error().message,
        HasSubstr("test@1 tells of working days from 2009-12-01 to 2010-01-31, and 2010-02-01")
    );
}

RC_GTEST_PROP(Calendar, CountingUndoesAdding, ()) {
    const auto calendar = Calendar::weekdays();
    const auto from = date("2009-01-01") + days{*rc::gen::inRange(0, 4000)};
    const auto count = *rc::gen::inRange(0, 300);
    const auto to = calendar.add_working_days(from, count).value();
    RC_ASSERT(calendar.working_days_between(from, to).value() == count);
    RC_ASSERT(count == 0 || calendar.is_working_day(to).value());
    // Back from a working day one arrives where one began, if that was one.
    const auto back = calendar.add_working_days(to, -count).value();
    RC_ASSERT(back == from || !calendar.is_working_day(from).value());
}

}  // namespace calendar_test
}  // namespace ladder::base

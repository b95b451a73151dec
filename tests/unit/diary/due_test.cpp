// Days computed by rules, rolled, and windows, with refusals that tell them.
#include "engine/diary/due.hpp"

#include <gmock/gmock.h>
#include <ostream>

#include <gtest/gtest.h>

#include "tests/unit/diary/sample.hpp"

namespace ladder::diary {
namespace due_test {

using namespace sample;
using testing::HasSubstr;

struct Rule {
    std::string name;
    int count;
    v1::TimeUnit unit;
    std::string from;
    std::string due;
};

std::ostream& operator<<(std::ostream& out, const Rule& rule) {
    return out << rule.name;
}

class Later : public testing::TestWithParam<Rule> {};

TEST_P(Later, CountsByItsUnit) {
    const auto& rule = GetParam();
    v1::Span span;
    span.set_count(rule.count);
    span.set_unit(rule.unit);
    const auto calendar = calendar_of(*ruleset().deadline("response"), ruleset()).value();
    EXPECT_EQ(base::to_string(later(day(rule.from), span, calendar).value()), rule.due);
}

// clang-format off
const Rule rules[]{
    {"working_days",          5,  v1::TIME_UNIT_WORKING_DAYS, "2009-12-23", "2010-01-04"},
    {"no_working_day",        0,  v1::TIME_UNIT_WORKING_DAYS, "2009-12-25", "2009-12-25"},
    {"days",                  5,  v1::TIME_UNIT_DAYS,         "2009-12-23", "2009-12-28"},
    {"weeks",                 6,  v1::TIME_UNIT_WEEKS,        "2009-08-25", "2009-10-06"},
    {"months",                1,  v1::TIME_UNIT_MONTHS,       "2009-08-25", "2009-09-25"},
    {"months_to_a_short_one", 1,  v1::TIME_UNIT_MONTHS,       "2010-01-31", "2010-02-28"},
    {"months_from_a_last_day", 1, v1::TIME_UNIT_MONTHS,       "2010-02-28", "2010-03-28"},
    {"months_over_a_year",    15, v1::TIME_UNIT_MONTHS,       "2009-02-28", "2010-05-28"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, Later, testing::ValuesIn(rules), [](const auto& test) {
    return test.param.name;
});

TEST(Due, RollsToTheNextWorkingDayOnlyWhereTheDefinitionSaysSo) {
    const auto& report = *ruleset().deadline("report");
    const auto calendar = calendar_of(report, ruleset()).value();
    EXPECT_EQ(due_by_rule(report, day("2009-11-25"), calendar).value(), day("2009-12-29"));
    auto unrolled = report;
    unrolled.set_roll(false);
    EXPECT_EQ(due_by_rule(unrolled, day("2009-11-25"), calendar).value(), day("2009-12-25"));
}

TEST(Due, IsSoonSoManyWorkingDaysBefore) {
    const auto& report = *ruleset().deadline("report");  // two
    const auto calendar = calendar_of(report, ruleset()).value();
    EXPECT_EQ(due_soon(report, day("2009-12-29"), calendar).value(), day("2009-12-23"));
    const auto& response = *ruleset().deadline("response");  // five, the default
    EXPECT_EQ(due_soon(response, day("2009-12-29"), calendar).value(), day("2009-12-18"));
}

TEST(Due, WithoutACalendarOnlySaturdaysAndSundaysDontCount) {
    const auto& duty = *ruleset().deadline("duty");
    const auto made = make_deadline({duty, day("2009-12-21"), {}, {}, {}, {}}, ruleset()).value();
    EXPECT_EQ(made.due_on(), "2009-12-28");
    EXPECT_EQ(made.due_soon_on(), "2009-12-21");
    EXPECT_EQ(made.calendar(), "");
    EXPECT_TRUE(made.duty());
}

TEST(Due, AWindowIncludesItsFirstAndLastDay) {
    const auto& review = *ruleset().deadline("review");
    const auto calendar = calendar_of(review, ruleset()).value();
    const auto fits = [&](std::string_view named) {
        return check_window(review, day("2009-08-25"), day(named), calendar, "next_review_on")
            .has_value();
    };
    EXPECT_FALSE(fits("2009-10-05"));
    EXPECT_TRUE(fits("2009-10-06"));
    EXPECT_TRUE(fits("2009-10-20"));
    EXPECT_FALSE(fits("2009-10-21"));
}

TEST(Due, AWindowWithoutLimitsBeginsTheDayAfter) {
    const auto& notice = *ruleset().deadline("notice");
    const auto calendar = calendar_of(notice, ruleset()).value();
    const auto same_day =
        check_window(notice, day("2009-08-25"), day("2009-08-25"), calendar, "due_on");
    ASSERT_FALSE(same_day.has_value());
    EXPECT_THAT(same_day.error().message, HasSubstr("2009-08-26 or later"));
    EXPECT_TRUE(check_window(notice, day("2009-08-25"), day("2100-01-01"), calendar, "due_on"));
}

TEST(Due, ADayThatIsNoneIsRefusedByItsField) {
    const auto made = make_deadline(
        {*ruleset().deadline("notice"), day("2009-08-25"), "soon", "due_on", {}, {}}, ruleset()
    );
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, base::Code::invalid_argument);
    EXPECT_EQ(fields(made.error()), std::vector<std::string>{"field:due_on"});
}

TEST(Due, BeyondTheCalendarNothingIsComputed) {
    const auto made = make_deadline(
        {*ruleset().deadline("response"), day("2010-12-10"), {}, {}, {}, {}}, ruleset()
    );
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, base::Code::failed_precondition);
    EXPECT_THAT(made.error().message, HasSubstr("england-and-wales@2010"));
}

TEST(Due, SpansAreToldInWords) {
    v1::Span span;
    span.set_count(1);
    span.set_unit(v1::TIME_UNIT_MONTHS);
    EXPECT_EQ(span_words(span), "1 month");
    span.set_count(20);
    span.set_unit(v1::TIME_UNIT_WORKING_DAYS);
    EXPECT_EQ(span_words(span), "20 working days");
}

}  // namespace due_test
}  // namespace ladder::diary

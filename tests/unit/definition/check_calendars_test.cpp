// Calendars.
#include <algorithm>
#include <gmock/gmock.h>

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "engine/base/dates.hpp"
#include "engine/definition/check.hpp"
#include "tests/unit/definition/shipped_ruleset.hpp"

namespace ladder::definition {
namespace check_calendars_test {

using std::chrono::days;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

// The findings about calendars of a definition that holds nothing else.
std::vector<std::string> findings(const std::string& calendar) {
    v1::RulesetDefinition definition;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(calendar, &definition));
    std::vector<std::string> found;
    for (const auto& finding : check(definition, {})) {
        if (finding.path.starts_with("calendars")) {
            found.push_back(finding.path + ": " + finding.issue.message());
        }
    }
    return found;
}

const std::string sound = R"(calendars { id: "uk" title: "UK" version: "1" source: "an Act"
    from: "2009-01-01" to: "2009-12-31" )";

TEST(CheckCalendars, ASoundOneHasNoFinding) {
    EXPECT_THAT(
        findings(
            sound + R"(holidays { date: "2009-04-10" })"
                    R"(holidays { date: "2009-04-13" } })"
        ),
        IsEmpty()
    );
}

TEST(CheckCalendars, EveryFaultIsNamedWhereItStands) {
    const auto has = [](const std::string& holidays, const std::string& finding) {
        EXPECT_THAT(findings(sound + holidays + "}"), Contains(HasSubstr(finding)));
    };
    has(R"(holidays { date: "2010-01-01" })",
        "calendars[0].holidays[0].date: 2010-01-01 lies outside 2009-01-01 to 2009-12-31");
    has(R"(holidays { date: "2009-04-11" })", "2009-04-11 is a Saturday or Sunday");
    has(R"(holidays { date: "2009-04-13" } holidays { date: "2009-04-10" })",
        "calendars[0].holidays[1].date: 2009-04-10 does not come after 2009-04-13");
    has(R"(holidays { date: "2009-04-10" } holidays { date: "2009-04-10" })",
        "2009-04-10 does not come after 2009-04-10");
    has(R"(holidays { date: "Easter" })", "'Easter' is not a date");
    EXPECT_THAT(
        findings(R"(calendars { id: "uk" title: "UK" from: "2009-12-31" to: "2009-01-01" })"),
        testing::ElementsAre(
            HasSubstr("calendars[0].version: the version is missing"),
            HasSubstr("calendars[0].source: the source of the holidays is missing"),
            HasSubstr("calendars[0].to: 2009-01-01 is before 2009-12-31")
        )
    );
}

// Easter Sunday by Gauss: another rule than the one by which the data was made.
base::Date easter(int year) {
    const int a = year % 19;
    const int b = year % 4;
    const int c = year % 7;
    const int d = (19 * a + 24) % 30;
    int e = (2 * b + 4 * c + 6 * d + 5) % 7;
    if ((d == 29 && e == 6) || (d == 28 && e == 6 && a > 10)) {
        e -= 7;
    }
    return base::Date{std::chrono::year{year} / std::chrono::March / 22} + days{d + e};
}

class Shipped : public testing::Test {
protected:
    Shipped() {
        loaded = load(shipped_ruleset()).value();
        for (const auto& calendar : loaded.definition.calendars()) {
            for (const auto& holiday : calendar.holidays()) {
                dates.push_back(holiday.date());
            }
        }
    }

    bool holds(base::Date date) const {
        return std::find(dates.begin(), dates.end(), base::to_string(date)) != dates.end();
    }

    Loaded loaded;
    std::vector<std::string> dates;
};

TEST_F(Shipped, HasTheEightRegularHolidaysOfEachYear) {
    using namespace std::chrono;
    for (int y = 2007; y <= 2027; ++y) {
        const year in{y};
        const auto first_weekday_from = [](base::Date date) {
            return date + (weekday{date} == Saturday ? days{2}
                           : weekday{date} == Sunday ? days{1}
                                                     : days{0});
        };
        EXPECT_TRUE(holds(first_weekday_from(base::Date{in / January / 1}))) << y;
        EXPECT_TRUE(holds(easter(y) - days{2})) << y;
        EXPECT_TRUE(holds(easter(y) + days{1})) << y;
        EXPECT_TRUE(holds(y == 2020 ? base::Date{in / May / 8} : base::Date{in / May / Monday[1]}))
            << y;
        const auto spring = y == 2012   ? base::Date{in / June / 4}
                            : y == 2022 ? base::Date{in / June / 2}
                                        : base::Date{in / May / Monday[last]};
        EXPECT_TRUE(holds(spring)) << y;
        EXPECT_TRUE(holds(base::Date{in / August / Monday[last]})) << y;
        // Christmas Day and Boxing Day are two working days off, between the 25th and the 28th.
        int christmas = 0;
        for (unsigned day = 25; day <= 28; ++day) {
            christmas += holds(base::Date{in / December / std::chrono::day{day}}) ? 1 : 0;
        }
        EXPECT_EQ(christmas, 2) << y;
    }
}

TEST_F(Shipped, HasTheSpecialAndMovedHolidaysAndNoOther) {
    for (const auto* special :
         {"2011-04-29", "2012-06-05", "2022-06-03", "2022-09-19", "2023-05-08"}) {
        EXPECT_THAT(dates, Contains(special));
    }
    for (const auto* moved_away : {"2012-05-28", "2020-05-04", "2022-05-30"}) {
        EXPECT_THAT(dates, testing::Not(Contains(moved_away)));
    }
    EXPECT_EQ(dates.size(), 21U * 8U + 5U);
}

TEST_F(Shipped, HasTheSubstituteDays) {
    for (const auto* day :
         {"2009-04-10", "2009-04-13", "2009-12-25", "2009-12-28", "2010-01-01", "2010-04-02",
          "2010-04-05", "2010-12-27", "2010-12-28", "2011-01-03", "2011-12-26", "2011-12-27",
          "2012-01-02", "2016-12-27", "2017-01-02", "2021-12-27", "2021-12-28", "2022-01-03",
          "2022-12-26", "2022-12-27", "2023-01-02", "2026-12-28"}) {
        EXPECT_THAT(dates, Contains(day));
    }
}

}  // namespace check_calendars_test
}  // namespace ladder::definition

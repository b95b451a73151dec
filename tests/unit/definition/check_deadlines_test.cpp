// Deadlines: spans, calendars, roles, reviews.
#include <gmock/gmock.h>

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "engine/definition/check.hpp"

namespace ladder::definition {
namespace check_deadlines_test {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The findings about a deadline with these fields, or about a stage's review.
std::vector<std::string> findings(const std::string& fields, const std::string& more = {}) {
    v1::RulesetDefinition definition;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
        R"(roles { id: "analyst" title: "Analyst" }
           calendars { id: "uk" title: "UK" version: "1" source: "an Act"
                       from: "2009-01-01" to: "2009-12-31" }
           deadlines { id: "answer" title: "The answer" legal_basis: "a letter" )" +
            fields + "}" + more,
        &definition
    ));
    std::vector<std::string> found;
    for (const auto& finding : check(definition, {})) {
        if (finding.path.starts_with("deadlines") ||
            finding.path.find("review_deadline") != std::string::npos) {
            found.push_back(
                finding.path + ": " + finding.issue.message() + "; " + finding.issue.fix()
            );
        }
    }
    return found;
}

TEST(CheckDeadlines, SoundOnesHaveNoFinding) {
    EXPECT_THAT(findings(""), IsEmpty());
    EXPECT_THAT(
        findings(R"(due { count: 20 unit: TIME_UNIT_WORKING_DAYS } calendar: "uk" roll: true
                    floor { count: 20 unit: TIME_UNIT_WORKING_DAYS }
                    ceiling { count: 1 unit: TIME_UNIT_MONTHS }
                    raises_task_for: "analyst" raises_task: "Ask")"),
        IsEmpty()
    );
}

TEST(CheckDeadlines, WhatItRefersToExists) {
    EXPECT_THAT(
        findings(R"(calendar: "ukk" raises_task_for: "analist")"),
        ElementsAre(
            HasSubstr("deadlines[0].calendar: there is no calendar 'ukk'; did you mean 'uk'?"),
            HasSubstr("deadlines[0].raises_task_for: there is no role 'analist'; did you mean")
        )
    );
}

TEST(CheckDeadlines, SpansMakeSense) {
    EXPECT_THAT(findings("due { count: 3 }"), ElementsAre(HasSubstr("due: the span has no unit")));
    EXPECT_THAT(
        findings("due { count: -1 unit: TIME_UNIT_DAYS }"),
        ElementsAre(HasSubstr("due: -1 is no length of time; give 0 to 10000"))
    );
    EXPECT_THAT(
        findings("due { count: 3 unit: TIME_UNIT_WORKING_DAYS }"),
        ElementsAre(HasSubstr("working days are counted without a calendar"))
    );
    EXPECT_THAT(
        findings("roll: true"), ElementsAre(HasSubstr("rolls to a working day without a calendar"))
    );
}

TEST(CheckDeadlines, TheWindowIsInOrder) {
    EXPECT_THAT(
        findings(
            R"(floor { count: 9 unit: TIME_UNIT_WEEKS } ceiling { count: 8 unit: TIME_UNIT_WEEKS })"
        ),
        ElementsAre(HasSubstr("deadlines[0].ceiling: the latest day is before the earliest"))
    );
    EXPECT_THAT(
        findings(
            R"(floor { count: 2 unit: TIME_UNIT_MONTHS } due { count: 50 unit: TIME_UNIT_DAYS })"
        ),
        ElementsAre(HasSubstr("deadlines[0].due: it is due before the earliest day"))
    );
    EXPECT_THAT(
        findings(
            R"(ceiling { count: 1 unit: TIME_UNIT_MONTHS } due { count: 5 unit: TIME_UNIT_WEEKS })"
        ),
        ElementsAre(HasSubstr("deadlines[0].due: it is due after the latest day"))
    );
    // May be in order, according to the month.
    EXPECT_THAT(
        findings(
            R"(floor { count: 30 unit: TIME_UNIT_DAYS } ceiling { count: 1 unit: TIME_UNIT_MONTHS })"
        ),
        IsEmpty()
    );
}

TEST(CheckDeadlines, ATaskHasSomebodyWhoGetsIt) {
    EXPECT_THAT(
        findings(R"(raises_task: "Ask")"),
        ElementsAre(HasSubstr("deadlines[0].raises_task: nobody gets the task"))
    );
}

TEST(CheckDeadlines, TheReviewsOfStagesExist) {
    EXPECT_THAT(
        findings("", R"(ladders { id: "force" title: "Force"
                          stages { id: "a" title: "A" review_deadline: "answr" } })"),
        ElementsAre(HasSubstr(
            "ladders[0].stages[0].review_deadline: there is no deadline 'answr'; did you mean "
            "'answer'?"
        ))
    );
}

}  // namespace check_deadlines_test
}  // namespace ladder::definition

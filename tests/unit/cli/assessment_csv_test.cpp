// Assessments from CSV: places of what is wrong, and refusals of the server told by line.
#include "services/cli/assessment_csv.hpp"

#include <gmock/gmock.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace ladder::cli {
namespace assessment_csv_test {

using testing::ElementsAre;

std::vector<std::string> places(const base::Error& error) {
    std::vector<std::string> words;
    for (const auto& detail : error.details) {
        const auto& issue = std::get<v1::TextIssue>(detail);
        words.push_back(
            fmt::format("{}:{}:{}: {}", issue.file(), issue.line(), issue.column(), issue.message())
        );
    }
    return words;
}

TEST(AssessmentCsv, ReadsColumnsInAnyOrder) {
    const auto rows = read_assessments(
        "ra.csv",
        "body,assessment,assessed_on,grade,direction,score,marking\n"
        "kent,rounded-assessment,2009-03-31,fair,Improved,,restricted\n"
        "\"surrey\",use-of-resources,2009-03-31,,,2.5,\n"
    );
    ASSERT_TRUE(rows) << rows.error().message;
    ASSERT_EQ(rows->assessments.size(), 2U);
    const auto& first = rows->assessments[0];
    EXPECT_EQ(first.body(), "bodies/kent");
    EXPECT_EQ(first.definition(), "rounded-assessment");
    EXPECT_EQ(first.direction(), v1::DIRECTION_OF_TRAVEL_IMPROVED);
    EXPECT_EQ(first.marking(), v1::MARKING_RESTRICTED);
    EXPECT_EQ(rows->assessments[1].score(), 2.5);
    EXPECT_THAT(rows->lines, ElementsAre(2, 3));
}

TEST(AssessmentCsv, NamesEverythingThatIsWrongWithItsPlace) {
    const auto header = read_assessments("ra.csv", "body,grad,body\n");
    ASSERT_FALSE(header);
    EXPECT_THAT(
        places(header.error()),
        ElementsAre(
            "ra.csv:1:6: the column 'grad' is unknown",
            "ra.csv:1:11: the column 'body' is there twice",
            "ra.csv:1:1: the column 'assessment' is missing",
            "ra.csv:1:1: the column 'assessed_on' is missing"
        )
    );
    const auto rows = read_assessments(
        "ra.csv",
        "assessment,body,assessed_on,score,direction\n"
        "use-of-resources,kent,2009-03-31,two,sideways\n"
        "use-of-resources,kent\n"
    );
    ASSERT_FALSE(rows);
    EXPECT_THAT(
        places(rows.error()),
        ElementsAre(
            "ra.csv:2:34: 'two' can't be the score",
            "ra.csv:2:38: 'sideways' can't be the direction",
            "ra.csv:3:1: the row has 2 fields, the header 5"
        )
    );
    EXPECT_FALSE(read_assessments("ra.csv", ""));
}

TEST(AssessmentCsv, TellsRefusalsByLine) {
    v1::FieldViolation grade, known_on;
    grade.set_field("assessments[1].grade");
    grade.set_description("'fine' is no grade");
    known_on.set_field("known_on");
    const auto error =
        at_lines({base::Code::invalid_argument, "refused", {grade, known_on}}, "ra.csv", {2, 5});
    const auto& issue = std::get<v1::TextIssue>(error.details[0]);
    EXPECT_EQ(issue.line(), 5);
    EXPECT_EQ(issue.message(), "grade: 'fine' is no grade");
    EXPECT_EQ(std::get<v1::FieldViolation>(error.details[1]).field(), "known_on");
}

}  // namespace assessment_csv_test
}  // namespace ladder::cli

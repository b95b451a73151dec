// What all reports have in common.
#include <gmock/gmock.h>
#include <set>

#include <gtest/gtest.h>

#include "engine/reports/stages.hpp"
#include "tests/unit/reports/record.hpp"

namespace ladder::reports {
namespace report_test {

class EveryReport : public testing::TestWithParam<int> {
protected:
    v1::ReportKind kind() const { return static_cast<v1::ReportKind>(GetParam()); }
};

TEST_P(EveryReport, SaysThatItIsEmpty) {
    const auto report = run_over(kind(), {});
    EXPECT_TRUE(report.rows.empty());
    EXPECT_FALSE(report.columns.empty());
    EXPECT_THAT(report.notes, testing::Contains(testing::HasSubstr("Nothing is known")));
}

TEST_P(EveryReport, GivesARowAValueForEachColumnAndAKeyOfItsOwn) {
    auto story = Story("a", "2008-01-01").move("high", "2008-06-01", "2009-01-01");
    story.move("low", "2009-01-01").move("middle", "2009-06-01", "2009-10-01");
    story.propose("high", "2009-06-30").deadline("2010-01-01");
    const auto report = run_over(kind(), {story});
    std::set<std::string> keys;
    for (const auto& row : report.rows) {
        EXPECT_EQ(static_cast<std::size_t>(row.values_size()), report.columns.size());
        EXPECT_TRUE(keys.insert(row.key()).second) << row.key();
        EXPECT_TRUE(row.key().starts_with("cases/a-general-1"));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds,
    EveryReport,
    testing::Range(static_cast<int>(v1::REPORT_KIND_INTERVENTIONS), v1::ReportKind_ARRAYSIZE)
);

TEST(Report, OfAnUnknownKindIsEmpty) {
    EXPECT_TRUE(run_over(v1::REPORT_KIND_UNSPECIFIED, {Story("a")}).rows.empty());
}

TEST(Report, TitlesAStageByItsRulesetOrItsId) {
    const auto stage = [](const std::string& ruleset, const std::string& id) {
        return stage_of_case(sample_ruleset, ruleset, "force", id);
    };
    EXPECT_EQ(stage("rulesets/sample@1", "high").title, "High");
    EXPECT_EQ(stage("rulesets/sample@1", "high").rung, 2);
    EXPECT_EQ(stage("rulesets/sample@1", "other").title, "other");
    EXPECT_GT(stage("rulesets/none@1", "high").rung, 2);
}

}  // namespace report_test
}  // namespace ladder::reports

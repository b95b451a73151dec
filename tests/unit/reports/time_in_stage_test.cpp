// How long cases stood at each stage.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/reports/record.hpp"

namespace ladder::reports {
namespace time_in_stage_test {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<Story>& stories() {
    static const std::vector<Story> all{
        Story("a", "2009-01-01").move("high", "2009-05-01").move("low", "2009-05-11"),
        Story("b", "2010-03-01").move("high", "2010-03-11")};
    return all;
}

TEST(TimeInStage, IsCountedToTheLastDayAskedFor) {
    const auto report =
        run_over(v1::REPORT_KIND_TIME_IN_STAGE, stories(), days("2009-04-01", "2010-03-31"));
    EXPECT_THAT(
        rows_of(report, {"since", "until", "days", "stage", "begun_by", "ended_by"}),
        ElementsAre(
            "2009-01-01 2009-05-01 120 low opening d1",
            "2009-05-01 2009-05-11 10 high d1 d2",
            "2009-05-11  324 low d2 ",
            "2010-03-01 2010-03-11 10 low opening d1",
            "2010-03-11  20 high d1 "
        )
    );
    EXPECT_THAT(
        sums_of(report),
        ElementsAre(
            "low.passages=3",
            "low.days=454",
            "low.median_days=120",
            "high.passages=2",
            "high.days=30",
            "high.median_days=15"
        )
    );
    EXPECT_THAT(report.notes, Contains(HasSubstr("counted to 31 March 2010")));
}

TEST(TimeInStage, LeavesOutWhatEndedBeforeAndBeganAfter) {
    const auto report =
        run_over(v1::REPORT_KIND_TIME_IN_STAGE, stories(), days("2009-05-12", "2010-02-28"));
    EXPECT_THAT(rows_of(report, {"since", "stage"}), ElementsAre("2009-05-11 low"));
}

TEST(TimeInStage, CountsWhatEndedOnTheFirstDay) {
    const auto report =
        run_over(v1::REPORT_KIND_TIME_IN_STAGE, stories(), days("2009-05-11", "2010-02-28"));
    EXPECT_THAT(
        rows_of(report, {"since", "stage"}), ElementsAre("2009-05-01 high", "2009-05-11 low")
    );
}

TEST(TimeInStage, IsAskedOfOneBodyOrLadder) {
    auto query = days("", "2010-03-31");
    query.body = "bodies/b";
    EXPECT_THAT(
        rows_of(run_over(v1::REPORT_KIND_TIME_IN_STAGE, stories(), query), {"body", "stage"}),
        ElementsAre("bodies/b low", "bodies/b high")
    );
    query.ladder = "partnership";
    EXPECT_TRUE(run_over(v1::REPORT_KIND_TIME_IN_STAGE, stories(), query).rows.empty());
    query.ladder = "force";
    EXPECT_EQ(run_over(v1::REPORT_KIND_TIME_IN_STAGE, stories(), query).rows.size(), 2U);
}

TEST(TimeInStage, IsAskedOfOneStage) {
    auto query = days("", "2010-03-31");
    query.stage = "high";
    const auto report = run_over(v1::REPORT_KIND_TIME_IN_STAGE, stories(), query);
    EXPECT_THAT(rows_of(report, {"days"}), ElementsAre("10", "20"));
}

}  // namespace time_in_stage_test
}  // namespace ladder::reports

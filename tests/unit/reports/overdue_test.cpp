// Deadlines and reviews that are overdue, told by a day.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/reports/record.hpp"

namespace ladder::reports {
namespace overdue_test {

using testing::ElementsAre;
using testing::IsEmpty;

Report overdue_of(const Story& story, const Query& query = {}) {
    return run_over(v1::REPORT_KIND_OVERDUE, {story}, query);
}

struct DeadlineCase {
    const char* name;
    const char* due_on;
    const char* ended_on;
    const char* paused_on;
    bool overdue;
};

class AtTheDay : public testing::TestWithParam<DeadlineCase> {};

TEST_P(AtTheDay, ADeadlineIsOverdueOrNot) {
    auto story = Story("a").deadline(GetParam().due_on, GetParam().ended_on);
    story.state().mutable_deadlines(0)->set_paused_on(GetParam().paused_on);
    EXPECT_EQ(overdue_of(story).rows.size(), GetParam().overdue ? 1U : 0U);
}

const DeadlineCase deadline_cases[]{
    {"due_before", "2010-03-30", "", "", true},
    {"due_that_day", "2010-03-31", "", "", false},
    {"met_before", "2010-03-01", "2010-02-20", "", false},
    {"met_that_day", "2010-03-01", "2010-03-31", "", false},
    {"met_later", "2010-03-01", "2010-04-02", "", true},
    {"without_a_day", "", "", "", false},
    {"paused", "2010-03-01", "", "2010-02-01", false},
    {"paused_that_day", "2010-03-01", "", "2010-03-31", false},
    {"paused_later", "2010-03-01", "", "2010-04-01", true},
};

INSTANTIATE_TEST_SUITE_P(Table, AtTheDay, testing::ValuesIn(deadline_cases), [](const auto& test) {
    return test.param.name;
});

TEST(Overdue, TellsWhatAndSinceWhen) {
    auto story = Story("a").move("high", "2009-05-01", "2010-03-11").deadline("2010-03-01");
    const auto report = overdue_of(story);
    EXPECT_THAT(
        rows_of(report, {"due_on", "days_overdue", "body", "what", "title", "record", "stage"}),
        ElementsAre(
            "2010-03-01 30 bodies/a deadline A plan cases/a-general-1 high",
            "2010-03-11 20 bodies/a review Review of the case cases/a-general-1 high"
        )
    );
    EXPECT_THAT(sums_of(report), ElementsAre("deadlines=1", "reviews=1"));
    EXPECT_EQ(report.rows[0].key(), "cases/a-general-1/deadlines/l1");
    EXPECT_EQ(report.rows[1].key(), "cases/a-general-1/review");
}

TEST(Overdue, AReviewThatWasHeldIsNot) {
    auto story = Story("a").move("high", "2009-05-01", "2009-11-01");
    story.remain("2009-10-20", "2010-05-01");
    EXPECT_THAT(overdue_of(story).rows, IsEmpty());
    EXPECT_EQ(overdue_of(story, days("", "2010-05-02")).rows.size(), 1U);
}

TEST(Overdue, LooksIntoProceduresAndMeetings) {
    Known known;
    auto& procedure = known.procedures.emplace_back();
    procedure.set_name("procedures/x-1");
    procedure.set_body("bodies/a");
    auto& meeting = known.meetings.emplace_back();
    meeting.set_name("meetings/ppsg-1");
    for (auto* deadlines : {procedure.mutable_deadlines(), meeting.mutable_deadlines()}) {
        auto& deadline = *deadlines->Add();
        deadline.set_id("l1");
        deadline.set_due_on("2010-03-01");
        deadline.set_state(v1::DEADLINE_STATE_PENDING);
    }
    auto query = days("", "2010-03-31");
    query.kind = v1::REPORT_KIND_OVERDUE;
    EXPECT_THAT(
        rows_of(run(query, known, sample_ruleset), {"record"}),
        ElementsAre("meetings/ppsg-1", "procedures/x-1")
    );
    query.body = "bodies/a";
    EXPECT_THAT(
        rows_of(run(query, known, sample_ruleset), {"record"}), ElementsAre("procedures/x-1")
    );
}

TEST(Overdue, AReviewIsFromTheDayAfter) {
    const auto story = Story("a").move("high", "2009-05-01", "2010-03-31");
    EXPECT_THAT(overdue_of(story, days("", "2010-03-31")).rows, IsEmpty());
    EXPECT_EQ(overdue_of(story, days("", "2010-04-01")).rows.size(), 1U);
}

TEST(Overdue, ADeadlineThatBeginsLaterIsNot) {
    auto story = Story("a").deadline("2010-03-01");
    auto& deadline = *story.state().mutable_deadlines(0);
    deadline.set_from_on("2010-04-01");
    EXPECT_THAT(overdue_of(story).rows, IsEmpty());
    deadline.set_from_on("2010-03-31");
    EXPECT_EQ(overdue_of(story).rows.size(), 1U);
}

TEST(Overdue, TellsADutyOfTheLaw) {
    auto story = Story("a").deadline("2010-03-01").deadline("2010-03-02");
    story.state().mutable_deadlines(0)->set_duty(true);
    EXPECT_THAT(rows_of(overdue_of(story), {"duty"}), ElementsAre("yes", "no"));
}

TEST(Overdue, IsAskedOfDaysStageAndLadder) {
    const auto story = Story("a").move("high", "2009-05-01").deadline("2010-03-01");
    auto query = days("2010-03-01", "2010-03-31");
    EXPECT_EQ(overdue_of(story, query).rows.size(), 1U);
    EXPECT_THAT(overdue_of(story, days("2010-03-02", "2010-03-31")).rows, IsEmpty());
    query.stage = "low";
    EXPECT_THAT(overdue_of(story, query).rows, IsEmpty());
    query.stage = "high";
    query.ladder = "force";
    EXPECT_EQ(overdue_of(story, query).rows.size(), 1U);
    query.ladder = "partnership";
    EXPECT_THAT(overdue_of(story, query).rows, IsEmpty());
}

TEST(Overdue, OfMeetingsIsOfNoLadder) {
    Known known;
    auto& meeting = known.meetings.emplace_back();
    meeting.set_name("meetings/ppsg-1");
    meeting.add_deadlines()->set_due_on("2010-03-01");
    auto query = days("", "2010-03-31");
    query.kind = v1::REPORT_KIND_OVERDUE;
    EXPECT_EQ(run(query, known, sample_ruleset).rows.size(), 1U);
    query.ladder = "force";
    EXPECT_THAT(run(query, known, sample_ruleset).rows, IsEmpty());
}

}  // namespace overdue_test
}  // namespace ladder::reports

// Interventions by stage: what counts, when, and how corrections are told.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/reports/record.hpp"

namespace ladder::reports {
namespace interventions_test {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Report interventions_of(std::vector<Story> stories, const Query& query = {}) {
    return run_over(v1::REPORT_KIND_INTERVENTIONS, std::move(stories), query);
}

TEST(Interventions, AreCountedByStageInTheOrderOfTheLadder) {
    const auto report = interventions_of(
        {Story("b").move("high", "2009-12-01").remain("2010-02-01"),
         Story("a").move("middle", "2009-05-01").move("low", "2010-03-31")}
    );
    EXPECT_THAT(
        rows_of(report, {"decided_on", "body", "outcome", "from", "stage", "decider", "capacity"}),
        ElementsAre(
            "2009-05-01 bodies/a moved low middle Ann chief",
            "2009-12-01 bodies/b moved low high Ann chief",
            "2010-02-01 bodies/b kept high high Ann chief",
            "2010-03-31 bodies/a moved middle low Ann chief"
        )
    );
    EXPECT_THAT(sums_of(report), ElementsAre("low=1", "middle=1", "high=2", "total=4"));
    EXPECT_EQ(report.sums[1].title(), "Middle");
    EXPECT_EQ(report.rows[0].key(), "cases/a-general-1/decisions/d1");
}

struct DayCase {
    const char* name;
    const char* day;
    bool counted;
};

class Day : public testing::TestWithParam<DayCase> {};

TEST_P(Day, CountsFromTheFirstToTheLast) {
    const auto report = interventions_of({Story("a").move("high", GetParam().day)});
    EXPECT_EQ(report.rows.size(), GetParam().counted ? 1U : 0U);
}

const DayCase day_cases[]{
    {"before", "2009-03-31", false},
    {"first", "2009-04-01", true},
    {"last", "2010-03-31", true},
    {"after", "2010-04-01", false},
};

INSTANTIATE_TEST_SUITE_P(Table, Day, testing::ValuesIn(day_cases), [](const auto& test) {
    return test.param.name;
});

TEST(Interventions, ClosingAndMigratingAreNone) {
    EXPECT_THAT(
        interventions_of({Story("a").migrate("bottom", "2009-06-01").close("2009-07-01")}).rows,
        IsEmpty()
    );
}

TEST(Interventions, ACorrectedDecisionIsOneDecision) {
    auto story = Story("a").move("high", "2009-05-01").correct("d1", "2009-05-20");
    story.correct("d2", "2009-06-01");
    const auto report = interventions_of({story});
    EXPECT_THAT(
        rows_of(report, {"decided_on", "stage", "corrected_by"}), ElementsAre("2009-05-01 high d3")
    );
    EXPECT_THAT(sums_of(report), ElementsAre("high=1", "total=1"));
    EXPECT_THAT(report.notes, Contains(HasSubstr("1 decision was corrected since")));
}

TEST(Interventions, AreChosenByStageBodyAndLadder) {
    const std::vector<Story> stories{
        Story("a").move("high", "2009-05-01"), Story("b").move("middle", "2009-05-01")};
    const auto chosen = [&](auto change) {
        auto query = days("2009-04-01", "2010-03-31");
        change(query);
        return rows_of(interventions_of(stories, query), {"body"});
    };
    EXPECT_THAT(chosen([](Query& query) { query.stage = "high"; }), ElementsAre("bodies/a"));
    EXPECT_THAT(chosen([](Query& query) { query.body = "bodies/b"; }), ElementsAre("bodies/b"));
    EXPECT_THAT(chosen([](Query& query) { query.ladder = "force"; }), testing::SizeIs(2));
    EXPECT_THAT(chosen([](Query& query) { query.ladder = "authority"; }), IsEmpty());
}

TEST(Interventions, SayThatThereAreNone) {
    const auto report = interventions_of({});
    EXPECT_THAT(sums_of(report), ElementsAre("total=0"));
    EXPECT_THAT(report.notes, ElementsAre(HasSubstr("Nothing is known")));
}

}  // namespace interventions_test
}  // namespace ladder::reports

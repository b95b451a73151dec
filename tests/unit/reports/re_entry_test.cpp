// Cases that came back.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/reports/record.hpp"

namespace ladder::reports {
namespace re_entry_test {

using testing::ElementsAre;
using testing::IsEmpty;

Report returns_of(std::vector<Story> stories, const Query& query = {}) {
    return run_over(v1::REPORT_KIND_RE_ENTRY, std::move(stories), query);
}

TEST(ReEntry, IsOpeningAgainAfterClosing) {
    auto first = Story("a", "2008-01-01").close("2009-03-31");
    auto second = Story("a", "2009-06-01");
    second.state().set_name("cases/a-general-2");
    second.state().set_previous_case("cases/a-general-1");
    const auto report = returns_of({first, second});
    EXPECT_THAT(
        rows_of(report, {"returned_on", "how", "stage", "left_on", "days_between", "case"}),
        ElementsAre("2009-06-01 reopened low 2009-03-31 62 cases/a-general-2")
    );
    EXPECT_THAT(sums_of(report), ElementsAre("reopened=1", "up_again=0", "within_12_months=1"));
}

TEST(ReEntry, IsAMoveUpAfterAMoveDown) {
    auto story = Story("a", "2007-01-01").move("high", "2007-06-01").move("middle", "2008-01-01");
    story.move("low", "2008-03-01").move("middle", "2009-05-01").move("high", "2009-06-01");
    const auto report = returns_of({story});
    // The second move up goes on with the first: it is no return of its own.
    EXPECT_THAT(
        rows_of(report, {"returned_on", "how", "stage", "left_on", "days_between"}),
        ElementsAre("2009-05-01 up_again middle 2008-03-01 426")
    );
    EXPECT_THAT(sums_of(report), ElementsAre("reopened=0", "up_again=1", "within_12_months=0"));
    EXPECT_EQ(report.rows[0].key(), "cases/a-general-1/decisions/d4");
}

TEST(ReEntry, AFirstRiseIsNone) {
    EXPECT_THAT(
        returns_of({Story("a").move("middle", "2009-05-01").move("high", "2009-06-01")}).rows,
        IsEmpty()
    );
}

TEST(ReEntry, ToTheSameRungIsNone) {
    auto story = Story("a", "2008-01-01").move("high", "2008-06-01").move("low", "2009-01-01");
    EXPECT_THAT(returns_of({story.move("low", "2009-06-01")}).rows, IsEmpty());
}

TEST(ReEntry, IsSoonUpToTheTwelvemonth) {
    const auto soon = [](const std::string& again_on) {
        auto story = Story("a", "2008-01-01").move("high", "2008-02-01").move("low", "2008-06-01");
        return sums_of(returns_of({story.move("high", again_on)})).back();
    };
    EXPECT_EQ(soon("2009-06-01"), "within_12_months=1") << "365 days";
    EXPECT_EQ(soon("2009-06-02"), "within_12_months=0");
}

TEST(ReEntry, IsAskedOfDaysStageBodyAndLadder) {
    auto story = Story("a", "2008-01-01").move("high", "2008-02-01").move("low", "2008-06-01");
    story.move("middle", "2009-06-01");
    const auto whole = days("2009-06-01", "2009-06-01");
    const auto count = [&](const auto& narrow) {
        auto query = whole;
        narrow(query);
        return returns_of({story}, query).rows.size();
    };
    EXPECT_EQ(count([](auto&) {}), 1U);
    EXPECT_EQ(count([](auto& query) { query.to = *base::parse_date("2009-05-31"); }), 0U);
    EXPECT_EQ(count([](auto& query) { query = days("2009-06-02", "2010-03-31"); }), 0U);
    EXPECT_EQ(count([](auto& query) { query.stage = "high"; }), 0U);
    EXPECT_EQ(count([](auto& query) { query.stage = "middle"; }), 1U);
    EXPECT_EQ(count([](auto& query) { query.body = "bodies/b"; }), 0U);
    EXPECT_EQ(count([](auto& query) { query.ladder = "partnership"; }), 0U);
}

}  // namespace re_entry_test
}  // namespace ladder::reports

// A case's way from stage to stage, by a day.
#include "engine/reports/passages.hpp"

#include <gmock/gmock.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/unit/reports/record.hpp"

namespace ladder::reports {
namespace passages_test {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> passages_by(const v1::Case& state, const std::string& day) {
    std::vector<std::string> told;
    for (const auto& one : passages_of(state, day)) {
        told.push_back(fmt::format(
            "{} {} {} {}",
            one.stage,
            one.since,
            one.until.empty() ? "-" : one.until,
            key_of(state, one)
        ));
    }
    return told;
}

TEST(Passages, FollowTheMovesOfADay) {
    auto story = Story("a", "2009-01-10").move("high", "2009-05-01").remain("2009-06-01");
    story.move("low", "2009-09-01").close("2009-12-01");
    EXPECT_THAT(
        passages_by(story.state(), "2010-01-01"),
        ElementsAre(
            "low 2009-01-10 2009-05-01 cases/a-general-1",
            "high 2009-05-01 2009-09-01 cases/a-general-1/decisions/d1",
            "low 2009-09-01 2009-12-01 cases/a-general-1/decisions/d3"
        )
    );
    EXPECT_THAT(
        passages_by(story.state(), "2009-08-31"),
        ElementsAre(
            "low 2009-01-10 2009-05-01 cases/a-general-1",
            "high 2009-05-01 - cases/a-general-1/decisions/d1"
        )
    );
    EXPECT_THAT(passages_by(story.state(), "2009-01-09"), IsEmpty());
}

TEST(Passages, GoOnUnderTheNameOfANewRuleset) {
    auto story = Story("a").migrate("bottom", "2009-03-01").move("high", "2009-05-01");
    EXPECT_THAT(
        passages_by(story.state(), "2009-12-31"),
        ElementsAre(
            "bottom 2009-01-10 2009-05-01 cases/a-general-1",
            "high 2009-05-01 - cases/a-general-1/decisions/d2"
        )
    );
}

TEST(Passages, KnowTheReviewThatWasSetLast) {
    auto story = Story("a").move("high", "2009-05-01", "2009-11-01");
    story.remain("2009-10-01", "2010-04-01").close("2010-02-01");
    EXPECT_EQ(next_review_on(story.state(), "2009-04-30"), "");
    EXPECT_EQ(next_review_on(story.state(), "2009-05-01"), "2009-11-01");
    EXPECT_EQ(next_review_on(story.state(), "2009-10-01"), "2010-04-01");
    EXPECT_EQ(next_review_on(story.state(), "2010-02-01"), "");
}

}  // namespace passages_test
}  // namespace ladder::reports

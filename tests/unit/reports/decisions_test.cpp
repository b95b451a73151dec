// Where people and rules part.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/reports/record.hpp"

namespace ladder::reports {
namespace decisions_test {

using testing::ElementsAre;
using testing::IsEmpty;

Report answers_of(const Story& story) {
    return run_over(v1::REPORT_KIND_DECISIONS_AGAINST_PROPOSALS, {story});
}

struct AnswerCase {
    const char* name;
    v1::ProposalState state;
    const char* moved_to;  // by d1, which settles the proposal; empty: no decision
    const char* answer;
};

class Answer : public testing::TestWithParam<AnswerCase> {};

TEST_P(Answer, IsToldOfAProposal) {
    Story story("a");
    const bool decided = *GetParam().moved_to != '\0';
    if (decided) {
        story.move(GetParam().moved_to, "2009-09-01");
        story.last().add_settlements()->set_proposal("p1");
    }
    story.propose("high", "2009-06-30", GetParam().state, decided ? "d1" : "");
    EXPECT_THAT(rows_of(answers_of(story), {"answer"}), ElementsAre(GetParam().answer));
}

const AnswerCase answer_cases[]{
    {"followed", v1::PROPOSAL_STATE_ACCEPTED, "high", "followed"},
    {"accepted_otherwise", v1::PROPOSAL_STATE_ACCEPTED, "middle", "accepted_otherwise"},
    {"declined", v1::PROPOSAL_STATE_DECLINED, "low", "declined"},
    {"open", v1::PROPOSAL_STATE_OPEN, "", "unanswered"},
    {"lapsed", v1::PROPOSAL_STATE_LAPSED, "", "lapsed"},
};

INSTANTIATE_TEST_SUITE_P(Table, Answer, testing::ValuesIn(answer_cases), [](const auto& test) {
    return test.param.name;
});

TEST(Decisions, AMoveThatRestsOnNoProposalIsNamed) {
    auto story = Story("a").move("high", "2009-09-01");
    const auto report = answers_of(story);
    EXPECT_THAT(
        rows_of(report, {"day", "answer", "proposed", "decided", "decision"}),
        ElementsAre("2009-09-01 without_proposal  high d1")
    );
    EXPECT_THAT(sums_of(report), testing::Contains("without_proposal=1"));
}

TEST(Decisions, AMoveThatNamesAProposalAsEvidenceRestsOnIt) {
    auto story = Story("a").propose("high", "2009-01-31").move("high", "2009-09-01");
    story.last().add_evidence("p1");
    EXPECT_THAT(answers_of(story).rows, IsEmpty());  // and the proposal was raised before the year
}

TEST(Decisions, ThatKeepACaseAreNone) {
    EXPECT_THAT(answers_of(Story("a").remain("2009-09-01")).rows, IsEmpty());
}

}  // namespace decisions_test
}  // namespace ladder::reports

// What an evaluation's findings change in a case: every outcome against every state of the record.
#include "engine/casework/reconcile.hpp"

#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace reconcile_test {

using namespace sample;

v1::Finding finding(v1::EpisodeOutcome outcome, const std::string& since = {}) {
    v1::Finding made;
    made.set_body("bodies/gwent");
    made.set_trigger("robbery_up");
    made.set_indicator("recorded_robbery");
    made.set_outcome(outcome);
    made.set_since(since);
    made.set_severity(v1::SEVERITY_CONCERN);
    made.set_proposes("peer_support");
    return made;
}

// "raised p1 2011-03-31", "cleared p1 2011-06-30", "evaluated 2011-06-30".
std::vector<std::string> told(const Events& events) {
    std::vector<std::string> lines;
    for (const auto& event : events) {
        if (event.has_trigger_raised()) {
            lines.push_back(
                "raised " + event.trigger_raised().id() + " " + event.trigger_raised().period_end()
            );
        } else if (event.has_trigger_cleared()) {
            lines.push_back(
                "cleared " + event.trigger_cleared().id() + " " +
                event.trigger_cleared().period_end()
            );
        } else {
            lines.push_back("evaluated " + event.case_evaluated().period_end());
        }
    }
    return lines;
}

Events run(const v1::Case& state, const std::vector<v1::Finding>& findings, std::string_view end) {
    return reconcile(state, findings, day(end), "rulesets/sample@1", "evaluations/e1");
}

struct Row {
    std::string name;
    std::string standing_since;  // empty: nothing stands raised
    v1::EpisodeOutcome outcome;
    std::string since;
    std::vector<std::string> events;
};

class Reconcile : public testing::TestWithParam<Row> {};

TEST_P(Reconcile, BringsTheRecordUpToThePeriod) {
    Desk desk;
    if (!GetParam().standing_since.empty()) {
        desk.raise_trigger("robbery_up", GetParam().standing_since);
    }
    EXPECT_THAT(
        told(run(desk.state, {finding(GetParam().outcome, GetParam().since)}, "2011-03-31")),
        testing::ElementsAreArray(GetParam().events)
    );
}

constexpr auto quiet = v1::EPISODE_OUTCOME_QUIET;
constexpr auto raised = v1::EPISODE_OUTCOME_RAISED;
constexpr auto held = v1::EPISODE_OUTCOME_HELD;
constexpr auto cleared = v1::EPISODE_OUTCOME_CLEARED;
constexpr auto unknown = v1::EPISODE_OUTCOME_UNKNOWN;

const Row rows[]{
    {"quiet_and_nothing_stands", "", quiet, "", {"evaluated 2011-03-31"}},
    {"unknown_and_nothing_stands", "", unknown, "", {"evaluated 2011-03-31"}},
    {"cleared_and_nothing_stands", "", cleared, "2010-12-31", {"evaluated 2011-03-31"}},
    {"raised", "", raised, "2011-03-31", {"raised p1 2011-03-31", "evaluated 2011-03-31"}},
    {"held_since_before_the_first_run",
     "",
     held,
     "2010-09-30",
     {"raised p1 2010-09-30", "evaluated 2011-03-31"}},
    {"held_and_standing", "2010-09-30", held, "2010-09-30", {"evaluated 2011-03-31"}},
    {"held_longer_by_revised_figures", "2010-09-30", held, "2010-06-30", {"evaluated 2011-03-31"}},
    {"held_since_later_is_another_episode",
     "2010-09-30",
     held,
     "2010-12-31",
     {"cleared p1 2010-12-31", "raised p2 2010-12-31", "evaluated 2011-03-31"}},
    {"raised_anew",
     "2010-09-30",
     raised,
     "2011-03-31",
     {"cleared p1 2011-03-31", "raised p2 2011-03-31", "evaluated 2011-03-31"}},
    {"unknown_and_standing", "2010-09-30", unknown, "", {"evaluated 2011-03-31"}},
    {"cleared_and_standing",
     "2010-09-30",
     cleared,
     "2010-09-30",
     {"cleared p1 2011-03-31", "evaluated 2011-03-31"}},
    {"quiet_and_standing",
     "2010-09-30",
     quiet,
     "",
     {"cleared p1 2011-03-31", "evaluated 2011-03-31"}},
    {"outcome_of_a_later_version",
     "2010-09-30",
     static_cast<v1::EpisodeOutcome>(99),
     "",
     {"evaluated 2011-03-31"}},
};

INSTANTIATE_TEST_SUITE_P(Table, Reconcile, testing::ValuesIn(rows), by_name);

TEST(ReconcileAgain, OfTheSamePeriodWithNothingNewRecordsNothing) {
    Desk desk;
    const std::vector<v1::Finding> findings{finding(raised, "2011-03-31")};
    desk.apply_all(run(desk.state, findings, "2011-03-31"));
    EXPECT_THAT(told(run(desk.state, findings, "2011-03-31")), testing::IsEmpty());
    // One period later the record only moves on.
    EXPECT_THAT(
        told(run(desk.state, {finding(held, "2011-03-31")}, "2011-06-30")),
        testing::ElementsAre("evaluated 2011-06-30")
    );
}

TEST(ReconcileAgain, OfTheSamePeriodRecordsWhatRevisedFiguresChange) {
    Desk desk;
    desk.apply_all(run(desk.state, {finding(raised, "2011-03-31")}, "2011-03-31"));
    EXPECT_THAT(
        told(run(desk.state, {finding(quiet)}, "2011-03-31")),
        testing::ElementsAre("cleared p1 2011-03-31", "evaluated 2011-03-31")
    );
}

TEST(ReconcileAgain, OfAnEarlierPeriodIsSuperseded) {
    Desk desk;
    desk.apply_all(run(desk.state, {}, "2011-06-30"));
    EXPECT_THAT(
        told(run(desk.state, {finding(raised, "2011-03-31")}, "2011-03-31")), testing::IsEmpty()
    );
}

TEST(ReconcileRun, PassesOverOtherBodiesAndOtherIndicators) {
    Desk desk;
    desk.raise_trigger("robbery_up", "2010-12-31");
    auto of_another_body = finding(raised, "2011-03-31");
    of_another_body.set_body("bodies/kent");
    auto of_another_indicator = finding(quiet);
    of_another_indicator.set_indicator("recorded_burglary");
    EXPECT_THAT(
        told(run(desk.state, {of_another_body, of_another_indicator}, "2011-03-31")),
        testing::ElementsAre("evaluated 2011-03-31")
    );
}

TEST(ReconcileRun, RaisesManyInOrderUnderIdsOfTheirOwn) {
    Desk desk;
    desk.raise_trigger("asb_up", "2010-12-31");
    auto second = finding(raised, "2011-03-31");
    second.set_indicator("recorded_burglary");
    desk.apply_all(run(desk.state, {finding(raised, "2011-03-31"), second}, "2011-03-31"));
    ASSERT_EQ(desk.state.proposals_size(), 3);
    EXPECT_EQ(desk.state.proposals(1).id(), "p2");
    EXPECT_EQ(desk.state.proposals(2).id(), "p3");
    EXPECT_EQ(desk.state.proposals(2).indicator(), "recorded_burglary");
    EXPECT_EQ(desk.state.proposals(2).evaluation(), "evaluations/e1");
    EXPECT_EQ(desk.state.proposals(2).ruleset(), "rulesets/sample@1");
    EXPECT_EQ(desk.state.proposals(2).state(), v1::PROPOSAL_STATE_OPEN);
    EXPECT_EQ(desk.state.evaluated_to(), "2011-03-31");
    EXPECT_EQ(desk.state.stage(), "self_improvement");
}

TEST(ReconcileRun, KeepsTheExplanationOfTheFindingAndWritesOneWhereThereIsNone) {
    Desk desk;
    auto explained = finding(raised, "2011-03-31");
    explained.mutable_explanation()->set_text("Robbery rose.");
    desk.apply_all(run(desk.state, {explained}, "2011-03-31"));
    EXPECT_EQ(desk.state.proposals(0).raised_because().text(), "Robbery rose.");
    desk.apply_all(run(desk.state, {finding(quiet)}, "2011-06-30"));
    EXPECT_EQ(
        desk.state.proposals(0).cleared_because().text(),
        "By 30 June 2011 the rule stands raised no more."
    );
}

TEST(ReconcileRun, LeavesAClosedCaseAlone) {
    Desk desk;
    desk.act(desk.close(), secretariat());
    EXPECT_THAT(
        told(run(desk.state, {finding(raised, "2011-03-31")}, "2011-03-31")), testing::IsEmpty()
    );
}

// The case before was closed while an episode stood, which its decision declined.
class AfterAClosedCase : public testing::Test {
protected:
    AfterAClosedCase() {
        earlier.apply_all(run(earlier.state, {finding(raised, "2010-12-31")}, "2010-12-31"));
        auto close = earlier.close();
        close.add_settlements()->set_proposal("p1");
        earlier.act(close, secretariat());
        later.state.set_previous_case(earlier.state.name());
    }
    Events run_later(const v1::Finding& each, std::string_view end) {
        return reconcile(
            later.state, {each}, day(end), "rulesets/sample@1", "evaluations/e2", &earlier.state
        );
    }
    Desk earlier;
    Desk later;
};

TEST_F(AfterAClosedCase, TheEpisodeItAnsweredIsNoNews) {
    EXPECT_TRUE(answered_before(finding(held, "2010-12-31"), &earlier.state));
    EXPECT_THAT(
        told(run_later(finding(held, "2010-12-31"), "2011-03-31")),
        testing::ElementsAre("evaluated 2011-03-31")
    );
}

TEST_F(AfterAClosedCase, ALaterEpisodeIsNews) {
    EXPECT_FALSE(answered_before(finding(raised, "2011-03-31"), &earlier.state));
    EXPECT_THAT(
        told(run_later(finding(raised, "2011-03-31"), "2011-03-31")),
        testing::ElementsAre("raised p1 2011-03-31", "evaluated 2011-03-31")
    );
}

TEST_F(AfterAClosedCase, APeriodBeforeItsLastIsSuperseded) {
    EXPECT_THAT(told(run_later(finding(raised, "2010-09-30"), "2010-09-30")), testing::IsEmpty());
}

TEST_F(AfterAClosedCase, TheNextOneOpensNoEarlierThanItClosed) {
    const auto open = [&](std::string_view since) {
        return open_for_evaluation(
                   gwent(),
                   v1::SUBJECT_GENERAL,
                   &earlier.state,
                   ruleset(),
                   day(since),
                   "evaluations/e2"
        )
            .value()
            .case_opened();
    };
    EXPECT_EQ(open("2010-12-31").effective_on(), "2011-01-10");
    EXPECT_EQ(open("2011-03-31").effective_on(), "2011-03-31");
    EXPECT_EQ(open("2011-03-31").previous_case(), "cases/gwent-general-1");
}

TEST(OpenForEvaluation, OpensAtTheFirstStageSinceTheFiguresSaidSo) {
    const auto event = open_for_evaluation(
        gwent(), v1::SUBJECT_GENERAL, nullptr, ruleset(), day("2010-09-30"), "evaluations/e1"
    );
    const auto& opened = event.value().case_opened();
    EXPECT_EQ(opened.stage(), "self_improvement");
    EXPECT_EQ(opened.effective_on(), "2010-09-30");
    EXPECT_EQ(opened.ruleset(), "rulesets/sample@1");
    EXPECT_EQ(opened.previous_case(), "");
}

TEST(OpenForEvaluation, RefusesABodyWithoutALadder) {
    auto board = gwent();
    board.set_kind(v1::BODY_KIND_LCJB);
    const auto event = open_for_evaluation(
        board, v1::SUBJECT_GENERAL, nullptr, ruleset(), day("2010-09-30"), "evaluations/e1"
    );
    ASSERT_FALSE(event.has_value());
    EXPECT_EQ(event.error().code, base::Code::failed_precondition);
}

}  // namespace reconcile_test
}  // namespace ladder::casework

// Decisions pin the figures of the proposals that they name.
#include "engine/casework/pinned.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/casework/gate.hpp"
#include "engine/command/describe.hpp"
#include "tests/unit/casework/desk.hpp"

namespace ladder::casework {
namespace pinned_test {

using namespace sample;
using testing::ElementsAre;

void add_input(
    v1::Judgement& judgement, std::string_view body, std::string_view end, std::int32_t revision
) {
    auto& input = *judgement.add_inputs();
    input.set_indicator("recorded_robbery");
    input.set_body(std::string{body});
    input.set_period_end(std::string{end});
    input.set_value(9043);
    input.set_revision(revision);
    input.set_published_on("2011-07-14");
}

// p1 rests on two figures, one of them twice, and a chart's point; p2 on a later one.
Desk with_proposals() {
    Desk desk;
    desk.ready_for_peer_support();
    desk.raise_trigger("robbery_up", "2010-12-31");
    desk.raise_trigger("burglary_up", "2010-12-31");
    auto& first = *desk.state.mutable_proposals(0)->mutable_raised_because();
    auto& whole = *first.add_parts();
    add_input(*whole.add_parts()->mutable_judgement(), "bodies/gwent", "2010-12-31", 1);
    auto& again = *whole.add_parts()->mutable_judgement();
    add_input(again, "bodies/gwent", "2010-12-31", 1);
    add_input(again, "bodies/dyfed-powys", "2010-12-31", 2);
    auto& charted = *whole.add_parts()->mutable_chart()->add_points()->mutable_input();
    charted.set_indicator("recorded_burglary");
    charted.set_body("bodies/gwent");
    charted.set_period_end("2010-09-30");
    charted.set_revision(3);
    add_input(
        *desk.state.mutable_proposals(1)->mutable_raised_because()->mutable_judgement(),
        "bodies/gwent",
        "2011-03-31",
        1
    );
    return desk;
}

std::vector<std::string> pinned_by(const v1::Decision& decision) {
    std::vector<std::string> pinned;
    for (const auto& figure : decision.figures()) {
        pinned.push_back(
            figure.body() + " " + figure.period_end() + " r" + std::to_string(figure.revision())
        );
    }
    return pinned;
}

v1::Decision decided(const Desk& desk, const v1::RecordDecisionRequest& command) {
    auto around = Surroundings{};
    const auto body = gwent();
    around.body = &body;
    around.evidence_position = 17;
    const Context context{ruleset(), hmcic(), desk.now, around};
    return casework::decide(desk.state, command, context)
        .value()
        .front()
        .decision_recorded()
        .decision();
}

TEST(PinnedFigures, AreThoseOfTheProposalsNamedAsEvidence) {
    const auto desk = with_proposals();
    auto command = desk.move("peer_support");
    command.add_evidence("p1");
    const auto decision = decided(desk, command);
    EXPECT_THAT(
        pinned_by(decision),
        ElementsAre(
            "bodies/gwent 2010-09-30 r3",
            "bodies/dyfed-powys 2010-12-31 r2",
            "bodies/gwent 2010-12-31 r1"
        )
    );
    EXPECT_EQ(decision.figures(2).published_on(), "2011-07-14");
    EXPECT_EQ(decision.figures(2).value(), 9043);
    EXPECT_EQ(decision.evidence_position(), 17);
}

TEST(PinnedFigures, AreThoseOfTheProposalsSettled) {
    const auto desk = with_proposals();
    auto command = desk.move("peer_support");
    auto& settled = *command.add_settlements();
    settled.set_proposal("p2");
    settled.set_accepted(true);
    EXPECT_THAT(pinned_by(decided(desk, command)), ElementsAre("bodies/gwent 2011-03-31 r1"));
}

TEST(PinnedFigures, AreNoneWithoutAProposal) {
    const auto desk = with_proposals();
    const auto decision = decided(desk, desk.move("peer_support"));
    EXPECT_TRUE(decision.figures().empty());
    EXPECT_EQ(decision.evidence_position(), 17);
}

TEST(PinnedFigures, StandInTheCaseAndAreCountedInItsRecord) {
    auto desk = with_proposals();
    auto command = desk.move("peer_support");
    command.add_evidence("p1");
    desk.act(command, hmcic());
    EXPECT_EQ(desk.state.decisions(0).figures_size(), 3);
    EXPECT_THAT(
        command::describe(
            desk.record.back().event.has_decision_recorded()
                ? desk.record.back().event
                : desk.record[desk.record.size() - 2].event
        ),
        testing::HasSubstr("; it rests on 3 figures, as then known.")
    );
    v1::CorrectDecisionRequest correct;
    correct.set_decision("d1");
    correct.set_reasons("Better words.");
    correct.add_evidence("p2");
    desk.act(correct, hmcic());
    EXPECT_THAT(pinned_by(desk.state.decisions(1)), ElementsAre("bodies/gwent 2011-03-31 r1"));
}

// Decisions were recorded before they pinned anything.
TEST(PinnedFigures, AreNotNeededToFoldAnOldDecision) {
    auto desk = with_proposals();
    v1::Event event;
    auto& decision = *event.mutable_decision_recorded()->mutable_decision();
    decision.set_id("d1");
    decision.set_outcome(v1::DECISION_OUTCOME_REMAIN);
    decision.set_to_stage("self_improvement");
    decision.set_effective_on("2011-01-10");
    desk.apply_all({event});
    EXPECT_EQ(desk.state.decisions_size(), 1);
    EXPECT_TRUE(desk.state.decisions(0).figures().empty());
    EXPECT_THAT(command::describe(event), testing::EndsWith("10 January 2011."));
}

TEST(GateText, SaysFromWhenATimeIsMet) {
    Desk desk;
    v1::Condition condition;
    condition.mutable_time_at_stage()->set_at_least_days(28);
    const Surroundings nothing;
    const auto decider = hmcic();
    const Circumstances asked{
        &desk.state, ruleset(), nothing, "peer_support", decider, day("2011-01-20")};
    EXPECT_EQ(
        explain(condition, asked, "condition").text(),
        "At the present stage for 10 days, since 10 January 2011; at least 28 needed. Met from 7 "
        "February 2011 on."
    );
}

}  // namespace pinned_test
}  // namespace ladder::casework

// Folding events: total, in place, and the only code that changes a case.
#include <google/protobuf/util/message_differencer.h>

#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace apply_test {

using namespace sample;
using google::protobuf::util::MessageDifferencer;

Recorded recorded_at(std::int64_t version) {
    return Recorded{
        40 + version,
        version,
        base::Instant{day("2011-03-04")} + std::chrono::hours{9},
        hmcic(),
        day("2011-02-01"),
        true};
}

TEST(Apply, OfAnyEventMovesVersionEtagAndWhoChangedItLast) {
    // A kind of another aggregate, and none at all.
    v1::Event none;
    v1::Event other;
    other.mutable_evaluation_run()->set_name("evaluations/2011-03-31-1");
    for (const auto& event : {none, other}) {
        Desk desk;
        auto expected = desk.state;
        apply(desk.state, event, recorded_at(2));
        expected.set_version(2);
        expected.set_etag("v2");
        *expected.mutable_updated_by() = hmcic();
        *expected.mutable_updated_at() = base::to_timestamp(recorded_at(2).recorded_at);
        EXPECT_TRUE(MessageDifferencer::Equals(desk.state, expected)) << desk.state.DebugString();
    }
}

TEST(Apply, OfAnEventThatNamesNothingInTheCaseChangesNothingElse) {
    v1::Event closed;
    closed.mutable_concern_closed()->set_id("c9");
    v1::Event withdrawn;
    withdrawn.mutable_fact_withdrawn()->set_id("f9");
    v1::Event cleared;
    cleared.mutable_trigger_cleared()->set_id("p9");
    for (const auto& event : {closed, withdrawn, cleared}) {
        Desk desk;
        auto expected = desk.state;
        apply(desk.state, event, recorded_at(2));
        apply(expected, v1::Event{}, recorded_at(2));
        EXPECT_TRUE(MessageDifferencer::Equals(desk.state, expected)) << describe(event);
    }
}

TEST(Apply, OpensTheCaseUnderTheNameOfItsBodyAndSubject) {
    const Desk desk;
    EXPECT_EQ(desk.state.name(), "cases/gwent-general-1");
    EXPECT_EQ(desk.state.body(), "bodies/gwent");
    EXPECT_EQ(desk.state.subject(), v1::SUBJECT_GENERAL);
    EXPECT_EQ(desk.state.ladder(), "police-force");
    EXPECT_EQ(desk.state.ruleset(), "rulesets/sample@1");
    EXPECT_EQ(desk.state.stage(), "self_improvement");
    EXPECT_EQ(desk.state.stage_since(), "2011-01-10");
    EXPECT_EQ(desk.state.opened_on(), "2011-01-10");
    EXPECT_EQ(desk.state.version(), 1);
    EXPECT_EQ(desk.state.etag(), "v1");
}

TEST(Apply, KeepsTheNameThatItsStreamGaveIt) {
    v1::Case state;
    state.set_name("cases/short-1");
    apply(state, Desk{}.record.front().event, recorded_at(1));
    EXPECT_EQ(state.name(), "cases/short-1");
}

TEST(Apply, GivesADecisionWhatTheJournalKnowsOfIt) {
    Desk desk;
    v1::Event event;
    auto& decision = *event.mutable_decision_recorded()->mutable_decision();
    decision.set_id("d1");
    decision.set_outcome(v1::DECISION_OUTCOME_MOVE);
    decision.set_to_stage("peer_support");
    decision.set_effective_on("2011-02-01");
    decision.set_next_review_on("2011-05-01");
    apply(desk.state, event, recorded_at(2));
    const auto& kept = desk.state.decisions(0);
    EXPECT_EQ(kept.position(), 42);
    EXPECT_EQ(kept.known_on(), "2011-02-01");
    EXPECT_TRUE(kept.entered_later());
    EXPECT_EQ(kept.recorded_by().person(), hmcic().person());
    EXPECT_EQ(base::from_timestamp(kept.recorded_at()).value(), recorded_at(2).recorded_at);
    EXPECT_EQ(desk.state.stage(), "peer_support");
    EXPECT_EQ(desk.state.stage_since(), "2011-02-01");
    EXPECT_EQ(desk.state.stage_version(), 2);
    EXPECT_EQ(desk.state.next_review_on(), "2011-05-01");
}

TEST(Apply, KeepsADecisionOfAnOutcomeThatALaterVersionWrote) {
    Desk desk;
    v1::Event event;
    auto& decision = *event.mutable_decision_recorded()->mutable_decision();
    decision.set_id("d1");
    decision.set_outcome(static_cast<v1::DecisionOutcome>(99));
    decision.set_to_stage("direction");
    apply(desk.state, event, recorded_at(2));
    EXPECT_EQ(desk.state.decisions_size(), 1);
    EXPECT_EQ(desk.state.stage(), "self_improvement");
}

TEST(Apply, OfAClearedTriggerLapsesOnlyWhatNobodyAnswered) {
    Desk desk;
    desk.raise_trigger("robbery_up", "2010-12-31");
    desk.raise_trigger("burglary_up", "2010-12-31");
    auto command = desk.remain();
    command.add_settlements()->set_proposal("p1");
    desk.act(command, hmcic());
    for (const auto* id : {"p1", "p2"}) {
        v1::Event event;
        event.mutable_trigger_cleared()->set_id(id);
        event.mutable_trigger_cleared()->set_period_end("2011-03-31");
        event.mutable_trigger_cleared()->mutable_because()->set_text("It fell.");
        desk.apply_all({event});
    }
    EXPECT_EQ(desk.state.proposals(0).state(), v1::PROPOSAL_STATE_DECLINED);
    EXPECT_EQ(desk.state.proposals(0).decision(), "d1");
    EXPECT_EQ(desk.state.proposals(1).state(), v1::PROPOSAL_STATE_LAPSED);
    for (const auto& proposal : desk.state.proposals()) {
        EXPECT_EQ(proposal.cleared_on(), "2011-03-31");
        EXPECT_EQ(proposal.cleared_because().text(), "It fell.");
    }
}

TEST(Summary, IsTheHeadOfTheCase) {
    Desk desk;
    desk.raise_concern();
    desk.raise_concern();
    v1::CloseConcernRequest close;
    close.set_concern("c1");
    close.set_reasons("It fell.");
    desk.act(close, analyst());
    desk.raise_trigger("robbery_up", "2010-12-31");
    desk.raise_trigger("burglary_up", "2010-12-31");
    auto command = desk.remain();
    command.add_settlements()->set_proposal("p2");
    desk.act(command, hmcic());
    const auto summary = summary_of(desk.state);
    EXPECT_EQ(summary.name(), desk.state.name());
    EXPECT_EQ(summary.body(), desk.state.body());
    EXPECT_EQ(summary.subject(), desk.state.subject());
    EXPECT_EQ(summary.ladder(), desk.state.ladder());
    EXPECT_EQ(summary.ruleset(), desk.state.ruleset());
    EXPECT_EQ(summary.stage(), desk.state.stage());
    EXPECT_EQ(summary.stage_since(), desk.state.stage_since());
    EXPECT_EQ(summary.next_review_on(), "2011-03-11");
    EXPECT_EQ(summary.closed_on(), "");
    EXPECT_EQ(summary.open_concerns(), 1);
    EXPECT_EQ(summary.open_proposals(), 1);
    EXPECT_EQ(summary.version(), 7);
    EXPECT_EQ(summary.etag(), "v7");
}

TEST(HeadOf, IsTheCaseWithoutItsLists) {
    v1::Case state;
    const auto* type = state.GetDescriptor();
    const auto* reflection = state.GetReflection();
    v1::Case expected;
    for (int i = 0; i < type->field_count(); ++i) {
        const auto* field = type->field(i);
        for (auto* filled : {&state, &expected}) {
            if (field->is_repeated()) {
                if (filled == &state && field->message_type() != nullptr) {
                    reflection->AddMessage(filled, field);
                }
            } else if (field->message_type() != nullptr) {
                reflection->MutableMessage(filled, field);
            } else if (field->type() == google::protobuf::FieldDescriptor::TYPE_STRING) {
                reflection->SetString(filled, field, field->name());
            } else if (field->type() == google::protobuf::FieldDescriptor::TYPE_INT64) {
                reflection->SetInt64(filled, field, field->number());
            } else {
                reflection->SetEnumValue(filled, field, 1);
            }
        }
    }
    state.add_linked_cases("cases/south-general-1");
    EXPECT_EQ(head_of(state).DebugString(), expected.DebugString());
}

}  // namespace apply_test
}  // namespace ladder::casework

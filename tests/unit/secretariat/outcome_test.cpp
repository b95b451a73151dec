// What came of an item: from the form to the command, and back.
#include "services/console/secretariat/outcome.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::secretariat {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const UsualActions usual{"ppsg_secretariat", "Invite them", "Commission a review"};

v1::Case kent() {
    v1::Case about;
    about.set_body("bodies/kent");
    about.set_stage("watching_brief");
    about.add_proposals()->set_id("p1");
    about.add_proposals()->set_id("p2");
    about.add_concerns()->set_id("c1");
    return about;
}

console::Form form_of(std::string_view query) {
    const auto form = console::Form::parse(query);
    EXPECT_TRUE(form);
    return *form;
}

v1::ItemOutcome outcome_from(std::string_view query, const v1::Case* about) {
    std::vector<std::string> slots;
    return outcome_of(form_of(query), about, usual, slots);
}

TEST(Outcome, IsADecisionInItsDecidersName) {
    const auto about = kent();
    const auto outcome = outcome_from(
        "decision=move%3Apublic_letter&decider=denis%40hmic%7Chmcic&reasons=Because"
        "&evidence=p1&evidence=c1&other_evidence=Letter+of+May%0D%0A%0D%0A++documents%2Fx+"
        "&next_review_on-day=1&next_review_on-month=6&next_review_on-year=2010"
        "&settle-p1=accept&settle-p2=&exceptional_reason=Urgent&override_gate=g&override_reason=Why"
        "&note=Said",
        &about
    );
    ASSERT_EQ(outcome.decisions_size(), 1);
    const auto& decision = outcome.decisions(0).decision();
    EXPECT_EQ(decision.outcome(), v1::DECISION_OUTCOME_MOVE);
    EXPECT_EQ(decision.to_stage(), "public_letter");
    EXPECT_EQ(decision.decider().person(), "denis@hmic");
    EXPECT_EQ(decision.decider().capacity(), "hmcic");
    EXPECT_THAT(decision.evidence(), ElementsAre("p1", "c1", "Letter of May", "documents/x"));
    EXPECT_EQ(decision.next_review_on(), "2010-06-01");
    ASSERT_EQ(decision.settlements_size(), 1);
    EXPECT_EQ(decision.settlements(0).proposal(), "p1");
    EXPECT_TRUE(decision.settlements(0).accepted());
    ASSERT_EQ(decision.overrides_size(), 1);
    EXPECT_EQ(decision.overrides(0).reason(), "Why");
    EXPECT_EQ(outcome.note(), "Said");
}

TEST(Outcome, DecidesNothingWhereNothingIsDecidedOrNoCaseIsThere) {
    const auto about = kent();
    EXPECT_THAT(outcome_from("decision=none&reasons=x", &about).decisions(), IsEmpty());
    EXPECT_THAT(outcome_from("reasons=x", &about).decisions(), IsEmpty());
    EXPECT_THAT(outcome_from("decision=remain", nullptr).decisions(), IsEmpty());
}

TEST(Outcome, HasTheUsualActionsAndThoseTyped) {
    const auto about = kent();
    std::vector<std::string> slots;
    const auto outcome = outcome_of(
        form_of("usual=review&usual=invite&usual_due-day=2&usual_due-month=1&usual_due-year=2010"
                "&action-2-title=Explain&action-2-role=chief_constable&action-2-body=theirs"
                "&action-3-role=hmi&action-3-body=ours"),
        &about,
        usual,
        slots
    );
    ASSERT_EQ(outcome.actions_size(), 4);
    EXPECT_EQ(outcome.actions(0).title(), "Invite them");
    EXPECT_EQ(outcome.actions(0).role(), "ppsg_secretariat");
    EXPECT_EQ(outcome.actions(0).due_on(), "2010-01-02");
    EXPECT_EQ(outcome.actions(1).title(), "Commission a review");
    EXPECT_EQ(outcome.actions(2).body(), "bodies/kent");
    EXPECT_EQ(outcome.actions(3).title(), "") << "a role without words is told to be wrong";
    EXPECT_EQ(outcome.actions(3).body(), "");
    EXPECT_THAT(slots, ElementsAre("usual", "usual", "action-2", "action-3"));
}

TEST(Outcome, StandsInItsFormAsItWasRecorded) {
    const auto about = kent();
    const auto recorded = outcome_from(
        "decision=remain&decider=denis%40hmic%7Chmcic&reasons=Because&evidence=c1"
        "&other_evidence=Letter&next_review_on-day=1&next_review_on-month=6"
        "&next_review_on-year=2010&settle-p2=decline&action-1-title=Explain&action-1-role=hmi"
        "&action-1-body=theirs&note=Said",
        &about
    );
    std::vector<std::string> slots;
    const auto again = outcome_of(outcome_as_recorded(recorded, &about), &about, usual, slots);
    EXPECT_EQ(again.SerializeAsString(), recorded.SerializeAsString());
}

TEST(Outcome, BringsEachErrorToItsField) {
    base::Error error{base::Code::invalid_argument, "no", {}};
    for (const auto* path :
         {"outcome.decisions[0].decision.reasons",
          "outcome.decisions[0].decision.evidence[2]",
          "outcome.decisions[0].decision.decider.person",
          "outcome.decisions[0].decision.to_stage",
          "outcome.decisions[0].decision.overrides[0].reason",
          "outcome.actions[0].due_on",
          "outcome.actions[1].due_on",
          "outcome.actions[1].title",
          "outcome.note"}) {
        v1::FieldViolation violation;
        violation.set_field(path);
        error.details.emplace_back(violation);
    }
    std::vector<std::string> fields;
    for (const auto& detail : outcome_error(error, {"usual", "action-2"}).details) {
        fields.push_back(std::get<v1::FieldViolation>(detail).field());
    }
    EXPECT_THAT(
        fields,
        ElementsAre(
            "reasons",
            "evidence",
            "decider",
            "decision",
            "override_reason",
            "usual_due",
            "action-2-due",
            "action-2-title",
            "outcome.note"
        )
    );
}

}  // namespace
}  // namespace ladder::secretariat

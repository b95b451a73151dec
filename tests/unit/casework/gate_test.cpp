// Conditions of gates: each atom at, just under and just over, and Kleene's logic above them.
#include "engine/casework/gate.hpp"

#include <google/protobuf/text_format.h>

#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace gate_test {

using namespace sample;

v1::Condition condition(const std::string& text) {
    v1::Condition parsed;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &parsed)) << text;
    return parsed;
}

struct Row {
    std::string name;
    std::string condition;
    v1::Truth truth;
    std::string_view on = "2011-01-20";
};

class Gate : public testing::TestWithParam<Row> {};

// The case stands at self_improvement since the 10th with one concern about crime raised on the
// 10th, one about governance raised on the 12th and closed on the 15th, facts, a recommendation by
// the chair on the 14th and a trigger raised on the 31st of December and never cleared.
Desk busy_desk() {
    Desk desk;
    desk.raise_concern();
    desk.record_fact("grounds_given");  // f1, the 10th
    desk.on("2011-01-12");
    v1::RaiseConcernRequest concern;
    concern.set_title("The authority does not ask");
    concern.set_domain("governance");
    concern.add_evidence("Minutes");
    desk.act(concern, analyst());
    desk.record_fact("represented");  // f2, the 12th
    desk.on("2011-01-14");
    desk.record_fact("considered");  // f3, the 14th
    desk.recommend("peer_support", chair());
    desk.on("2011-01-15");
    v1::CloseConcernRequest close;
    close.set_concern("c2");
    close.set_reasons("It asks.");
    desk.act(close, analyst());
    desk.raise_trigger("robbery_up", "2010-12-31");
    desk.on("2011-01-20");
    return desk;
}

v1::Explanation ask_desk(const std::string& text, std::string_view on, const v1::Body* body) {
    const auto desk = busy_desk();
    const auto decider = hmcic();
    return explain(
        condition(text),
        Circumstances{&desk.state, ruleset(), {body}, "peer_support", decider, day(on)},
        "condition"
    );
}

TEST_P(Gate, IsMetNotMetOrNotKnown) {
    const auto body = gwent();
    const auto explanation = ask_desk(GetParam().condition, GetParam().on, &body);
    EXPECT_EQ(explanation.truth(), GetParam().truth) << explanation.DebugString();
    EXPECT_NE(explanation.text(), "");
}

constexpr auto yes = v1::TRUTH_TRUE;
constexpr auto no = v1::TRUTH_FALSE;
constexpr auto unknown = v1::TRUTH_UNKNOWN;

const Row rows[]{
    // Concerns: one is open on the 20th, two on the 14th, of which one in governance.
    {"concern", "concern {}", yes},
    {"concern_one_of_one", "concern { count: 1 }", yes},
    {"concern_two_of_one", "concern { count: 2 }", no},
    {"concern_two_the_day_before_one_closed", "concern { count: 2 }", yes, "2011-01-14"},
    {"concern_two_the_day_one_closed", "concern { count: 2 }", no, "2011-01-15"},
    {"concern_before_it_was_raised", "concern {}", no, "2011-01-09"},
    {"concern_of_the_domain", "concern { domain: 'crime' }", yes},
    {"concern_of_a_closed_domain", "concern { domain: 'governance' }", no},
    // Facts.
    {"fact", "fact { id: 'grounds_given' }", yes},
    {"fact_on_its_day", "fact { id: 'grounds_given' }", yes, "2011-01-10"},
    {"fact_before_its_day", "fact { id: 'grounds_given' }", no, "2011-01-09"},
    {"fact_never_recorded", "fact { id: 'chief_notified' }", no},
    {"fact_after_another", "fact { id: 'considered' not_before: 'represented' }", yes},
    {"fact_before_another", "fact { id: 'represented' not_before: 'considered' }", no},
    {"fact_with_itself", "fact { id: 'considered' not_before: 'considered' }", yes},
    {"fact_with_one_never_recorded", "fact { id: 'considered' not_before: 'chief_notified' }", yes},
    {"fact_since_the_stage", "fact { id: 'grounds_given' since_stage: true }", yes},
    // Recommendations.
    {"recommended", "recommendation { by: 'chair' }", yes},
    {"recommended_by_one_of_two", "recommendation { by: 'hmcic' by: 'chair' }", yes},
    {"recommended_by_another_role", "recommendation { by: 'hmcic' }", no},
    {"recommended_on_the_day", "recommendation { by: 'chair' }", yes, "2011-01-14"},
    {"recommended_the_day_after", "recommendation { by: 'chair' }", no, "2011-01-13"},
    {"recommended_by_another_person",
     "recommendation { by: 'chair' other_than_decider: true }",
     yes},
    // Triggers.
    {"trigger", "trigger {}", yes},
    {"trigger_of_the_id", "trigger { id: 'robbery_up' }", yes},
    {"trigger_of_another_id", "trigger { id: 'burglary_up' }", no},
    {"trigger_less_severe_asked", "trigger { severity: SEVERITY_NOTE }", yes},
    {"trigger_as_severe_asked", "trigger { severity: SEVERITY_CONCERN }", yes},
    {"trigger_more_severe_asked", "trigger { severity: SEVERITY_SERIOUS }", no},
    // Decisions and time.
    {"decided_before", "decision { stage: 'peer_support' }", no},
    {"time_just_under", "time_at_stage { at_least_days: 11 }", no},
    {"time_at", "time_at_stage { at_least_days: 10 }", yes},
    {"time_just_over", "time_at_stage { at_least_days: 9 }", yes},
    // What the case is.
    {"subject", "subject { any_of: SUBJECT_GENERAL }", yes},
    {"other_subject", "subject { any_of: [SUBJECT_CONFIDENCE, SUBJECT_COUNTER_TERRORISM] }", no},
    {"body_kind", "body { kinds: BODY_KIND_POLICE_FORCE }", yes},
    {"other_body_kind", "body { kinds: BODY_KIND_CDRP }", no},
    {"body_country", "body { countries: COUNTRY_WALES }", yes},
    {"other_country", "body { countries: COUNTRY_ENGLAND }", no},
    {"body_of_the_kind_elsewhere",
     "body { kinds: BODY_KIND_POLICE_FORCE countries: COUNTRY_ENGLAND }",
     no},
    // What can't be told.
    {"figures", "judgement { versus: COMPARISON_PEERS }", unknown},
    {"nothing_asked", "", unknown},
    {"not_of_nothing", "not {}", unknown},
    {"all_of_nothing", "all {}", unknown},
    {"any_of_nothing", "any {}", unknown},
    {"at_least_none", "at_least { n: 0 of { concern {} } }", unknown},
    // Kleene.
    {"all_yes", "all { of { concern {} } of { trigger {} } }", yes},
    {"all_with_a_no", "all { of { concern {} } of {} of { concern { count: 9 } } }", no},
    {"all_with_an_unknown", "all { of { concern {} } of {} }", unknown},
    {"any_with_a_yes", "any { of {} of { concern {} } }", yes},
    {"any_with_an_unknown", "any { of { concern { count: 9 } } of {} }", unknown},
    {"any_no", "any { of { concern { count: 9 } } of { trigger { id: 'x' } } }", no},
    {"not_yes", "not { concern {} }", no},
    {"not_no", "not { concern { count: 9 } }", yes},
    {"two_of_three_met", "at_least { n: 2 of { concern {} } of { trigger {} } of {} }", yes},
    {"two_of_three_possible",
     "at_least { n: 2 of { concern {} } of { concern { count: 9 } } of {} }",
     unknown},
    {"two_of_three_impossible",
     "at_least { n: 2 of { concern {} } of { concern { count: 9 } } of { trigger { id: 'x' } } }",
     no},
};

INSTANTIATE_TEST_SUITE_P(Table, Gate, testing::ValuesIn(rows), by_name);

TEST(GateOfABody, ThatIsNotKnownIsUnknown) {
    EXPECT_EQ(
        ask_desk("body { kinds: BODY_KIND_POLICE_FORCE }", "2011-01-20", nullptr).truth(), unknown
    );
    auto body = gwent();
    body.clear_country();
    EXPECT_EQ(ask_desk("body { countries: COUNTRY_WALES }", "2011-01-20", &body).truth(), unknown);
}

TEST(GateSinceTheStage, CountsOnlyWhatWasRecordedThere) {
    Desk desk;
    desk.move_to_peer_support();
    const auto decider = hmcic();
    const auto ask = [&](const std::string& text) {
        return explain(
                   condition(text),
                   Circumstances{
                       &desk.state, ruleset(), {}, "watching_brief", decider, day("2011-01-10")},
                   "condition"
        )
            .truth();
    };
    EXPECT_EQ(ask("fact { id: 'chief_notified' }"), yes);
    EXPECT_EQ(ask("fact { id: 'chief_notified' since_stage: true }"), no);
    desk.record_fact("chief_notified");
    EXPECT_EQ(ask("fact { id: 'chief_notified' since_stage: true }"), yes);
    EXPECT_EQ(ask("decision { stage: 'peer_support' }"), yes);
    EXPECT_EQ(ask("decision { stage: 'peer_support' count: 2 }"), no);
    desk.act(desk.remain(), hmcic());
    EXPECT_EQ(ask("decision { stage: 'peer_support' count: 2 }"), yes);
    EXPECT_EQ(ask("decision { stage: 'peer_support' count: 3 }"), no);
}

TEST(GateExplanation, SaysWhatWasFoundAtEachClause) {
    const auto body = gwent();
    const auto whole = ask_desk(
        "all { of { concern { count: 2 } } of { not { trigger {} } } of { fact { id: "
        "'grounds_given' } } }",
        "2011-01-20",
        &body
    );
    EXPECT_EQ(whole.text(), "All of these are needed: 1 of 3 met.");
    EXPECT_EQ(whole.clause(), "condition");
    EXPECT_EQ(whole.parts(0).clause(), "condition.all[0].concern");
    EXPECT_EQ(whole.parts(0).text(), "1 concern open; at least 2 needed. 1 more would meet it.");
    EXPECT_EQ(whole.parts(1).parts(0).clause(), "condition.all[1].not.trigger");
    EXPECT_EQ(
        whole.parts(1).text(),
        "This must not be so: Stands raised: robbery_up for recorded_robbery since 31 December "
        "2010 (p1)."
    );
    EXPECT_EQ(
        whole.parts(2).text(),
        "Recorded: 'The grounds were given' (grounds_given) (f1, 10 January 2011)."
    );
}

}  // namespace gate_test
}  // namespace ladder::casework

// What gates ask of a procedure and of what stands around it.
#include <google/protobuf/text_format.h>

#include "engine/casework/gate.hpp"
#include "tests/unit/procedures/expect.hpp"

namespace ladder::procedures {
namespace gates_test {

using namespace sample;

constexpr auto yes = v1::TRUTH_TRUE;
constexpr auto no = v1::TRUTH_FALSE;
constexpr auto unknown = v1::TRUTH_UNKNOWN;

v1::Explanation ask(
    const ProcedureDesk& desk,
    const std::string& text,
    std::string_view on = "2011-01-20",
    const v1::Entry* about = nullptr
) {
    v1::Condition condition;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &condition)) << text;
    const auto context = desk.context();
    const auto decider = hmcic();
    return casework::explain(
        condition,
        casework::Circumstances{
            context.of_case,
            context.ruleset,
            context.around,
            {},
            decider,
            day(on),
            &desk.state,
            about},
        "condition"
    );
}

v1::Entry about_peer(std::string_view id, std::string_view from = {}, std::string_view to = {}) {
    v1::Entry entry;
    entry.set_record("deployment");
    entry.set_key("peers/" + std::string{id});
    for (const auto& [field, value] : {std::pair{"from", from}, std::pair{"to", to}}) {
        auto& one = *entry.add_values();
        one.set_field(field);
        one.set_value(std::string{value});
    }
    return entry;
}

// Terms (e1, the 10th), at team since then; representations of the 11th (e2) and 13th (e3), all
// considered on the 12th (e4); ann is a member (e5) with consent to the 18th (e6), ben (e7)
// without.
struct BusyDesk : ProcedureDesk {
    BusyDesk() {
        form_team();
        for (const auto& [kept, on_day] :
             {std::pair{"representation", "2011-01-11"},
              std::pair{"representation", "2011-01-13"},
              std::pair{"considered", "2011-01-12"}}) {
            on("2011-01-14");
            auto command = entry(kept, kept[0] == 'r' ? "bodies/gwent" : "");
            command.set_effective_on(on_day);
            act(command, secretariat());
        }
        act(entry("member", "peers/ann"), secretariat());
        act(entry("consent", "peers/ann", {{"until", "2011-01-18"}}), analyst());
        act(entry("member", "peers/ben"), secretariat());
        on("2011-01-20");
    }
};

struct GateRow {
    std::string name;
    std::string condition;
    v1::Truth truth;
    std::string_view on = "2011-01-16";
};

class ProcedureGate : public testing::TestWithParam<GateRow> {};

TEST_P(ProcedureGate, IsMetNotMetOrNotKnown) {
    const BusyDesk desk;
    const auto explanation = ask(desk, GetParam().condition, GetParam().on);
    EXPECT_EQ(explanation.truth(), GetParam().truth) << explanation.DebugString();
    EXPECT_NE(explanation.text(), "");
}

const GateRow gate_rows[]{
    {"record", "record { id: 'terms' }", yes},
    {"record_not_yet", "record { id: 'representation' }", no, "2011-01-10"},
    {"record_of_nothing", "record { id: 'nothing' }", unknown},
    {"record_twice", "record { id: 'representation' count: 2 }", yes},
    {"record_thrice", "record { id: 'representation' count: 3 }", no},
    {"record_twice_too_soon", "record { id: 'representation' count: 2 }", no, "2011-01-12"},
    {"record_of_a_key", "record { id: 'consent' key: 'peers/ann' }", yes},
    {"record_of_another_key", "record { id: 'consent' key: 'peers/ben' }", no},
    {"record_on_its_last_day", "record { id: 'consent' key: 'peers/ann' }", yes, "2011-01-18"},
    {"record_expired", "record { id: 'consent' key: 'peers/ann' }", no, "2011-01-19"},
    {"record_where",
     "record { id: 'terms' where { field: 'from' is: [ '2011-02-01', 'x' ] } }",
     yes},
    {"record_where_not", "record { id: 'terms' where { field: 'from' is: '2011-02-02' } }", no},
    {"record_since_stage", "record { id: 'considered' since_stage: true }", yes},
    {"record_before_stage", "record { id: 'terms' since_stage: true }", no},
    {"record_in_order",
     "record { id: 'considered' not_before: 'representation' }",
     yes,
     "2011-01-12"},
    {"record_too_early",
     "record { id: 'considered' not_before: 'representation' }",
     no,
     "2011-01-13"},
    {"record_same_key_of_nothing", "record { id: 'consent' same_key: true }", unknown},
    {"every_not_all",
     "every { record: 'member' has { record { id: 'consent' same_key: true } } }",
     no},
    {"every_all",
     "every { record: 'consent' has { record { id: 'member' same_key: true } } }",
     yes},
    {"every_of_none", "every { record: 'operation' has { record { id: 'terms' } } }", no},
    {"every_of_no_record", "every { record: 'nothing' has { record { id: 'terms' } } }", unknown},
    {"every_authority_unknown",
     "every { of: EVERY_OF_RESPONSIBLE_AUTHORITIES has { record { id: 'terms' } } }",
     unknown},
    {"every_question",
     "every { of: EVERY_OF_QUESTIONS has { record { id: 'scrutiny' same_key: true } } }",
     no},
    {"every_question_set",
     "every { of: EVERY_OF_QUESTIONS question_set: 'risk' has { record { id: 'terms' } } }",
     yes},
    {"deadline_pending", "deadline { id: 'report' is: DEADLINE_STATE_PENDING }", yes, "2011-01-20"},
    {"deadline_overdue", "deadline { id: 'report' is: DEADLINE_STATE_OVERDUE }", yes, "2011-01-21"},
    {"deadline_not_met", "deadline { id: 'report' is: DEADLINE_STATE_MET }", no},
    {"deadline_of_none", "deadline { id: 'response' is: DEADLINE_STATE_PENDING }", no},
    {"case_stage", "case_stage { any_of: [ 'direction', 'self_improvement' ] }", yes},
    {"case_stage_other", "case_stage { any_of: 'direction' }", no},
    {"subject", "subject { any_of: SUBJECT_GENERAL }", yes},
    {"grade_of_none", "grade { assessment: 'grades' grades: 'poor' }", unknown},
    {"peer_of_nobody", "peer { accredited: true }", unknown},
    {"procedure_of_none", "procedure { definition: 'referral' }", no},
    {"concern", "concern {}", no},
};

INSTANTIATE_TEST_SUITE_P(Table, ProcedureGate, testing::ValuesIn(gate_rows), [](const auto& test) {
    return test.param.name;
});

TEST(ProcedureGateAlone, AsksNothingOfACase) {
    ProcedureDesk desk;
    auto context = desk.context();
    const auto decider = hmcic();
    for (const auto* text :
         {"concern {}",
          "fact { id: 'represented' }",
          "procedure { definition: 'referral' }",
          "case_stage { any_of: 'direction' }",
          "time_at_stage { at_least_days: 1 }"}) {
        v1::Condition condition;
        ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &condition));
        const casework::Circumstances asked{
            nullptr, context.ruleset, context.around, {}, decider, day("2011-01-20"), &desk.state};
        EXPECT_EQ(casework::explain(condition, asked, "c").truth(), no) << text;
    }
}

TEST(ProcedureGateOfEvery, NamesEachThatIsMissing) {
    const BusyDesk desk;
    const auto whole =
        ask(desk, "every { record: 'member' has { record { id: 'consent' same_key: true } } }");
    EXPECT_EQ(whole.text(), "Needed for each of 'A peer joins the team' (member): 0 of 2 met.");
    ASSERT_EQ(whole.parts_size(), 2);
    EXPECT_EQ(
        whole.parts(0).text(),
        "For peers/ann (e5): Not recorded for peers/ann by 20 January 2011: 'The home force "
        "consents' (consent). e6 expired on 18 January 2011."
    );
}

TEST(ProcedureGateOfEvery, GoesOverResponsibleAuthoritiesInOfficeThatDay) {
    ProcedureDesk desk;
    auto& council = *desk.body.add_responsible_authorities();
    council.set_id("county-council");
    council.set_to("2011-01-15");
    auto& relation = *desk.body.add_relations();
    relation.set_kind(v1::BODY_RELATION_KIND_RESPONSIBLE_AUTHORITY);
    relation.set_body("bodies/gwent");
    const std::string text =
        "every { of: EVERY_OF_RESPONSIBLE_AUTHORITIES has { record { id: 'representation' "
        "same_key: "
        "true } } }";
    desk.act(desk.entry("representation", "bodies/gwent"), secretariat());
    EXPECT_EQ(ask(desk, text, "2011-01-15").truth(), no);
    EXPECT_EQ(ask(desk, text, "2011-01-16").truth(), yes);
}

TEST(ProcedureGateOfAPeer, AsksTheRegister) {
    ProcedureDesk desk;
    const auto ann = about_peer("ann");
    const auto truth = [&](const std::string& flag) {
        return ask(desk, "peer { " + flag + ": true }", "2011-01-20", &ann).truth();
    };
    auto& peer = desk.peers.find("peers/ann")->second;
    EXPECT_EQ(truth("accredited"), yes);
    peer.set_accredited_to("2011-01-20");
    EXPECT_EQ(truth("accredited"), yes);
    peer.set_accredited_to("2011-01-19");
    EXPECT_EQ(truth("accredited"), no);
    peer.clear_accredited_to();
    peer.set_left_on("2011-01-20");
    EXPECT_EQ(truth("accredited"), no);
    EXPECT_EQ(truth("of_another_force"), yes);
    peer.set_home_force("bodies/gwent");
    EXPECT_EQ(truth("of_another_force"), no);
    EXPECT_EQ(truth("cleared"), yes);
    desk.state.set_marking(v1::MARKING_TOP_SECRET);
    EXPECT_EQ(truth("cleared"), no);
    const auto zoe = about_peer("zoe");
    EXPECT_EQ(ask(desk, "peer { cleared: true }", "2011-01-20", &zoe).truth(), unknown);
}

TEST(ProcedureGateOfAPeer, LooksAtTheForceThatAnAuthorityMaintains) {
    ProcedureDesk desk;
    auto& relation = *desk.body.add_relations();
    relation.set_kind(v1::BODY_RELATION_KIND_MAINTAINS);
    relation.set_body("bodies/kent");
    const auto ann = about_peer("ann");
    EXPECT_EQ(ask(desk, "peer { of_another_force: true }", "2011-01-20", &ann).truth(), no);
    relation.set_to("2011-01-19");
    EXPECT_EQ(ask(desk, "peer { of_another_force: true }", "2011-01-20", &ann).truth(), yes);
}

TEST(ProcedureGateOfAPeer, IsAvailableOnAllDaysOfTheDeployment) {
    ProcedureDesk desk;
    const auto ann = about_peer("ann", "2011-02-01", "2011-02-28");
    const auto truth = [&] {
        return ask(desk, "peer { available: true }", "2011-01-20", &ann).truth();
    };
    EXPECT_EQ(truth(), yes);
    auto& range = *desk.peers.find("peers/ann")->second.add_availability();
    range.set_from("2011-01-01");
    range.set_to("2011-02-27");
    EXPECT_EQ(truth(), no);
    range.set_to("2011-02-28");
    EXPECT_EQ(truth(), yes);
    desk.deployments = {{"procedures/other", "2011-02-28", "2011-03-31"}};
    EXPECT_EQ(truth(), no);
    desk.deployments = {{"procedures/other", "2011-03-01", ""}};
    EXPECT_EQ(truth(), yes);
    desk.deployments = {{desk.state.name(), "2011-02-01", ""}};
    EXPECT_EQ(truth(), yes);
}

TEST(ProcedureGateOfAGrade, AsksTheNewestThatStands) {
    ProcedureDesk desk;
    const auto add = [&](const char* grade, const char* on_day) -> v1::Assessment& {
        auto& one = desk.assessments.emplace_back();
        one.set_definition("grades");
        one.set_grade(grade);
        one.set_assessed_on(on_day);
        return one;
    };
    const std::string poor = "grade { assessment: 'grades' grades: 'poor' }";
    add("poor", "2011-01-05");
    EXPECT_EQ(ask(desk, poor).truth(), yes);
    EXPECT_EQ(ask(desk, poor, "2011-01-04").truth(), unknown);
    add("good", "2011-01-12").set_direction(v1::DIRECTION_OF_TRAVEL_IMPROVED);
    EXPECT_EQ(ask(desk, poor).truth(), no);
    EXPECT_EQ(ask(desk, poor, "2011-01-11").truth(), yes);
    EXPECT_EQ(
        ask(desk, "grade { assessment: 'grades' directions: DIRECTION_OF_TRAVEL_IMPROVED }")
            .truth(),
        yes
    );
    desk.assessments.back().set_withdrawn_on("2011-01-15");
    EXPECT_EQ(ask(desk, poor).truth(), yes);
}

TEST(ProcedureGateOfAProcedure, AsksWhereItStandsAndStood) {
    ProcedureDesk desk;
    auto& other = desk.procedures.emplace_back();
    other.set_name("procedures/gwent-support-2");
    other.set_definition("support");
    other.set_started_on("2011-01-02");
    other.set_stage("deployed");
    for (const auto& [from, to, on_day] :
         {std::tuple{"asked", "team", "2011-01-05"},
          std::tuple{"team", "deployed", "2011-01-15"}}) {
        auto& step = *other.add_steps();
        step.set_from_stage(from);
        step.set_to_stage(to);
        step.set_effective_on(on_day);
    }
    const auto truth = [&](const std::string& more, std::string_view on_day = "2011-01-20") {
        return ask(desk, "procedure { definition: 'support' " + more + " }", on_day).truth();
    };
    EXPECT_EQ(truth(""), yes);
    EXPECT_EQ(truth("", "2011-01-01"), no);
    EXPECT_EQ(truth("stages: 'deployed'"), yes);
    EXPECT_EQ(truth("stages: 'deployed'", "2011-01-14"), no);
    EXPECT_EQ(truth("stages: 'team'", "2011-01-14"), yes);
    EXPECT_EQ(truth("stages: 'team'"), no);
    EXPECT_EQ(truth("reached: 'team'"), yes);
    EXPECT_EQ(truth("reached: 'closed'"), no);
    // The case stands at its stage since the 3rd.
    EXPECT_EQ(truth("since_stage: true"), no);
    other.set_started_on("2011-01-03");
    EXPECT_EQ(truth("since_stage: true"), yes);
}

}  // namespace gates_test
}  // namespace ladder::procedures

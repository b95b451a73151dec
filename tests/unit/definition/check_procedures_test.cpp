// Procedures: their starts, their stages as a graph with an end, and their steps.
#include "tests/unit/definition/procedure_faults.hpp"

namespace ladder::definition {
namespace check_procedures_test {

class ProcedureFaults : public testing::TestWithParam<ProcedureFault> {};

TEST_P(ProcedureFaults, AreFoundWhereTheyStand) {
    expect_fault(GetParam());
}

const ProcedureFault procedure_faults[]{
    {"no_legal_basis",
     [](auto& all) { support(all).clear_legal_basis(); },
     "procedures[0].legal_basis",
     "the law or policy behind it is missing"},
    {"unknown_starter",
     [](auto& all) { support(all).set_started_by(0, "secretary"); },
     "procedures[0].started_by[0]",
     "there is no role 'secretary'"},
    {"nobody_starts_it",
     [](auto& all) { support(all).clear_started_by(); },
     "procedures[0].started_by",
     "nobody may start it, and nothing has it follow"},
    {"statutory_override",
     [](auto& all) {
         support(all).mutable_transitions(0)->mutable_gates(0)->set_override_role("hmcic");
     },
     "procedures[0].transitions[0].gates[0].override_role",
     "the statutory gate 'terms' names who may override it"},
    {"statutory_exception",
     [](auto& all) {
         support(all).mutable_transitions(0)->mutable_gates(0)->add_not_for(v1::SUBJECT_GENERAL);
     },
     "procedures[0].transitions[0].gates[0].not_for",
     "the statutory gate 'terms' excepts subjects"},
    {"start_of_a_start",
     [](auto& all) {
         support(all).add_start_effects()->mutable_start_procedure()->set_procedure("referral");
     },
     "procedures[0].start_effects[1]",
     "a start can't start another procedure"},
    {"records_at_the_start",
     [](auto& all) {
         support(all).mutable_start_gates(0)->mutable_condition()->mutable_record()->set_id("terms"
         );
     },
     "procedures[0].start_gates[0].condition.record",
     "nothing is recorded yet when a procedure starts"},
    {"review",
     [](auto& all) { support(all).mutable_stages(1)->set_review_required(true); },
     "procedures[0].stages[1]",
     "a procedure's stage has no review"},
    {"recommendation",
     [](auto& all) { support(all).mutable_transitions(1)->add_recommended_by("chair"); },
     "procedures[0].transitions[1]",
     "a procedure has no recommendations"},
    {"second_person",
     [](auto& all) { support(all).mutable_transitions(1)->add_second_person("chair"); },
     "procedures[0].transitions[1]",
     "a procedure has no recommendations"},
    {"unknown_stage",
     [](auto& all) { support(all).mutable_transitions(1)->set_to("deploid"); },
     "procedures[0].transitions[1].to",
     "there is no stage 'deploid'; did you mean 'deployed'?"},
    {"from_nowhere",
     [](auto& all) { support(all).mutable_transitions(1)->clear_from(); },
     "procedures[0].transitions[1].from",
     "the step leaves no stage"},
    {"to_itself",
     [](auto& all) { support(all).mutable_transitions(1)->set_to("team"); },
     "procedures[0].transitions[1].from[0]",
     "the step leads from 'team' to itself"},
    {"out_of_an_end",
     [](auto& all) { support(all).mutable_transitions(1)->add_from("closed"); },
     "procedures[0].transitions[1].from[1]",
     "'closed' ends the procedure: nothing leaves it"},
    {"two_ways",
     [](auto& all) { support(all).mutable_transitions(2)->add_from("asked"); },
     "procedures[0].transitions[3].from[0]",
     "there is another step from 'asked' to 'closed'"},
    {"no_decider",
     [](auto& all) { support(all).mutable_transitions(1)->clear_decided_by(); },
     "procedures[0].transitions[1].decided_by",
     "nobody may decide this step"},
    {"ends_where_it_starts",
     [](auto& all) { support(all).mutable_stages(0)->set_outcome("over"); },
     "procedures[0].stages[0]",
     "it would end where it starts"},
    {"unreachable",
     [](auto& all) {
         auto& stage = *support(all).add_stages();
         stage.set_id("lost");
         stage.set_outcome("lost");
     },
     "procedures[0].stages[4]",
     "no sequence of steps reaches the stage 'lost'"},
    {"no_end",
     [](auto& all) { support(all).mutable_stages(3)->clear_outcome(); },
     "procedures[0].stages[0]",
     "no sequence of steps leads from 'asked' to an end"},
    {"no_stage",
     [](auto& all) { support(all).clear_stages(); },
     "procedures[0].stages",
     "the procedure has no stage"},
    {"outcome_on_a_ladder",
     [](auto& all) { all.mutable_ladders(0)->mutable_stages(1)->set_outcome("over"); },
     "ladders[0].stages[1].outcome",
     "a ladder has no end"},
};

INSTANTIATE_TEST_SUITE_P(
    Table,
    ProcedureFaults,
    testing::ValuesIn(procedure_faults),
    [](const auto& test) { return test.param.name; }
);

TEST(CheckProcedures, FindsNothingInTheSample) {
    for (const auto& finding : check(procedures::sample::definition())) {
        // That the second is started by no effect is meant.
        if (finding.path.starts_with("procedures[") && finding.path != "procedures[1].started_by") {
            ADD_FAILURE() << finding.path << ": " << finding.issue.message();
        }
    }
}

}  // namespace check_procedures_test
}  // namespace ladder::definition

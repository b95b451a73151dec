// Effects: that they refer to what exists, and fit what they follow from.
#include "tests/unit/definition/procedure_faults.hpp"

namespace ladder::definition {
namespace check_effects_test {

class EffectFaults : public testing::TestWithParam<ProcedureFault> {};

TEST_P(EffectFaults, AreFoundWhereTheyStand) {
    expect_fault(GetParam());
}

v1::EffectDefinition& of_entry(v1::RulesetDefinition& all) {
    return *record(all, 6).mutable_effects(0);
}
v1::EffectDefinition& of_step(v1::RulesetDefinition& all) {
    return *support(all).mutable_transitions(0)->mutable_effects(0);
}

const ProcedureFault effect_faults[]{
    {"empty",
     [](auto& all) { of_step(all).Clear(); },
     "procedures[0].transitions[0].effects[0]",
     "the effect is empty"},
    {"unknown_deadline",
     [](auto& all) { of_step(all).mutable_set_deadline()->set_deadline("reports"); },
     "procedures[0].transitions[0].effects[0].set_deadline.deadline",
     "there is no deadline 'reports'; did you mean 'report'?"},
    {"field_of_a_step",
     [](auto& all) { of_step(all).mutable_set_deadline()->set_due_field("due"); },
     "procedures[0].transitions[0].effects[0].set_deadline.due_field",
     "only an entry has fields"},
    {"no_day",
     [](auto& all) { of_entry(all).mutable_set_deadline()->clear_due_field(); },
     "procedures[0].records[6].effects[0].set_deadline",
     "the deadline 'response' is not counted, and no day is named"},
    {"day_of_no_date",
     [](auto& all) { of_entry(all).mutable_set_deadline()->set_due_field("text"); },
     "procedures[0].records[6].effects[0].set_deadline.due_field",
     "there is no date field 'text'"},
    {"meets_no_deadline",
     [](auto& all) { of_entry(all).mutable_meet_deadline()->set_deadline("respond"); },
     "procedures[0].records[6].effects[0].meet_deadline.deadline",
     "there is no deadline 'respond'"},
    {"key_of_a_step",
     [](auto& all) {
         of_step(all).mutable_meet_deadline()->set_deadline("report");
         of_step(all).mutable_meet_deadline()->set_same_key(true);
     },
     "procedures[0].transitions[0].effects[0].meet_deadline.same_key",
     "only an entry has a key"},
    {"task_of_nobody",
     [](auto& all) { support(all).mutable_start_effects(0)->mutable_open_task()->set_role("x"); },
     "procedures[0].start_effects[0].open_task.role",
     "there is no role 'x'"},
    {"task_of_nothing",
     [](auto& all) { support(all).mutable_start_effects(0)->mutable_open_task()->clear_title(); },
     "procedures[0].start_effects[0].open_task.title",
     "what is to be done is missing"},
    {"unknown_procedure",
     [](auto& all) { of_step(all).mutable_start_procedure()->set_procedure("referal"); },
     "procedures[0].transitions[0].effects[0].start_procedure.procedure",
     "there is no procedure 'referal'; did you mean 'referral'?"},
    {"of_a_ladder",
     [](auto& all) {
         all.mutable_ladders(0)
             ->mutable_transitions(0)
             ->add_effects()
             ->mutable_start_procedure()
             ->set_procedure("referal");
     },
     "ladders[0].transitions[0].effects[0].start_procedure.procedure",
     "there is no procedure 'referal'; did you mean 'referral'?"},
};

INSTANTIATE_TEST_SUITE_P(
    Table,
    EffectFaults,
    testing::ValuesIn(effect_faults),
    [](const auto& test) { return test.param.name; }
);

TEST(CheckEffects, KnowsWhatFollowsFromAMove) {
    auto definition = procedures::sample::definition();
    definition.mutable_ladders(0)
        ->mutable_transitions(0)
        ->add_effects()
        ->mutable_start_procedure()
        ->set_procedure("referral");
    for (const auto& finding : check(definition)) {
        EXPECT_NE(finding.path, "procedures[1].started_by");
    }
}

}  // namespace check_effects_test
}  // namespace ladder::definition

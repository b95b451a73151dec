// Conditions on what a procedure records, and on what stands around a case.
#include <google/protobuf/text_format.h>

#include "tests/unit/definition/procedure_faults.hpp"

namespace ladder::definition {
namespace check_around_test {

struct AroundFault {
    std::string name;
    std::string condition;  // in a gate of the second step, unless another place is named
    std::string path;       // within the condition
    std::string text;
    enum class Place { step, ladder, record_with_peers } place = Place::step;
};

class AroundFaults : public testing::TestWithParam<AroundFault> {};

TEST_P(AroundFaults, AreFoundWhereTheyStand) {
    const auto& row = GetParam();
    v1::Condition condition;
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(row.condition, &condition));
    const auto ladder = row.place == AroundFault::Place::ladder;
    const auto of_record = row.place == AroundFault::Place::record_with_peers;
    const std::string base = ladder      ? "ladders[0].transitions[0].gates[0]"
                             : of_record ? "procedures[0].records[1].gates[0]"
                                         : "procedures[0].transitions[1].gates[0]";
    expect_fault(
        {row.name,
         [&](v1::RulesetDefinition& all) {
             auto& gate = ladder ? *all.mutable_ladders(0)->mutable_transitions(0)->mutable_gates(0)
                          : of_record ? *record(all, 1).mutable_gates(0)
                                      : *support(all).mutable_transitions(1)->mutable_gates(0);
             *gate.mutable_condition() = condition;
         },
         base + ".condition" + row.path,
         row.text}
    );
}

constexpr auto on_ladder = AroundFault::Place::ladder;
constexpr auto on_record = AroundFault::Place::record_with_peers;

const AroundFault around_faults[]{
    {"record",
     "record { id: 'term' }",
     ".record.id",
     "there is no record 'term'; did you mean 'terms'?"},
    {"record_of_a_ladder",
     "record { id: 'terms' }",
     ".record",
     "records live in a procedure, and this is a ladder's gate",
     on_ladder},
    {"two_keys",
     "record { id: 'consent' same_key: true key: 'peers/ann' }",
     ".record.key",
     "the key is given, and asked to be the same"},
    {"same_key_of_nothing",
     "record { id: 'consent' same_key: true }",
     ".record.same_key",
     "nothing is asked about here whose key could be the same"},
    {"key_of_a_whole", "record { id: 'terms' key: 'x' }", ".record.key", "'terms' has no keys"},
    {"field",
     "record { id: 'terms' where { field: 'form' is: '2011-01-01' } }",
     ".record.where[0].field",
     "there is no field 'form'; did you mean 'from'?"},
    {"choice",
     "record { id: 'terms' where { field: 'by' is: 'forces' } }",
     ".record.where[0].is[0]",
     "there is no choice 'forces'; did you mean 'force'?"},
    {"yes_no",
     "record { id: 'terms' where { field: 'joint' is: 'true' } }",
     ".record.where[0].is[0]",
     "there is no choice 'true'"},
    {"no_value",
     "record { id: 'terms' where { field: 'by' } }",
     ".record.where[0].is",
     "no value is named"},
    {"count", "record { id: 'terms' count: -1 }", ".record.count", "-1 is not a number of them"},
    {"order",
     "record { id: 'terms' not_before: 'nothing' }",
     ".record.not_before[0]",
     "there is no record 'nothing'"},
    {"every",
     "every { record: 'members' has { concern {} } }",
     ".every.record",
     "there is no record 'members'"},
    {"every_of_what",
     "every { record: 'member' of: EVERY_OF_QUESTIONS has { concern {} } }",
     ".every.record",
     "it goes over something else than a record"},
    {"every_has_what",
     "every { record: 'member' }",
     ".every.has",
     "it does not say what must hold"},
    {"within_every",
     "every { record: 'member' has { record { id: 'consents' same_key: true } } }",
     ".every.has.record.id",
     "there is no record 'consents'"},
    {"question_set",
     "every { of: EVERY_OF_QUESTIONS question_set: 'risks' has { concern {} } }",
     ".every.question_set",
     "there is no question set 'risks'"},
    {"procedure",
     "procedure { definition: 'suport' }",
     ".procedure.definition",
     "there is no procedure 'suport'; did you mean 'support'?",
     on_ladder},
    {"procedure_stage",
     "procedure { definition: 'support' stages: 'close' }",
     ".procedure.stages[0]",
     "there is no stage 'close'",
     on_ladder},
    {"procedure_reached",
     "procedure { definition: 'support' reached: 'close' }",
     ".procedure.reached[0]",
     "there is no stage 'close'",
     on_ladder},
    {"deadline",
     "deadline { id: 'reports' is: DEADLINE_STATE_MET }",
     ".deadline.id",
     "there is no deadline 'reports'",
     on_ladder},
    {"deadline_state", "deadline { id: 'report' }", ".deadline.is", "no state is asked for"},
    {"assessment",
     "grade { assessment: 'grade' grades: 'poor' }",
     ".grade.assessment",
     "there is no assessment 'grade'",
     on_ladder},
    {"grade",
     "grade { assessment: 'grades' grades: 'por' }",
     ".grade.grades[0]",
     "there is no grade 'por'; did you mean 'poor'?"},
    {"grade_area",
     "grade { assessment: 'grades' area: 'x' grades: 'poor' }",
     ".grade.area",
     "there is no area 'x'"},
    {"grade_of_nothing",
     "grade { assessment: 'grades' }",
     ".grade",
     "nothing is asked of the grade"},
    {"peer", "peer { accredited: true }", ".peer", "no peer is asked about here"},
    {"peer_of_nothing", "peer {}", ".peer", "nothing is asked of the peer", on_record},
    {"case_stage",
     "case_stage { any_of: 'directions' }",
     ".case_stage.any_of[0]",
     "there is no stage 'directions'; did you mean 'direction'?"},
    {"case_stage_of_a_ladder",
     "case_stage { any_of: 'direction' }",
     ".case_stage",
     "a ladder's move starts from its own stage",
     on_ladder},
    {"recommendation",
     "recommendation { by: 'chair' }",
     ".recommendation",
     "a procedure has no recommendations"},
    {"decision",
     "decision { stage: 'directions' }",
     ".decision.stage",
     "the ladder has no stage 'directions'"},
};

INSTANTIATE_TEST_SUITE_P(
    Table,
    AroundFaults,
    testing::ValuesIn(around_faults),
    [](const auto& test) { return test.param.name; }
);

}  // namespace check_around_test
}  // namespace ladder::definition

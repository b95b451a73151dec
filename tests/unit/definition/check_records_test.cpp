// Records: keys, fields and their order.
#include "tests/unit/definition/procedure_faults.hpp"

namespace ladder::definition {
namespace check_records_test {

class RecordFaults : public testing::TestWithParam<ProcedureFault> {};

TEST_P(RecordFaults, AreFoundWhereTheyStand) {
    expect_fault(GetParam());
}

const ProcedureFault record_faults[]{
    {"unknown_recorder",
     [](auto& all) { record(all, 0).set_recorded_by(0, "secretary"); },
     "procedures[0].records[0].recorded_by[0]",
     "there is no role 'secretary'"},
    {"unknown_key_record",
     [](auto& all) { record(all, 7).set_key_record("requirements"); },
     "procedures[0].records[7].key_record",
     "there is no record 'requirements'; did you mean 'requirement'?"},
    {"own_key_record",
     [](auto& all) { record(all, 7).set_key_record("answer"); },
     "procedures[0].records[7].key_record",
     "its entries are their own keys"},
    {"key_record_without_entries",
     [](auto& all) { record(all, 1).set_key_record("terms"); },
     "procedures[0].records[1].key_record",
     "its keys are no entries"},
    {"no_question_set",
     [](auto& all) { record(all, 8).clear_key_question_sets(); },
     "procedures[0].records[8].key_question_sets",
     "no question set is named"},
    {"unknown_question_set",
     [](auto& all) { record(all, 8).set_key_question_sets(0, "risks"); },
     "procedures[0].records[8].key_question_sets[0]",
     "there is no question set 'risks'; did you mean 'risk'?"},
    {"field_without_a_kind",
     [](auto& all) { record(all, 0).mutable_fields(0)->clear_kind(); },
     "procedures[0].records[0].fields[0].kind",
     "the field has no kind"},
    {"field_twice",
     [](auto& all) { record(all, 0).mutable_fields(1)->set_id("from"); },
     "procedures[0].records[0].fields[1].id",
     "the id 'from' is given twice"},
    {"no_choice",
     [](auto& all) { record(all, 0).mutable_fields(5)->clear_choices(); },
     "procedures[0].records[0].fields[5].choices",
     "there is nothing to choose"},
    {"choices_of_a_date",
     [](auto& all) { record(all, 0).mutable_fields(0)->add_choices("today"); },
     "procedures[0].records[0].fields[0].choices",
     "only a choice has choices"},
    {"order_of_a_text",
     [](auto& all) { record(all, 0).mutable_fields(12)->add_not_before("from"); },
     "procedures[0].records[0].fields[12].not_before",
     "only a date has an order"},
    {"order_against_no_date",
     [](auto& all) { record(all, 0).mutable_fields(1)->set_not_before(0, "lead"); },
     "procedures[0].records[0].fields[1].not_before[0]",
     "there is no date field 'lead'"},
    {"unknown_order",
     [](auto& all) { record(all, 1).set_not_before(0, "term"); },
     "procedures[0].records[1].not_before[0]",
     "there is no record 'term'; did you mean 'terms'?"},
    {"unknown_other_person",
     [](auto& all) { record(all, 2).set_another_person_than(0, "nobody"); },
     "procedures[0].records[2].another_person_than[0]",
     "there is no record 'nobody'"},
    {"unknown_stage",
     [](auto& all) { record(all, 10).set_only_at(0, "close"); },
     "procedures[0].records[10].only_at[0]",
     "there is no stage 'close'; did you mean 'closed'?"},
    {"expiry_by_no_date",
     [](auto& all) { record(all, 2).set_expires_field("untill"); },
     "procedures[0].records[2].expires_field",
     "there is no date field 'untill'; did you mean 'until'?"},
    {"one_account_only",
     [](auto& all) { record(all, 0).set_account(true); },
     "procedures[0].records[0].once",
     "of accounts by one side more than one may stand"},
};

INSTANTIATE_TEST_SUITE_P(
    Table,
    RecordFaults,
    testing::ValuesIn(record_faults),
    [](const auto& test) { return test.param.name; }
);

}  // namespace check_records_test
}  // namespace ladder::definition

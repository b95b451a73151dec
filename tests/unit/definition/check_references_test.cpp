// Roles and facts that refer to what is not there, or that nobody asks for.
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_references_test {

class ReferenceFault : public testing::TestWithParam<CheckCase> {};

TEST_P(ReferenceFault, IsFoundWhereItStands) {
    expect_finding(GetParam());
}

const CheckCase cases[]{
    {"records_for_nobody",
     "roles.yaml",
     "records_for: [chief_inspector]",
     "records_for: [chief_inspectors]",
     Grade::error,
     "roles[1].records_for[0]",
     "chief_inspectors",
     "there is no role 'chief_inspectors'; did you mean 'chief_inspector'?"},
    {"records_for_itself",
     "roles.yaml",
     "records_for: [chief_inspector]",
     "records_for: [secretariat]",
     Grade::error,
     "roles[1].records_for",
     "records_for",
     "the role 'secretariat' records for itself; every role may record its own decisions; remove "
     "it"},
    {"records_for_twice",
     "roles.yaml",
     "records_for: [chief_inspector]",
     "records_for: [minister, minister]",
     Grade::error,
     "roles[1].records_for[1]",
     "minister]",
     "the role 'minister' is listed twice; keep one"},
    {"fact_without_a_basis",
     "facts.yaml",
     R"(  legal_basis: practice
)",
     "",
     Grade::error,
     "facts[0].legal_basis",
     "id: told",
     "the law or policy behind it is missing; add it"},
    {"fact_recorded_by_nobody",
     "facts.yaml",
     "recorded_by: [secretariat]",
     "recorded_by: [clerk]",
     Grade::error,
     "facts[0].recorded_by[0]",
     "clerk",
     "there is no role 'clerk'; write one of: chief_inspector, secretariat, minister"},
    {"fact_recorded_by_who_may_not",
     "facts.yaml",
     "recorded_by: [secretariat]",
     "recorded_by: [minister]",
     Grade::error,
     "facts[0].recorded_by[0]",
     "minister",
     "the role 'minister' may not record facts; add 'record_fact' to what the role may, or name "
     "another role"},
    {"fact_that_no_gate_asks_for",
     "facts.yaml",
     R"(- id: told
)",
     R"(- id: unused
  title: Unused
  legal_basis: none
- id: told
)",
     Grade::warning,
     "facts[0]",
     "id: unused",
     "no gate asks for 'unused'; use it or remove it"},
};

INSTANTIATE_TEST_SUITE_P(Table, ReferenceFault, testing::ValuesIn(cases), name_of);

}  // namespace check_references_test
}  // namespace ladder::definition

// Gates.
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_gates_test {

class GateFault : public testing::TestWithParam<CheckCase> {};

TEST_P(GateFault, IsFoundWhereItStands) {
    expect_finding(GetParam());
}

const CheckCase cases[]{
    {"no_kind",
     "ladders/force.yaml",
     R"(        kind: policy
)",
     "",
     Grade::error,
     "ladders[1].transitions[0].gates[0].kind",
     "id: open_concern",
     "the gate 'open_concern' has no kind; write 'kind: statutory' or 'kind: policy'"},
    {"no_legal_basis",
     "ladders/force.yaml",
     R"(        legal_basis: the Act
)",
     "",
     Grade::error,
     "ladders[1].transitions[1].gates[0].legal_basis",
     "id: considered",
     "the law or policy behind it is missing; add it"},
    {"nothing_would_satisfy_it",
     "ladders/force.yaml",
     R"(        satisfied_by: consider it
)",
     "",
     Grade::error,
     "ladders[1].transitions[1].gates[0].satisfied_by",
     "id: considered",
     "what would satisfy the gate is missing; add it"},
    {"law_with_an_override",
     "ladders/force.yaml",
     "kind: statutory",
     R"(kind: statutory
        override_role: minister)",
     Grade::error,
     "ladders[1].transitions[1].gates[0].override_role",
     R"(minister
        condition)",
     "the statutory gate 'considered' names who may override it; nobody can override the law: "
     "remove override_role, or make it a policy gate"},
    {"law_with_an_exception",
     "ladders/force.yaml",
     "kind: statutory",
     R"(kind: statutory
        not_for: [confidence])",
     Grade::error,
     "ladders[1].transitions[1].gates[0].not_for",
     R"(not_for: [confidence]
        condition)",
     "the statutory gate 'considered' excepts subjects; the law holds for every subject: remove "
     "not_for, or make it a policy gate"},
    {"override_by_nobody",
     "ladders/force.yaml",
     "override_role: chief_inspector",
     "override_role: inspector",
     Grade::error,
     "ladders[1].transitions[0].gates[0].override_role",
     R"(inspector
        not_for)",
     "there is no role 'inspector'; write one of: chief_inspector, secretariat, minister"},
    {"exception_without_a_case",
     "ladders/force.yaml",
     "not_for: [confidence]",
     "not_for: [counter_terrorism]",
     Grade::warning,
     "ladders[1].transitions[0].gates[0].not_for[0]",
     "counter_terrorism",
     "the ladder 'force' does not carry this subject; remove it"},
    {"no_condition",
     "ladders/force.yaml",
     R"(        condition:
          at_least:
            n: 2
            of:
              - fact: {id: considered, not_before: [grounds_given]}
              - recommendation: {by: [chief_inspector], other_than_decider: true}
              - decision: {stage: watched}
              - time_at_stage: {at_least_days: 28}
              - subject: {any_of: [general]}
              - not: {body: {countries: [wales]}}
)",
     "",
     Grade::error,
     "ladders[1].transitions[1].gates[0].condition",
     "id: considered",
     "the gate 'considered' has no condition; add one, such as 'condition: {concern: {count: 1}}'"},
};

INSTANTIATE_TEST_SUITE_P(Table, GateFault, testing::ValuesIn(cases), name_of);

}  // namespace check_gates_test
}  // namespace ladder::definition

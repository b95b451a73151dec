// Ids and titles.
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_ids_test {

class IdFault : public testing::TestWithParam<CheckCase> {};

TEST_P(IdFault, IsFoundWhereItStands) {
    expect_finding(GetParam());
}

const CheckCase cases[]{
    {"role_with_a_hyphen",
     "roles.yaml",
     "- id: minister",
     "- id: prime-minister",
     Grade::error,
     "roles[2].id",
     "prime-minister",
     "'prime-minister' is not an id; begin with a lower-case letter; then lower-case letters, "
     "digits and underscores"},
    {"role_without_an_id",
     "roles.yaml",
     R"(- id: minister
  title)",
     "- title",
     Grade::error,
     "roles[2].id",
     "title: Minister",
     "the id is missing; add 'id: ..'"},
    {"role_given_twice",
     "roles.yaml",
     "- id: minister",
     "- id: secretariat",
     Grade::error,
     "roles[2].id",
     R"(secretariat
  title: Minister)",
     "the id 'secretariat' is given twice; give each its own"},
    {"role_without_a_title",
     "roles.yaml",
     R"(- id: minister
  title: Minister)",
     "- id: minister",
     Grade::error,
     "roles[2].title",
     "id: minister",
     "the title of 'minister' is missing; add it"},
    {"ladder_with_an_underscore",
     "ladders/force.yaml",
     R"(id: force
)",
     R"(id: the_force
)",
     Grade::error,
     "ladders[1].id",
     "the_force",
     "'the_force' is not an id; write lower-case letters, digits and hyphens"},
    {"stage_with_a_digit_first",
     "ladders/force.yaml",
     "- id: local",
     "- id: 1local",
     Grade::error,
     "ladders[1].stages[0].id",
     "1local",
     "'1local' is not an id; begin with a lower-case letter; then lower-case letters, digits and "
     "underscores"},
    {"stage_given_twice",
     "ladders/force.yaml",
     "- id: directed",
     "- id: watched",
     Grade::error,
     "ladders[1].stages[2].id",
     R"(watched
    title: Directed)",
     "the id 'watched' is given twice; give each its own"},
    {"gate_without_an_id",
     "ladders/force.yaml",
     R"(- id: considered
        title)",
     "- title",
     Grade::error,
     "ladders[1].transitions[1].gates[0].id",
     "title: All was",
     "the id is missing; add 'id: ..'"},
    {"indicator_given_twice",
     "indicators.yaml",
     "- id: officers",
     "- id: robbery",
     Grade::error,
     "indicators[4].id",
     R"(robbery
  title: Officers)",
     "the id 'robbery' is given twice; give each its own"},
    {"trigger_with_a_space",
     "triggers/rising.yaml",
     "id: rising",
     "id: is rising",
     Grade::error,
     "triggers[0].id",
     "is rising",
     "'is rising' is not an id; begin with a lower-case letter; then lower-case letters, digits "
     "and underscores"},
    {"layout_given_twice",
     "imports/survey.yaml",
     "id: survey",
     "id: crime",
     Grade::error,
     "import_layouts[1].id",
     "crime",
     "the id 'crime' is given twice; give each its own"},
};

INSTANTIATE_TEST_SUITE_P(Table, IdFault, testing::ValuesIn(cases), name_of);

}  // namespace check_ids_test
}  // namespace ladder::definition

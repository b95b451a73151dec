// Ladders: bodies, stages and deciders.
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_ladders_test {

class LadderFault : public testing::TestWithParam<CheckCase> {};

TEST_P(LadderFault, IsFoundWhereItStands) {
    expect_finding(GetParam());
}

const CheckCase cases[]{
    {"no_kind_of_body",
     "ladders/force.yaml",
     R"(body_kinds: [police_force]
)",
     "",
     Grade::error,
     "ladders[1].body_kinds",
     "id: force",
     "the ladder applies to no kind of body; list at least one"},
    {"two_for_one_kind",
     "ladders/force.yaml",
     "body_kinds: [police_force]",
     "body_kinds: [police_force, police_authority]",
     Grade::error,
     "ladders[1].body_kinds[1]",
     "police_authority",
     "the ladder 'authority' applies to the same bodies and subjects; give each kind of body one "
     "ladder for each subject"},
    {"no_stage",
     "ladders/authority.yaml",
     R"(stages:
  - id: alone
    title: Alone
)",
     "",
     Grade::error,
     "ladders[0].stages",
     "id: authority",
     "the ladder has no stage; add its rungs"},
    {"remain_by_nobody",
     "ladders/force.yaml",
     "remain_decided_by: [chief_inspector]",
     "remain_decided_by: [chief]",
     Grade::error,
     "ladders[1].stages[1].remain_decided_by[0]",
     "chief]",
     "there is no role 'chief'; write one of: chief_inspector, secretariat, minister"},
    {"to_an_unknown_stage",
     "ladders/force.yaml",
     "to: directed",
     "to: direct",
     Grade::error,
     "ladders[1].transitions[1].to",
     R"(direct
)",
     "the ladder has no stage 'direct'; did you mean 'directed'?"},
    {"to_nowhere",
     "ladders/force.yaml",
     R"(    to: directed
)",
     "",
     Grade::error,
     "ladders[1].transitions[1].to",
     R"(from: [watched]
    decided)",
     "the stage is missing; write one of: local, watched, directed"},
    {"from_an_unknown_stage",
     "ladders/force.yaml",
     "from: [local]",
     "from: [locale]",
     Grade::error,
     "ladders[1].transitions[0].from[0]",
     "locale",
     "the ladder has no stage 'locale'; did you mean 'local'?"},
    {"from_nowhere",
     "ladders/force.yaml",
     "from: [local]",
     "from: []",
     Grade::error,
     "ladders[1].transitions[0].from",
     "from: []",
     "the move leaves no stage; list at least one"},
    {"to_itself",
     "ladders/force.yaml",
     "from: [watched, directed]",
     "from: [watched, local]",
     Grade::error,
     "ladders[1].transitions[2].from[1]",
     R"(local]
    to: local)",
     "the move leads from 'local' to itself; remaining needs no move: remove it"},
    {"two_for_one_pair",
     "ladders/force.yaml",
     "from: [watched, directed]",
     "from: [watched, directed, watched]",
     Grade::error,
     "ladders[1].transitions[2].from[2]",
     R"(watched]
    to: local)",
     "there is another move from 'watched' to 'local', ladders[1].transitions[2]; keep one of "
     "them"},
    {"decided_by_nobody",
     "ladders/force.yaml",
     R"(    decided_by: [minister]
)",
     "",
     Grade::error,
     "ladders[1].transitions[1].decided_by",
     R"(from: [watched]
)",
     "nobody may decide this move; list a role"},
    {"decided_by_an_unknown_role",
     "ladders/force.yaml",
     "decided_by: [minister]",
     "decided_by: [ministre]",
     Grade::error,
     "ladders[1].transitions[1].decided_by[0]",
     "ministre",
     "there is no role 'ministre'; did you mean 'minister'?"},
    {"recommended_by_who_may_not",
     "ladders/force.yaml",
     "recommended_by: [chief_inspector]",
     "recommended_by: [secretariat]",
     Grade::error,
     "ladders[1].transitions[0].recommended_by[0]",
     "secretariat",
     "the role 'secretariat' may not recommend; add 'recommend' to what the role may, or name "
     "another role"},
    {"second_person_who_may_not",
     "ladders/force.yaml",
     "second_person: [chief_inspector]",
     "second_person: [minister]",
     Grade::error,
     "ladders[1].transitions[1].second_person[0]",
     R"(minister]
    legal)",
     "the role 'minister' may not recommend; add 'recommend' to what the role may, or name another "
     "role"},
    {"no_legal_basis",
     "ladders/force.yaml",
     R"(    legal_basis: reasons
)",
     "",
     Grade::error,
     "ladders[1].transitions[2].legal_basis",
     "from: [watched, directed]",
     "the law or policy behind it is missing; add it"},
};

INSTANTIATE_TEST_SUITE_P(Table, LadderFault, testing::ValuesIn(cases), name_of);

}  // namespace check_ladders_test
}  // namespace ladder::definition

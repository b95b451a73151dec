// The moves of a ladder as a graph.
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_moves_test {

class MoveFault : public testing::TestWithParam<CheckCase> {};

TEST_P(MoveFault, IsFoundWhereItStands) {
    expect_finding(GetParam());
}

const CheckCase cases[]{
    {"unreachable",
     "ladders/force.yaml",
     "to: directed",
     "to: local",
     Grade::error,
     "ladders[1].stages[2]",
     "id: directed",
     "no sequence of moves reaches the stage 'directed'; add a move to it, or remove it"},
    {"dead_end",
     "ladders/force.yaml",
     "from: [watched, directed]",
     "from: [watched]",
     Grade::error,
     "ladders[1].stages[2]",
     "id: directed",
     "the stage 'directed' is a dead end: no move leaves it; add a move down"},
    {"no_way_back",
     "ladders/force.yaml",
     R"(from: [watched, directed]
    to: local)",
     R"(from: [directed]
    to: watched)",
     Grade::warning,
     "ladders[1].stages[1]",
     "id: watched",
     "no sequence of moves leads from 'watched' back to 'local'; a case closes only at the first "
     "stage: add a way down"},
    {"jump_that_is_not_exceptional",
     "ladders/force.yaml",
     R"(from: [local]
    to: watched)",
     R"(from: [local]
    to: directed)",
     Grade::warning,
     "ladders[1].transitions[0].from[0]",
     "local]",
     "the move from 'local' to 'directed' jumps over rungs without being exceptional; add "
     "'exceptional: true'"},
    {"way_round_the_law",
     "ladders/force.yaml",
     R"(from: [local]
    to: watched)",
     R"(from: [local]
    to: directed
    exceptional: true)",
     Grade::warning,
     "ladders[1].transitions[0]",
     "from: [local]",
     "another way up to 'directed' has the statutory gate 'considered', this one has not; add the "
     "gate, unless the law asks for it on the other way only"},
};

INSTANTIATE_TEST_SUITE_P(Table, MoveFault, testing::ValuesIn(cases), name_of);

}  // namespace check_moves_test
}  // namespace ladder::definition

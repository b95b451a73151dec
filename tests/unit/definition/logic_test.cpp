// What follows from what, by Kleene's three values.
#include "engine/definition/logic.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/definition/from_yaml.hpp"

namespace ladder::definition {
namespace logic_test {

struct LogicCase {
    const char* name;
    std::vector<std::string> premises;
    std::vector<std::string> conclusions;
    Follows expected;
};

class Logic : public testing::TestWithParam<LogicCase> {};

TEST_P(Logic, TellsWhatFollows) {
    const auto& test = GetParam();
    std::vector<v1::Condition> premises;
    std::vector<v1::Condition> conclusions;
    for (const auto& text : test.premises) {
        premises.push_back(condition_from(text));
    }
    for (const auto& text : test.conclusions) {
        conclusions.push_back(condition_from(text));
    }
    EXPECT_EQ(follows(premises, conclusions), test.expected);
}

#define FACT(id) "{fact: {id: " #id "}}"

// clang-format off
const LogicCase logic_cases[]{
    {"itself", {FACT(x)}, {FACT(x)}, Follows::yes},
    {"another", {FACT(x)}, {FACT(y)}, Follows::no},
    {"nothing_asked", {}, {FACT(x)}, Follows::no},
    {"a_part_of_all", {"{all: [" FACT(x) ", " FACT(y) "]}"}, {FACT(y)}, Follows::yes},
    {"a_part_of_any", {"{any: [" FACT(x) ", " FACT(y) "]}"}, {FACT(y)}, Follows::no},
    {"any_from_a_part", {FACT(x)}, {"{any: [" FACT(x) ", " FACT(y) "]}"}, Follows::yes},
    {"one_of_several_conclusions", {"{any: [" FACT(x) ", " FACT(y) "]}"}, {FACT(x), FACT(y)}, Follows::yes},
    {"gates_together", {"{any: [" FACT(x) ", " FACT(y) "]}", "{not: " FACT(x) "}"}, {FACT(y)}, Follows::yes},
    {"two_of_three_hold_one_of_two",
     {"{at_least: {n: 2, of: [" FACT(x) ", " FACT(y) ", " FACT(z) "]}}"},
     {"{any: [" FACT(x) ", " FACT(y) "]}"}, Follows::yes},
    {"one_of_three_holds_not_one_of_two",
     {"{at_least: {n: 1, of: [" FACT(x) ", " FACT(y) ", " FACT(z) "]}}"},
     {"{any: [" FACT(x) ", " FACT(y) "]}"}, Follows::no},
    {"no_excluded_middle", {}, {"{any: [" FACT(x) ", {not: " FACT(x) "}]}"}, Follows::no},
    {"not_any_denies_each", {"{not: {any: [" FACT(x) ", " FACT(y) "]}}"}, {"{not: " FACT(y) "}"}, Follows::yes},
    {"not_all_denies_none_for_sure", {"{not: {all: [" FACT(x) ", " FACT(y) "]}}"}, {"{not: " FACT(y) "}"}, Follows::no},
    {"contradiction", {FACT(x), "{not: " FACT(x) "}"}, {FACT(y)}, Follows::yes},
    {"order_of_lists", {"{fact: {id: x, not_before: [b, a]}}"}, {"{fact: {id: x, not_before: [a, b]}}"}, Follows::yes},
    {"more_demands_the_less", {"{fact: {id: x, since_stage: true}}"}, {FACT(x)}, Follows::yes},
    {"less_demands_not_the_more", {FACT(x)}, {"{fact: {id: x, since_stage: true}}"}, Follows::no},
    {"three_entries_are_two", {"{record: {id: r, count: 3}}"}, {"{record: {id: r, count: 2}}"}, Follows::yes},
    {"two_entries_are_not_three", {"{record: {id: r, count: 2}}"}, {"{record: {id: r, count: 3}}"}, Follows::no},
    {"restricted_is_any",
     {"{record: {id: r, where: [{field: f, is: [v]}]}}"}, {"{record: {id: r}}"}, Follows::yes},
    {"any_is_not_restricted",
     {"{record: {id: r}}"}, {"{record: {id: r, where: [{field: f, is: [v]}]}}"}, Follows::no},
    {"wider_values",
     {"{record: {id: r, where: [{field: f, is: [v]}]}}"},
     {"{record: {id: r, where: [{field: f, is: [v, w]}]}}"}, Follows::yes},
    {"stands_there_so_came_there",
     {"{procedure: {definition: p, stages: [s]}}"}, {"{procedure: {definition: p, reached: [s]}}"}, Follows::yes},
    {"came_there_but_may_have_left",
     {"{procedure: {definition: p, reached: [s]}}"}, {"{procedure: {definition: p, stages: [s]}}"}, Follows::no},
    {"some_subjects", {"{subject: {any_of: [general]}}"}, {"{subject: {any_of: [general, confidence]}}"}, Follows::yes},
    {"for_each_more_asked",
     {"{every: {record: r, has: {all: [{record: {id: s, same_key: true}}, {peer: {cleared: true}}]}}}"},
     {"{every: {record: r, has: {record: {id: s, same_key: true}}}}"}, Follows::yes},
    {"longer_at_stage", {"{time_at_stage: {at_least_days: 90}}"}, {"{time_at_stage: {at_least_days: 30}}"}, Follows::yes},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, Logic, testing::ValuesIn(logic_cases), [](const auto& test) {
    return test.param.name;
});

TEST(LogicLimit, SaysThatThereIsTooMuchToDecide) {
    std::vector<v1::Condition> premises;
    for (int i = 0; i <= atoms_max; ++i) {
        premises.push_back(condition_from("{fact: {id: x" + std::to_string(i) + "}}"));
    }
    EXPECT_EQ(follows(premises, {condition_from("{fact: {id: y}}")}), Follows::too_many);
}

}  // namespace logic_test
}  // namespace ladder::definition

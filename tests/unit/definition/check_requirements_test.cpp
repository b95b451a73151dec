// Requirements that speak of what does not exist, or ask for nothing.
#include <gmock/gmock.h>
#include <string>

#include <gtest/gtest.h>

#include "engine/definition/check.hpp"
#include "tests/unit/definition/from_yaml.hpp"

namespace ladder::definition {
namespace check_requirements_test {

struct RequirementFault {
    const char* name;
    const char* requirement;
    const char* path;
    const char* message;
};

class RequirementCheck : public testing::TestWithParam<RequirementFault> {};

TEST_P(RequirementCheck, FindsIt) {
    const auto& test = GetParam();
    const auto definition = ruleset_from(
        {.ladder_moves = "- {from: [a], to: b, decided_by: [chief]}\n",
         .requirements = std::string{"- "} + test.requirement + "\n"}
    );
    std::string found;
    for (const auto& finding : check(definition)) {
        if (finding.path.starts_with("requirements")) {
            found += finding.path + ": " + finding.issue.message() + "\n";
        }
    }
    EXPECT_EQ(found, std::string{test.path} + ": " + test.message + "\n");
}

// clang-format off
const RequirementFault faults[]{
    {"unknown_ladder",
     "{id: r, title: R, legal_basis: L, kind: policy, ladders: [m, l], reaching: [c], condition: {concern: {count: 1}}}",
     "requirements[0].ladders[0]", "there is no 'm'"},
    {"unknown_procedure",
     "{id: r, title: R, legal_basis: L, kind: policy, procedures: [p, q], reaching: [closed], condition: {concern: {count: 1}}}",
     "requirements[0].procedures[1]", "there is no 'q'"},
    {"unknown_stage",
     "{id: r, title: R, legal_basis: L, kind: policy, ladders: [l], reaching: [c, d], condition: {concern: {count: 1}}}",
     "requirements[0].reaching[1]", "none of its ladders and procedures has a stage 'd'"},
    {"unknown_record",
     "{id: r, title: R, legal_basis: L, kind: policy, procedures: [p], reaching: [record c], condition: {concern: {count: 1}}}",
     "requirements[0].reaching[0]", "none of its ladders and procedures has a record 'c'"},
    {"about_nothing",
     "{id: r, title: R, legal_basis: L, kind: policy, reaching: [c], condition: {concern: {count: 1}}}",
     "requirements[0]", "the requirement is about nothing"},
    {"no_stage",
     "{id: r, title: R, legal_basis: L, kind: policy, ladders: [l], condition: {concern: {count: 1}}}",
     "requirements[0]", "the requirement names no stage"},
    {"no_condition",
     "{id: r, title: R, legal_basis: L, kind: policy, ladders: [l], reaching: [c]}",
     "requirements[0]", "the requirement has no condition"},
    {"no_kind",
     "{id: r, title: R, legal_basis: L, ladders: [l], reaching: [c], condition: {concern: {count: 1}}}",
     "requirements[0]", "the requirement is neither statutory nor policy"},
    {"statutory_for_some",
     "{id: r, title: R, legal_basis: L, kind: statutory, ladders: [l], reaching: [c], not_for: [confidence], condition: {concern: {count: 1}}}",
     "requirements[0].not_for", "a statutory requirement holds for every subject"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, RequirementCheck, testing::ValuesIn(faults), [](const auto& test) {
    return test.param.name;
});

}  // namespace check_requirements_test
}  // namespace ladder::definition

// Conditions and rulesets from short texts, for tests.
#pragma once

#include <string>

#include "ladder/v1/definition.pb.h"

namespace ladder::definition {

// Throws std::runtime_error, with what is wrong, if the text can't be read.
v1::Condition condition_from(const std::string& yaml);

// A ruleset of one ladder `l` (stages a, b, c from the bottom), one procedure `p` (stages asked,
// answered, closed) and the requirements given. What is empty stays as it is in `moves_of_l`.
struct SmallMachines {
    std::string ladder_moves;
    std::string procedure_moves = "- {from: [asked], to: answered, decided_by: [chief]}\n";
    std::string start_gates = "[]";
    std::string records = "[]";
    std::string requirements = "[]";
};
v1::RulesetDefinition ruleset_from(const SmallMachines& parts);

}  // namespace ladder::definition

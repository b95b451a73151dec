// A small ruleset that has each thing that a decision can need.
#pragma once

#include "engine/definition/ruleset.hpp"

namespace ladder::casework::sample {

// Four stages, self_improvement to direction; the moves and their gates are in the source.
v1::RulesetDefinition definition();

// definition() as "rulesets/sample@1".
const definition::Ruleset& ruleset();

}  // namespace ladder::casework::sample

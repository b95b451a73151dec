// The sample ruleset of cases with procedures that have each thing that an entry or step can need.
#pragma once

#include "engine/definition/ruleset.hpp"

namespace ladder::procedures::sample {

// One procedure, "support"; its records and gates are in the source.
v1::RulesetDefinition definition();

// definition() as "rulesets/sample@1".
const definition::Ruleset& ruleset();

}  // namespace ladder::procedures::sample

// Rulesets with one gate less: whether the requirements would notice.
#pragma once

#include <functional>
#include <string>

#include "ladder/v1/definition.pb.h"

namespace ladder::definition {

// Calls `see` with each gate of each ladder and procedure (their starts, moves and
// records) and the definition without it. `gate` reads "procedure direction-s40: ready -> given:
// grounds" or "procedure direction-s40: record compliance: measure_named".
void without_each_gate(
    const v1::RulesetDefinition& definition,
    const std::function<void(const std::string& gate, const v1::RulesetDefinition& without)>& see
);

}  // namespace ladder::definition

// What is wrong with a ruleset that reads well.
#pragma once

#include <vector>

#include "engine/definition/load.hpp"
#include "ladder/v1/error_details.pb.h"

namespace ladder::definition {

enum class Grade { error, warning };

struct Finding {
    Grade grade{};
    std::string path;     // within the definition, "ladders[0].transitions[3].gates[1]"
    v1::TextIssue issue;  // file, line and column from the source map; 0 where it has none
};

// Everything that can be found wrong without figures: missing or repeated ids, references to
// nothing, unreachable stages and dead ends, gates and triggers whose conditions don't fit their
// place, thresholds that can never be met, statutory gates with an override, rolling years compared
// over other than whole years. In order of file and line. A ruleset with an error is never
// published or used.
std::vector<Finding> check(const v1::RulesetDefinition& definition, const SourceMap& sources = {});

}  // namespace ladder::definition

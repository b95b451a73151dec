// What of a case another version of the rules must know, and the counterparts that were named.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/casework/case.hpp"
#include "engine/command/problems.hpp"

namespace ladder::casework {

// What a migration is decided from.
struct Crossing {
    const v1::Case& state;
    const v1::MigrateCaseRequest& command;
    const definition::Ruleset& pinned;
    const definition::Ruleset& target;
    const v1::LadderDefinition* ladder_before;       // null: the pinned version has none, a bug
    const v1::LadderDefinition* ladder_after;        // null: the target has none
    std::vector<const v1::Procedure*> procedures{};  // of the case
};

// The mapping that was given for something; null if there is none.
const v1::RulesetMapping* find_mapping(
    const Crossing& crossing, std::string_view of, std::string_view from
);

// Mappings that speak of what there is, on both sides, each once.
void check_mappings(command::Problems& problems, const Crossing& crossing);

// Everything of the case that the target must know, by its own name or by a mapping: the ladder and
// stage; standing facts; domains of open concerns; deadlines that run; roles of open tasks; where
// open proposals and recommendations since the stage began lead to; procedures that run, and where
// they stand.
void check_counterparts(command::Problems& problems, const Crossing& crossing);

// The mappings that change something of the case, as they are recorded. A mapping of a stage stands
// also as one of each open proposal and recommendation that leads there.
std::vector<v1::RulesetMapping> mappings_used(const Crossing& crossing);

// Tells what was recorded in the case by its new names. Of the stage itself the decision tells.
void rename(v1::Case& state, const v1::CaseMigrated& event);

}  // namespace ladder::casework

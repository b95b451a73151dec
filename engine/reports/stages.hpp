// Stages of cases and procedures: their titles, and their order from the bottom up.
#pragma once

#include <string>
#include <string_view>

#include "engine/reports/report.hpp"

namespace ladder::reports {

struct Stage {
    std::string id;
    std::string title;  // the id where the ruleset has no such stage
    int rung = 0;       // from 0 at the bottom; after all others where the ruleset has none such
};

// A stage of a ladder, or of a procedure's definition.
Stage stage_of_case(
    const FindRuleset& rulesets,
    const std::string& ruleset,
    const std::string& ladder,
    std::string_view id
);
Stage stage_of_procedure(
    const FindRuleset& rulesets,
    const std::string& ruleset,
    const std::string& definition,
    std::string_view id
);

}  // namespace ladder::reports

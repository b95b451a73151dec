// What a version of the rules would change, shown alike before it is proposed or published and
// before it is approved.
#pragma once

#include <vector>

#include "engine/definition/check.hpp"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/console/visit.hpp"

namespace ladder::rulebook {

// The page of the rules.
std::vector<console::Crumb> above_rules(const console::Visit& visit);

// What is in force: the newest version of all, now; without a name where nothing is published.
// Errors: those of GetRuleset.
[[nodiscard]] base::Result<v1::Ruleset> in_force(const console::Visit& visit);

// A version, whatever the page's moment. Errors: those of GetRuleset.
[[nodiscard]] base::Result<v1::Ruleset> version_of_rules(
    const console::Visit& visit, const std::string& name
);

// "rules_title", "from" and what it holds in numbers.
void put_holdings(console::Data& data, const v1::RulesetDefinition& rules);

// The differences, at most 300 of them, as the page `rules_check` shows them.
void put_changes(
    console::Data& data,
    const console::Visit& visit,
    const v1::RulesetDefinition& before,
    const v1::RulesetDefinition& after
);

// Whether every path still passes what requirements.yaml asks for.
void put_proofs(console::Data& data, const v1::RulesetDefinition& rules);

// What the check finds that is no error.
void put_warnings(
    console::Data& data,
    const console::Visit& visit,
    const std::vector<definition::Finding>& findings
);

}  // namespace ladder::rulebook

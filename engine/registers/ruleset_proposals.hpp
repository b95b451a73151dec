// New versions of rulesets that await a second person: command -> decide() -> events -> apply().
// Pure; time, the ruleset in force and the proposal come in.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/result.hpp"
#include "engine/command/context.hpp"
#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/journal.pb.h"
#include "ladder/v1/ruleset_service.pb.h"

namespace ladder::registers {

// The only code that changes a RulesetProposal. Total.
void apply(v1::RulesetProposal& state, const v1::Event& event, const command::Recorded& recorded);

// Whether the ruleset in force asks that a second person approves the next version.
bool asks_for_approval(const definition::Ruleset& in_force);

// Rules are proposed, approved and withdrawn by people, each for themself: a program that one
// person runs is no second person. `account` is the caller's; null: they have none here.
// Errors: permission_denied.
[[nodiscard]] base::Result<void> require_person(const v1::Person* account);

// Names the proposal with this number of a ruleset, such as "rulesetProposals/landscape-2009-1".
std::string proposal_name(const std::string& ruleset_id, std::size_t number);

// What approving a proposal comes to.
struct Approval {
    v1::Event published;  // in the ruleset's stream
    v1::Event ended;      // in the proposal's
};

// `version` is the name of the ruleset version that it becomes; `context.ruleset` is in force, and
// was published by `published_by`.
// Errors: permission_denied for whoever proposed it, and for a role that the ruleset in force does
// not have approve; failed_precondition if it has ended; aborted with StaleEtag if it was made
// against another version than what is in force; invalid_argument for the reasons.
[[nodiscard]] base::Result<Approval> decide(
    const v1::RulesetProposal& state,
    const v1::ApproveRulesetRequest& command,
    const std::string& version,
    const std::string& published_by,
    const command::Context& context
);

// Errors: failed_precondition if it has ended; invalid_argument for the reasons.
[[nodiscard]] base::Result<v1::Event> decide(
    const v1::RulesetProposal& state, const v1::WithdrawRulesetProposalRequest& command
);

}  // namespace ladder::registers

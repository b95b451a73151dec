// Publishing rulesets, alone or by two people.
#pragma once

#include "ladder/v1/common.pb.h"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/api/desk.hpp"
#include "services/api/submit.hpp"

namespace ladder::api {

// Checks and publishes a version. The first ruleset may be published by anyone who is named: no
// role exists before it. Errors: invalid_argument with a TextIssue for each finding of the check;
// permission_denied; failed_precondition if the ruleset in force asks for a second person; those of
// JournalWriter::submit().
void publish_ruleset(
    const Desk& writer, const v1::Actor& actor, v1::PublishRulesetRequest request, Done done
);

// Records a version for a second person to approve. Errors: the same, but that none is asked for;
// already_exists if it is the newest version; permission_denied for a service account.
void propose_ruleset(
    const Desk& writer, const v1::Actor& actor, v1::ProposeRulesetRequest request, Done done
);

// Publishes a proposal, as another person than proposed it. Errors: as registers::decide().
void approve_ruleset(
    const Desk& writer, const v1::Actor& actor, v1::ApproveRulesetRequest request, Done done
);

// Ends a proposal without publishing it. Errors: as registers::decide().
void withdraw_ruleset_proposal(
    const Desk& writer,
    const v1::Actor& actor,
    v1::WithdrawRulesetProposalRequest request,
    Done done
);

}  // namespace ladder::api

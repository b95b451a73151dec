// Publishing rulesets.
#pragma once

#include "ladder/v1/common.pb.h"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/api/desk.hpp"
#include "services/api/submit.hpp"

namespace ladder::api {

// Checks and publishes a version. The first ruleset may be published by anyone who is named: no
// role exists before it. Errors: invalid_argument with a TextIssue for each finding of the check;
// permission_denied; those of JournalWriter::submit().
void publish_ruleset(
    const Desk& writer, const v1::Actor& actor, v1::PublishRulesetRequest request, Done done
);

}  // namespace ladder::api

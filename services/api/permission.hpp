// Who may do what is not done to a case: by the roles of the newest ruleset.
#pragma once

#include "db/journal_writer.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/common.pb.h"
#include "ladder/v1/definition.pb.h"

namespace ladder::api {

// Whether nothing is published yet: then the first ruleset and the bodies may be recorded by anyone
// who is named, since no role exists to ask.
enum class BeforeFirstRuleset { refused, allowed };

// Errors: permission_denied, naming the roles that may; failed_precondition if no ruleset is
// published and the act needs one.
[[nodiscard]] base::Result<void> require_permission(
    const definition::Ruleset* newest,
    const v1::Actor& actor,
    v1::Permission act,
    BeforeFirstRuleset before
);

base::Error no_ruleset_published();

}  // namespace ladder::api

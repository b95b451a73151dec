// On which state of a case a command is decided: asked before anything is.
#pragma once

#include <string>

#include "engine/casework/case.hpp"
#include "engine/command/authorise.hpp"

namespace ladder::casework {

// The case is at the etag that its user saw, and open. A missing etag is a problem of the field.
// Errors: aborted with StaleEtag; failed_precondition if the case is closed.
[[nodiscard]] base::Result<void> require_current(
    Problems& problems, const v1::Case& state, const std::string& etag
);

// The ladder of the case within the context's ruleset.
// Errors: internal if the ruleset is not that of the case, or holds no such ladder or stage.
[[nodiscard]] base::Result<const v1::LadderDefinition*> ladder_of(
    const v1::Case& state, const Context& context
);

}  // namespace ladder::casework

// Who may do what, and on which state of the case: asked before anything is decided.
#pragma once

#include <string>
#include <string_view>

#include "engine/casework/case.hpp"
#include "engine/casework/problems.hpp"

namespace ladder::casework {

// The caller is named and acts in a role of the ruleset.
// Errors: unauthenticated; permission_denied if there is no such role.
[[nodiscard]] base::Result<void> require_caller(const Context& context);

// As require_caller, and the role may do the act.
// Errors: also permission_denied, naming the roles that may.
[[nodiscard]] base::Result<void> require_permission(const Context& context, v1::Permission act);

// The person for whom the caller acts: `given`, or the caller where nothing is given. Another than
// the caller must be named whole (else a problem of `field`), in a capacity for which the caller's
// role records. Errors: permission_denied.
[[nodiscard]] base::Result<v1::Actor> acting_for(
    Problems& problems, const v1::Actor& given, std::string_view field, const Context& context
);

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

// Whether two names are one person's. Identifiers such as e-mail addresses differ in case alone
// only by how they were typed.
bool same_person(std::string_view a, std::string_view b);

}  // namespace ladder::casework

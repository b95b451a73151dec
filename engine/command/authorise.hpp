// Who may do what: asked before anything is decided.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/command/context.hpp"
#include "engine/command/problems.hpp"

namespace ladder::command {

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

// The state is at the etag that its user saw. A missing etag is a problem of the field. `what` is
// "case", "procedure" and so on.
// Errors: aborted with StaleEtag.
template <class State>
[[nodiscard]] base::Result<void> require_etag(
    Problems& problems, const State& state, const std::string& etag, std::string_view what
);

// Whether two names are one person's. Identifiers such as e-mail addresses differ in case alone
// only by how they were typed.
bool same_person(std::string_view a, std::string_view b);

// The etag of a state at a version.
std::string etag_of(std::int64_t version);

// What require_etag() answers to a stale one.
base::Error stale_etag(
    const std::string& name,
    const std::string& sent,
    const std::string& current,
    const std::string& changed_by
);

template <class State>
base::Result<void> require_etag(
    Problems& problems, const State& state, const std::string& etag, std::string_view what
) {
    if (etag.empty()) {
        problems.field(
            "etag", "is missing; send the etag of the " + std::string{what} + " as you saw it"
        );
    } else if (etag != state.etag()) {
        return stale_etag(state.name(), etag, state.etag(), state.updated_by().person());
    }
    return {};
}

}  // namespace ladder::command

// Who calls, people with their rights, and tokens. Each blocks and runs on a database thread.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/access_service.pb.h"
#include "services/access/caller.hpp"
#include "services/api/application.hpp"

namespace ladder::api {

// Errors: permission_denied for whoever does not keep people and their rights.
[[nodiscard]] base::Result<void> require_keeper(const access::Caller& caller);

[[nodiscard]] base::Result<v1::WhoAmIResponse> who_am_i(
    Application& app, const access::Caller& caller, const v1::WhoAmIRequest& request
);

// Everybody reads themselves; others only whoever keeps rights.
// Errors: permission_denied; not_found; invalid_argument for known_at or the page.
[[nodiscard]] base::Result<v1::GetPersonResponse> get_person(
    Application& app, const access::Caller& caller, const v1::GetPersonRequest& request
);
// A page holds those of its people who hold the role today, which may be fewer than its size.
[[nodiscard]] base::Result<v1::ListPeopleResponse> list_people(
    Application& app, const access::Caller& caller, const v1::ListPeopleRequest& request
);

// Errors: permission_denied unless the caller keeps rights; not_found; failed_precondition for a
// service account.
[[nodiscard]] base::Result<v1::InvitePersonResponse> invite_person(
    Application& app, const access::Caller& caller, const v1::InvitePersonRequest& request
);

// The same for whoever has the database at hand.
[[nodiscard]] base::Result<v1::InvitePersonResponse> invite(
    Application& app, const v1::Actor& actor, const v1::Person& person
);

// Of the caller, or of a service account for whoever keeps rights. No token makes another that
// outlives its own reach: capacities must be the caller's, or the service's.
// Errors: permission_denied; not_found; invalid_argument.
[[nodiscard]] base::Result<v1::CreateTokenResponse> create_token(
    Application& app, const access::Caller& caller, const v1::CreateTokenRequest& request
);
// The same for whoever has the database at hand; the capacities are not asked.
[[nodiscard]] base::Result<v1::CreateTokenResponse> make_token(
    Application& app,
    const v1::Actor& actor,
    const v1::Person& holder,
    const v1::CreateTokenRequest& request
);
[[nodiscard]] base::Result<v1::ListTokensResponse> list_tokens(
    Application& app, const access::Caller& caller, const v1::ListTokensRequest& request
);
// Whoever keeps rights revokes anybody's. Errors: not_found, also for a token of somebody else.
[[nodiscard]] base::Result<v1::RevokeTokenResponse> revoke_token(
    Application& app, const access::Caller& caller, const v1::RevokeTokenRequest& request
);

// Errors: permission_denied; not_found.
[[nodiscard]] base::Result<v1::SignOutEverywhereResponse> sign_out_everywhere(
    Application& app, const access::Caller& caller, const v1::SignOutEverywhereRequest& request
);

}  // namespace ladder::api

// Signing in to the console by the provider: the authorization code flow with PKCE (RFC 6749, 7636,
// 9207; OpenID Connect Core, section 3.1).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "services/access/access_log.hpp"
#include "services/access/oidc/attempt.hpp"
#include "services/access/oidc/provider.hpp"
#include "services/access/passwords.hpp"
#include "services/access/sessions.hpp"
#include "services/access/sign_in.hpp"
#include "services/http/router.hpp"

namespace ladder::oidc {

// Where the browser is sent after signing in, and after failing: whoever fails learns no more.
inline constexpr std::string_view after_success = "/";
inline constexpr std::string_view after_failure = "/sign-in?failed=oidc";

// Borrows what it is made of. Asks the provider on threads of its own, a few at a time.
class Browser {
public:
    struct Parts {
        Provider& provider;
        access::SignIn& sign_in;
        access::Sessions& sessions;
        access::AccessLog& log;
        std::function<base::Instant()> clock;
        // What went wrong, for the operator's log: no secret, nothing personal.
        std::function<void(const base::Error&)> told;
    };
    explicit Browser(Parts parts) : parts_{std::move(parts)} {}

    // GET /sign-in/oidc: sends the browser to the provider.
    void start(const http::Reply& reply);
    // GET /sign-in/oidc/callback: the browser is back.
    void finish(http::Request request, http::Reply reply);

    // Where a browser ends its session with the provider after it ended ours; empty: nowhere.
    std::string sign_out_url() const;

private:
    http::Response to_provider(const Metadata& metadata) const;
    http::Response failed(const base::Error& error, bool recorded) const;
    base::Result<Attempt> attempt_behind(const http::Request& request) const;
    base::Result<std::string> id_token_for(const std::string& code, const Attempt& attempt);
    http::Response finished(const http::Request& request);

    Parts parts_;
    access::PasswordThreads threads_{2, 32};  // last: what it runs uses the others
};

// Both paths. The browser's desk must outlive the server.
void add_routes(http::Router& router, Browser& browser);

}  // namespace ladder::oidc

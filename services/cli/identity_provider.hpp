// The identity provider of `ladder serve`, if one is configured.
#pragma once

#include <memory>
#include <optional>

#include "engine/base/result.hpp"
#include "services/access/oidc/browser.hpp"
#include "services/access/oidc/provider.hpp"
#include "services/api/application.hpp"
#include "services/cli/config.hpp"
#include "services/cli/log.hpp"

namespace ladder::cli {

// What is configured; nothing where there is no oidc_issuer.
// Errors: invalid_argument for settings that contradict each other or are no HTTPS; those of the
// secret's file.
[[nodiscard]] base::Result<std::optional<oidc::Settings>> oidc_settings(const Config& config);

// Asks the provider from the beginning, and fills the hooks of the application that it serves.
// Borrows both, which must outlive it.
class IdentityProvider {
public:
    IdentityProvider(oidc::Settings settings, api::Application& app, const Log& log);

    void add_routes(http::Router& router) { oidc::add_routes(router, browser_); }

private:
    oidc::Provider provider_;
    oidc::Browser browser_;
};

}  // namespace ladder::cli

#include "services/cli/identity_provider.hpp"

#include <sstream>
#include <utility>

#include "services/cli/secret_file.hpp"

namespace ladder::cli {

namespace {

bool is_https_or_loopback(const std::string& url) {
    return oidc::is_https(url) || oidc::is_loopback_http(url);
}

// Which are missing, or there without an issuer.
base::Result<void> check_together(const Config& config) {
    if (config.oidc_issuer.empty()) {
        const bool others = !config.oidc_client_id.empty() || !config.oidc_redirect_base.empty() ||
                            !config.oidc_client_secret_file.empty() ||
                            !config.oidc_audience.empty() || !config.oidc_ca_file.empty();
        return others ? base::Result<void>{base::field_error(
                            "oidc_issuer", "is missing: the other oidc_ settings need it"
                        )}
                      : base::Result<void>{};
    }
    if (config.oidc_client_id.empty()) {
        return base::field_error(
            "oidc_client_id", "is missing: as which client the provider knows this server"
        );
    }
    // A token of who only signs in would be one for the API, too.
    if (config.oidc_audience == config.oidc_client_id) {
        return base::field_error(
            "oidc_audience", "is the client's id; give the API a name of its own there"
        );
    }
    return {};
}

base::Result<void> check_urls(const Config& config) {
    if (!is_https_or_loopback(config.oidc_issuer)) {
        return base::field_error(
            "oidc_issuer", "is not HTTPS; write it as https://id.example/realm"
        );
    }
    const auto& base = config.oidc_redirect_base;
    const auto host = base.find("//");
    if (!is_https_or_loopback(base) || base.find('/', host + 2) != base.npos) {
        return base::field_error(
            "oidc_redirect_base",
            "is where browsers find this server, without a path: https://ladder.example"
        );
    }
    // Cookies are set and read by it, so it must be as people come.
    if (oidc::is_https(base) != (config.behind_proxy || !config.tls_cert.empty())) {
        return base::field_error(
            "oidc_redirect_base", "is https where TLS is on or a proxy ends it, and http elsewhere"
        );
    }
    return {};
}

base::Result<std::vector<oidc::Algorithm>> algorithms_of(const std::string& names) {
    std::vector<oidc::Algorithm> algorithms;
    std::istringstream words{names};
    for (std::string name; std::getline(words, name, ',');) {
        const auto algorithm = oidc::algorithm_of(name);
        if (!algorithm) {
            return base::field_error(
                "oidc_algorithms", "are among RS256, PS256, ES256 and EdDSA, parted by commas"
            );
        }
        algorithms.push_back(*algorithm);
    }
    return algorithms.empty() ? base::Result<std::vector<oidc::Algorithm>>{base::field_error(
                                    "oidc_algorithms", "are missing: by which the provider signs"
                                )}
                              : algorithms;
}

}  // namespace

base::Result<std::optional<oidc::Settings>> oidc_settings(const Config& config) {
    if (const auto whole = check_together(config); !whole) {
        return whole.error();
    }
    if (config.oidc_issuer.empty()) {
        return std::optional<oidc::Settings>{};
    }
    if (const auto fit = check_urls(config); !fit) {
        return fit.error();
    }
    auto algorithms = algorithms_of(config.oidc_algorithms);
    if (!algorithms) {
        return algorithms.error();
    }
    oidc::Settings settings;
    settings.issuer = config.oidc_issuer;
    settings.client_id = config.oidc_client_id;
    settings.base = config.oidc_redirect_base;
    settings.audience = config.oidc_audience;
    settings.algorithms = std::move(*algorithms);
    settings.ca_file = config.oidc_ca_file;
    if (!config.oidc_client_secret_file.empty()) {
        auto secret = read_secret_file(config.oidc_client_secret_file);
        if (!secret) {
            return secret.error();
        }
        settings.client_secret = std::move(*secret);
    }
    return std::optional{std::move(settings)};
}

IdentityProvider::IdentityProvider(oidc::Settings settings, api::Application& app, const Log& log)
    : provider_{
          std::move(settings),
          {app.clock,
           [&log](const base::Result<std::string>& told) {
               told ? log.event("oidc", *told) : log.warning("oidc", told.error().message);
           }}},
      browser_{
          {provider_,
           app.access.sign_in,
           app.access.sessions,
           app.access.log,
           app.clock,
           [&log](const base::Error& error) { log.warning("oidc", error.message); }}} {
    app.access.doorkeeper.set_verify_jwt([this](std::string_view jwt) {
        return provider_.identity_of_access_token(jwt);
    });
    app.access.provider_sign_out = [this] { return browser_.sign_out_url(); };
}

}  // namespace ladder::cli

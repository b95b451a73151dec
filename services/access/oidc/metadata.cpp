#include "services/access/oidc/metadata.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "services/access/oidc/json_object.hpp"
#include "services/access/oidc/web.hpp"

namespace ladder::oidc {

namespace {

base::Error unfit(std::string_view why) {
    return {
        base::Code::failed_precondition,
        fmt::format("the identity provider's discovery document is unfit: {}", why),
        {}};
}

// Basic unless the provider names methods and Basic is not among them.
bool wants_secret_in_form(const JsonObject& document) {
    const auto methods = document.texts("token_endpoint_auth_methods_supported");
    const auto has = [&](std::string_view method) {
        return std::find(methods->begin(), methods->end(), method) != methods->end();
    };
    return methods && !has("client_secret_basic") && has("client_secret_post");
}

}  // namespace

std::string metadata_url(const std::string& issuer) {
    return issuer + (issuer.ends_with('/') ? "" : "/") + ".well-known/openid-configuration";
}

base::Result<Metadata> parse_metadata(std::string_view json, const std::string& issuer) {
    const auto document = JsonObject::parse(json);
    if (!document) {
        return unfit(document.error().message);
    }
    if (document->text("issuer") != issuer) {
        return unfit("it is of another issuer than the one configured");
    }
    Metadata metadata;
    const auto read = [&](std::string_view name, std::string& endpoint, bool needed) {
        endpoint = document->text(name).value_or("");
        const bool fits =
            is_https(endpoint) || (is_loopback_http(issuer) && is_loopback_http(endpoint));
        return fits || (!needed && !document->has(name));
    };
    if (!read("authorization_endpoint", metadata.authorization_endpoint, true) ||
        !read("token_endpoint", metadata.token_endpoint, true) ||
        !read("jwks_uri", metadata.jwks_uri, true) ||
        !read("end_session_endpoint", metadata.end_session_endpoint, false)) {
        return unfit("an endpoint is missing, or is not HTTPS");
    }
    metadata.secret_in_form = wants_secret_in_form(*document);
    return metadata;
}

}  // namespace ladder::oidc

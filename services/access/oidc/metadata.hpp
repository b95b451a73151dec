// What a provider says of itself (OpenID Connect Discovery 1.0).
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace ladder::oidc {

struct Metadata {
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string jwks_uri;
    std::string end_session_endpoint;  // empty: it has none
    bool secret_in_form = false;       // the client's secret goes into the form, not the header
};

// Where the document is.
std::string metadata_url(const std::string& issuer);

// Errors: failed_precondition for a document of another issuer, without an endpoint, or with one
// that is not HTTPS; only a provider on loopback may have endpoints by plain HTTP, on loopback.
[[nodiscard]] base::Result<Metadata> parse_metadata(
    std::string_view json, const std::string& issuer
);

}  // namespace ladder::oidc

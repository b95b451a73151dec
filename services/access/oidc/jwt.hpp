// JSON Web Tokens (RFC 7519) signed by an identity provider: read, checked for their signature,
// then for what they claim. Best practice of RFC 8725.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "services/access/oidc/json_object.hpp"
#include "services/access/oidc/keys.hpp"

namespace ladder::oidc {

inline constexpr std::size_t jwt_bytes_max = 8192;
// How far the provider's clock may be from ours.
inline constexpr std::chrono::seconds leeway{30};

// A token in its parts; nothing of it is proved.
struct Jwt {
    Signed jws;
    Algorithm algorithm{};
    std::string key_id;  // empty: none
    std::string type;    // "typ" in lower case, without "application/"
    JsonObject claims;
};

// Errors (of all functions here: unauthenticated): it is not of three parts of base64url with JSON
// objects in the first two, is too long, is signed by an algorithm that is not `allowed`, or asks
// for extensions ("crit").
[[nodiscard]] base::Result<Jwt> parse_jwt(
    std::string_view text, const std::vector<Algorithm>& allowed
);

// Whether a key of the provider signed it. A token that names none is taken if exactly one key
// fits.
enum class Signature { good, bad, of_unknown_key };
Signature check_signature(const Jwt& jwt, const KeySet& keys);

enum class Use { id_token, access_token };

// What a token must claim to be taken.
struct Expected {
    std::string issuer;
    std::string audience;  // ours: the client's id, or the name of the API
    base::Instant now;
    std::string nonce;  // of an ID token
};

// Who a token is about. Errors: another issuer, audience, authorised party or nonce; no subject;
// ended, or not yet good; a token of the other use.
[[nodiscard]] base::Result<std::string> check_claims(
    const Jwt& jwt, Use use, const Expected& expected
);

}  // namespace ladder::oidc

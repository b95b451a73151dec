#include "services/access/oidc/jwt.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "services/access/oidc/base64url.hpp"
#include "services/access/secrets.hpp"
#include "services/http/message.hpp"

namespace ladder::oidc {

namespace {

constexpr std::size_t subject_bytes_max = 255;  // OpenID Connect Core, section 2

base::Error refused(std::string_view why) {
    return {base::Code::unauthenticated, fmt::format("this JWT is refused: {}", why), {}};
}

// "at+jwt" of "application/AT+JWT" (RFC 7515, section 4.1.9).
std::string type_of(const JsonObject& header) {
    auto type = header.text("typ").value_or("");
    std::transform(type.begin(), type.end(), type.begin(), http::lower);
    constexpr std::string_view application = "application/";
    return type.starts_with(application) ? type.substr(application.size()) : type;
}

base::Result<void> check_audience(const JsonObject& claims, const std::string& ours) {
    const auto audiences = claims.texts("aud");
    if (!audiences || std::find(audiences->begin(), audiences->end(), ours) == audiences->end()) {
        return refused("it is for another audience");
    }
    return {};
}

// Whom an ID token was issued to (OpenID Connect Core, section 3.1.3.7, steps 4 and 5).
base::Result<void> check_party(const JsonObject& claims, const std::string& ours) {
    const auto audiences = claims.texts("aud");
    const bool must_tell = audiences && audiences->size() > 1;
    if ((must_tell || claims.has("azp")) && claims.text("azp") != ours) {
        return refused("it was issued to another party");
    }
    return {};
}

base::Result<void> check_times(const JsonObject& claims, base::Instant now) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const auto slack = leeway.count();
    const auto ends = claims.seconds("exp");
    if (!ends || seconds >= *ends + slack) {
        return refused(ends ? "it has ended" : "it does not say when it ends");
    }
    const auto issued = claims.seconds("iat");
    if (!issued || *issued > seconds + slack) {
        return refused(
            issued ? "it was issued in the future" : "it does not say when it was issued"
        );
    }
    const auto starts = claims.seconds("nbf");
    if (claims.has("nbf") && (!starts || *starts > seconds + slack)) {
        return refused("it is not good yet");
    }
    return {};
}

// One kind of token is not taken for another (RFC 8725, section 3.11): by its type if it has one,
// and by what only an ID token has.
base::Result<void> check_use(const Jwt& jwt, Use use, const Expected& expected) {
    const bool of_any_type = jwt.type.empty() || jwt.type == "jwt";
    if (use == Use::access_token) {
        const bool is_one = (of_any_type || jwt.type == "at+jwt") && !jwt.claims.has("nonce");
        return is_one ? base::Result<void>{} : refused("it is no access token");
    }
    if (!of_any_type) {
        return refused("it is no ID token");
    }
    const auto nonce = jwt.claims.text("nonce");
    if (expected.nonce.empty() || !nonce || !access::equal_secrets(*nonce, expected.nonce)) {
        return refused("it is of another sign-in");
    }
    return check_party(jwt.claims, expected.audience);
}

}  // namespace

base::Result<Jwt> parse_jwt(std::string_view text, const std::vector<Algorithm>& allowed) {
    if (text.size() > jwt_bytes_max) {
        return refused("it is too long");
    }
    const auto first = text.find('.');
    const auto second = first == text.npos ? text.npos : text.find('.', first + 1);
    if (second == text.npos) {
        return refused("it is not of three parts");
    }
    const auto header_json = from_base64url(text.substr(0, first));
    const auto claims_json = from_base64url(text.substr(first + 1, second - first - 1));
    auto signature = from_base64url(text.substr(second + 1));
    if (!header_json || !claims_json || !signature) {
        return refused("a part of it is not base64url");
    }
    const auto header = JsonObject::parse(*header_json);
    auto claims = JsonObject::parse(*claims_json);
    if (!header || !claims) {
        return refused("a part of it is no JSON object");
    }
    const auto algorithm = algorithm_of(header->text("alg").value_or(""));
    if (!algorithm || std::find(allowed.begin(), allowed.end(), *algorithm) == allowed.end()) {
        return refused("its algorithm is not allowed here");
    }
    if (header->has("crit")) {
        return refused("it asks for an extension that is not known here");
    }
    if (header->has("kid") && header->text("kid").value_or("").empty()) {
        return refused("its kid names no key");
    }
    Jwt jwt;
    jwt.jws = {std::string{text}, std::string{text.substr(0, second)}, std::move(*signature)};
    jwt.algorithm = *algorithm;
    jwt.key_id = header->text("kid").value_or("");
    jwt.type = type_of(*header);
    jwt.claims = std::move(*claims);
    return jwt;
}

Signature check_signature(const Jwt& jwt, const KeySet& keys) {
    KeySet fitting;
    for (const auto& key : keys) {
        if (key->fits(jwt.algorithm) && (jwt.key_id.empty() || key->id() == jwt.key_id)) {
            fitting.push_back(key);
        }
    }
    // Two of one name are as good as none: which was meant?
    if (fitting.size() != 1) {
        return fitting.empty() ? Signature::of_unknown_key : Signature::bad;
    }
    return fitting.front()->signed_it(jwt.jws, jwt.algorithm) ? Signature::good : Signature::bad;
}

base::Result<std::string> check_claims(const Jwt& jwt, Use use, const Expected& expected) {
    if (jwt.claims.text("iss") != expected.issuer) {
        return refused("it is of another issuer");
    }
    for (const auto& check :
         {check_audience(jwt.claims, expected.audience),
          check_times(jwt.claims, expected.now),
          check_use(jwt, use, expected)}) {
        if (!check) {
            return check.error();
        }
    }
    auto subject = jwt.claims.text("sub").value_or("");
    if (subject.empty() || subject.size() > subject_bytes_max) {
        return refused("it names no subject");
    }
    return subject;
}

}  // namespace ladder::oidc

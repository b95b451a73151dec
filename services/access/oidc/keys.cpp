#include "services/access/oidc/keys.hpp"

#include <algorithm>
#include <array>
#include <cjose/jwk.h>
#include <cjose/jws.h>
#include <utility>

#include <fmt/format.h>
#include <sodium/crypto_sign_ed25519.h>

#include "services/access/oidc/base64url.hpp"
#include "services/access/oidc/json_object.hpp"

namespace ladder::oidc {

namespace {

constexpr std::size_t rsa_bits_min = 2048;
constexpr std::size_t rsa_bits_max = 8192;
constexpr std::size_t es256_bytes = 64;  // r and s (RFC 7518, section 3.4)

constexpr std::array<std::pair<std::string_view, Algorithm>, 4> algorithm_names{{
    {"RS256", Algorithm::rs256},
    {"PS256", Algorithm::ps256},
    {"ES256", Algorithm::es256},
    {"EdDSA", Algorithm::eddsa},
}};

struct ReleaseJwk {
    void operator()(cjose_jwk_t* jwk) const { cjose_jwk_release(jwk); }
};
struct ReleaseJws {
    void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};
using Jwk = std::unique_ptr<cjose_jwk_t, ReleaseJwk>;
using Jws = std::unique_ptr<cjose_jws_t, ReleaseJws>;

// RSA and P-256, by cjose.
class CjoseKey final : public Key {
public:
    CjoseKey(std::string id, std::string only, Jwk jwk)
        : Key{std::move(id), std::move(only)}, jwk_{std::move(jwk)} {}

    bool signed_it(const Signed& jws, Algorithm algorithm) const override {
        if (algorithm == Algorithm::es256 && jws.signature.size() != es256_bytes) {
            return false;
        }
        cjose_err error{};
        const Jws read{cjose_jws_import(jws.text.data(), jws.text.size(), &error)};
        return read && cjose_jws_verify(read.get(), jwk_.get(), &error);
    }

private:
    bool is_of(Algorithm algorithm) const override {
        cjose_err error{};
        const bool is_rsa = cjose_jwk_get_kty(jwk_.get(), &error) == CJOSE_JWK_KTY_RSA;
        return is_rsa ? algorithm == Algorithm::rs256 || algorithm == Algorithm::ps256
                      : algorithm == Algorithm::es256;
    }

    Jwk jwk_;
};

// Ed25519, which cjose does not know, by libsodium.
class EdKey final : public Key {
public:
    using Point = std::array<unsigned char, crypto_sign_ed25519_PUBLICKEYBYTES>;
    EdKey(std::string id, std::string only, const Point& point)
        : Key{std::move(id), std::move(only)}, point_{point} {}

    bool signed_it(const Signed& jws, Algorithm) const override {
        const auto bytes = [](const std::string& text) {
            return reinterpret_cast<const unsigned char*>(text.data());
        };
        return jws.signature.size() == crypto_sign_ed25519_BYTES &&
               crypto_sign_ed25519_verify_detached(
                   bytes(jws.signature), bytes(jws.payload), jws.payload.size(), point_.data()
               ) == 0;
    }

private:
    bool is_of(Algorithm algorithm) const override { return algorithm == Algorithm::eddsa; }

    Point point_;
};

// Whether a key says that it does something else than sign (RFC 7517, sections 4.2 and 4.3).
bool is_for_signing(const JsonObject& jwk) {
    const auto operations = jwk.texts("key_ops");
    return jwk.text("use").value_or("sig") == "sig" &&
           (!jwk.has("key_ops") ||
            (operations &&
             std::find(operations->begin(), operations->end(), "verify") != operations->end()));
}

// A member that is base64url, as it stands: cjose stops the program at what is not.
std::optional<std::string> encoded(const JsonObject& jwk, std::string_view name) {
    auto text = jwk.text(name);
    return text && from_base64url(*text) ? text : std::nullopt;
}

std::shared_ptr<const Key> ed_key(const JsonObject& jwk, std::string id, std::string only) {
    const auto x = from_base64url(jwk.text("x").value_or(""));
    EdKey::Point point{};
    if (jwk.text("crv") != "Ed25519" || !x || x->size() != point.size()) {
        return nullptr;
    }
    std::copy(x->begin(), x->end(), point.begin());
    return std::make_shared<EdKey>(std::move(id), std::move(only), point);
}

// The public members and no others, for cjose; nothing for a key that lacks one.
std::optional<std::string> public_jwk(const JsonObject& jwk, bool is_rsa) {
    const auto first = encoded(jwk, is_rsa ? "n" : "x");
    const auto second = encoded(jwk, is_rsa ? "e" : "y");
    if (!first || !second || (!is_rsa && jwk.text("crv") != "P-256")) {
        return std::nullopt;
    }
    return is_rsa
               ? fmt::format(R"({{"kty":"RSA","n":"{}","e":"{}"}})", *first, *second)
               : fmt::format(R"({{"kty":"EC","crv":"P-256","x":"{}","y":"{}"}})", *first, *second);
}

std::shared_ptr<const Key> cjose_key(
    const JsonObject& jwk, bool is_rsa, std::string id, std::string only
) {
    const auto json = public_jwk(jwk, is_rsa);
    if (!json) {
        return nullptr;
    }
    cjose_err error{};
    Jwk read{cjose_jwk_import(json->data(), json->size(), &error)};
    if (!read) {
        return nullptr;
    }
    const auto bits = cjose_jwk_get_keysize(read.get(), &error);
    if (is_rsa && (bits < rsa_bits_min || bits > rsa_bits_max)) {
        return nullptr;
    }
    return std::make_shared<CjoseKey>(std::move(id), std::move(only), std::move(read));
}

// Null for a key that is of no use here.
std::shared_ptr<const Key> parse_key(const std::string& json) {
    const auto jwk = JsonObject::parse(json);
    if (!jwk || !is_for_signing(*jwk)) {
        return nullptr;
    }
    const auto kty = jwk->text("kty").value_or("");
    auto id = jwk->text("kid").value_or("");
    auto only = jwk->text("alg").value_or("");
    if (kty == "OKP") {
        return ed_key(*jwk, std::move(id), std::move(only));
    }
    return kty == "RSA" || kty == "EC"
               ? cjose_key(*jwk, kty == "RSA", std::move(id), std::move(only))
               : nullptr;
}

base::Error no_key_set(std::string message) {
    return {base::Code::invalid_argument, std::move(message), {}};
}

}  // namespace

std::optional<Algorithm> algorithm_of(std::string_view name) {
    for (const auto& [known, algorithm] : algorithm_names) {
        if (known == name) {
            return algorithm;
        }
    }
    return std::nullopt;
}

std::string_view name_of(Algorithm algorithm) {
    for (const auto& [name, known] : algorithm_names) {
        if (known == algorithm) {
            return name;
        }
    }
    return {};
}

bool Key::fits(Algorithm algorithm) const {
    return is_of(algorithm) && (only_.empty() || only_ == name_of(algorithm));
}

base::Result<KeySet> parse_key_set(std::string_view json) {
    if (json.size() > key_set_bytes_max) {
        return no_key_set("the provider's keys are too large a document");
    }
    const auto document = JsonObject::parse(json);
    const auto keys = document ? document->elements("keys") : std::nullopt;
    if (!keys) {
        return no_key_set("what the provider has at its jwks_uri is no set of keys");
    }
    KeySet set;
    for (const auto& key : *keys) {
        if (auto read = parse_key(key)) {
            set.push_back(std::move(read));
        }
    }
    if (set.empty()) {
        return no_key_set("the provider has no key that could sign here");
    }
    return set;
}

}  // namespace ladder::oidc

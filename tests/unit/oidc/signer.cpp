#include "tests/unit/oidc/signer.hpp"

#include <array>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>

#include "services/http/json_text.hpp"

namespace ladder::oidc {

namespace {

void must_hold(bool holds) {
    if (!holds) {
        throw std::runtime_error{"OpenSSL refuses"};
    }
}

EVP_PKEY* generate(Algorithm algorithm, unsigned rsa_bits) {
    switch (algorithm) {
        case Algorithm::rs256:
        case Algorithm::ps256:
            return EVP_RSA_gen(rsa_bits);
        case Algorithm::es256:
            return EVP_EC_gen("P-256");
        case Algorithm::eddsa:
            return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    }
    return nullptr;
}

// r and s, 32 bytes each, of OpenSSL's DER.
std::string raw_signature(const std::string& der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    auto* const signature = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
    must_hold(signature != nullptr);
    std::string raw(64, '\0');
    auto* const bytes = reinterpret_cast<unsigned char*>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature), bytes, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature), bytes + 32, 32);
    ECDSA_SIG_free(signature);
    return raw;
}

}  // namespace

std::string to_base64url(std::string_view bytes) {
    auto text = http::to_base64(bytes, false);
    for (auto& c : text) {
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    }
    return text;
}

Signer::Signer(Algorithm algorithm, std::string kid, unsigned rsa_bits)
    : algorithm_{algorithm}, kid_{std::move(kid)}, key_{generate(algorithm, rsa_bits)} {
    must_hold(key_ != nullptr);
}

// A big-endian number of the key, in base64url.
std::string Signer::number(const char* name) const {
    BIGNUM* value = nullptr;
    must_hold(EVP_PKEY_get_bn_param(key_.get(), name, &value) == 1);
    const bool is_coordinate = algorithm_ == Algorithm::es256;
    std::string bytes(static_cast<std::size_t>(is_coordinate ? 32 : BN_num_bytes(value)), '\0');
    BN_bn2binpad(
        value, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size())
    );
    BN_free(value);
    return to_base64url(bytes);
}

std::string Signer::jwk(const std::string& more) const {
    const auto with = [&](const std::string& members) {
        return fmt::format(R"({{{},"kid":"{}"{}}})", members, kid_, more);
    };
    switch (algorithm_) {
        case Algorithm::rs256:
        case Algorithm::ps256:
            return with(fmt::format(
                R"("kty":"RSA","n":"{}","e":"{}")",
                number(OSSL_PKEY_PARAM_RSA_N),
                number(OSSL_PKEY_PARAM_RSA_E)
            ));
        case Algorithm::es256:
            return with(fmt::format(
                R"("kty":"EC","crv":"P-256","x":"{}","y":"{}")",
                number(OSSL_PKEY_PARAM_EC_PUB_X),
                number(OSSL_PKEY_PARAM_EC_PUB_Y)
            ));
        case Algorithm::eddsa: {
            std::string point(32, '\0');
            std::size_t size = point.size();
            EVP_PKEY_get_raw_public_key(
                key_.get(), reinterpret_cast<unsigned char*>(point.data()), &size
            );
            return with(fmt::format(R"("kty":"OKP","crv":"Ed25519","x":"{}")", to_base64url(point))
            );
        }
    }
    return {};
}

std::string Signer::header() const {
    return fmt::format(R"({{"alg":"{}","kid":"{}"}})", name_of(algorithm_), kid_);
}

std::string Signer::sign(const std::string& header, const std::string& claims) const {
    const auto payload = to_base64url(header) + "." + to_base64url(claims);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{
        EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    EVP_PKEY_CTX* padding = nullptr;
    const auto* digest = algorithm_ == Algorithm::eddsa ? nullptr : EVP_sha256();
    must_hold(EVP_DigestSignInit(context.get(), &padding, digest, nullptr, key_.get()) == 1);
    if (algorithm_ == Algorithm::ps256) {
        must_hold(EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING) == 1);
        must_hold(EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, RSA_PSS_SALTLEN_DIGEST) == 1);
    }
    const auto* const bytes = reinterpret_cast<const unsigned char*>(payload.data());
    std::size_t size = 0;
    must_hold(EVP_DigestSign(context.get(), nullptr, &size, bytes, payload.size()) == 1);
    std::string signature(size, '\0');
    must_hold(
        EVP_DigestSign(
            context.get(),
            reinterpret_cast<unsigned char*>(signature.data()),
            &size,
            bytes,
            payload.size()
        ) == 1
    );
    signature.resize(size);
    return payload + "." +
           to_base64url(algorithm_ == Algorithm::es256 ? raw_signature(signature) : signature);
}

}  // namespace ladder::oidc

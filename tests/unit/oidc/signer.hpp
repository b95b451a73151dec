// A key pair of an identity provider, by OpenSSL: what cjose checks is signed by somebody else.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <openssl/evp.h>

#include "services/access/oidc/keys.hpp"

namespace ladder::oidc {

std::string to_base64url(std::string_view bytes);

class Signer {
public:
    // `rsa_bits` if the algorithm is of RSA.
    Signer(Algorithm algorithm, std::string kid, unsigned rsa_bits = 2048);

    const std::string& kid() const { return kid_; }
    // {"kty":..,"kid":..,..}; `more` is put between its braces: ",\"use\":\"enc\"".
    std::string jwk(const std::string& more = "") const;
    // {"alg":..,"kid":..}
    std::string header() const;
    // A token of any header and claims, signed by this key.
    std::string sign(const std::string& header, const std::string& claims) const;

private:
    struct Free {
        void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    };
    std::string number(const char* name) const;

    Algorithm algorithm_;
    std::string kid_;
    std::unique_ptr<EVP_PKEY, Free> key_;
};

}  // namespace ladder::oidc

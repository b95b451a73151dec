#include "services/access/secrets.hpp"

#include <array>

#include <sodium/crypto_hash_sha256.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

namespace ladder::access {

namespace {

using Sha256Digest = std::array<unsigned char, crypto_hash_sha256_BYTES>;

Sha256Digest sha256_of(std::string_view text) {
    Sha256Digest digest{};
    crypto_hash_sha256(
        digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size()
    );
    return digest;
}

template <class Bytes>
std::string base64url_of(const Bytes& bytes) {
    constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back();  // the terminating zero
    return text;
}

}  // namespace

std::string new_secret() {
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return base64url_of(bytes);
}

std::string hash_of(std::string_view secret) {
    const auto digest = sha256_of(secret);
    std::string text(2 * digest.size() + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
    text.pop_back();  // the terminating zero
    return text;
}

std::string digest_of(std::string_view secret) {
    return base64url_of(sha256_of(secret));
}

std::string csrf_of(std::string_view secret) {
    return digest_of("csrf:" + std::string{secret});
}

bool equal_secrets(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace ladder::access

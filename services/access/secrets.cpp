#include "services/access/secrets.hpp"

#include <sodium/randombytes.h>
#include <sodium/utils.h>

#include "engine/base/hex.hpp"
#include "engine/base/sha256.hpp"

namespace ladder::access {

namespace {

std::string base64url_of(std::string_view bytes) {
    constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(
        text.data(),
        text.size(),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size(),
        variant
    );
    text.pop_back();  // the terminating zero
    return text;
}

}  // namespace

std::string new_secret() {
    std::string bytes(32, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return base64url_of(bytes);
}

std::string hash_of(std::string_view secret) {
    return base::hex(base::sha256(secret));
}

std::string digest_of(std::string_view secret) {
    return base64url_of(base::sha256(secret));
}

std::string csrf_of(std::string_view secret) {
    return digest_of("csrf:" + std::string{secret});
}

bool equal_secrets(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace ladder::access

// Hashes by libsodium.
#include "engine/base/sha256.hpp"

#include <sodium/crypto_hash_sha256.h>

namespace ladder::base {

std::string sha256(std::string_view bytes) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(
        reinterpret_cast<unsigned char*>(digest.data()),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size()
    );
    return digest;
}

}  // namespace ladder::base

#include "db/quarantine_digest.hpp"

#include <algorithm>
#include <array>

#include "engine/base/serialise.hpp"

namespace ladder::db {

QuarantineDigest::QuarantineDigest() {
    crypto_hash_sha256_init(&state_);
}

void QuarantineDigest::add_part(std::string_view bytes) {
    const auto length = std::to_string(bytes.size()) + "\n";
    for (const auto part : {std::string_view{length}, bytes}) {
        crypto_hash_sha256_update(
            &state_, reinterpret_cast<const unsigned char*>(part.data()), part.size()
        );
    }
}

void QuarantineDigest::add(std::int64_t number, std::string_view issue, std::string_view text) {
    add_part(std::to_string(number));
    add_part(issue);
    add_part(text);
}

std::string QuarantineDigest::take() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&state_, digest.data());
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string stored_text(const QuarantinedText& row) {
    auto text = row.text;
    std::replace(text.begin(), text.end(), '\0', '?');
    return text;
}

std::string quarantined_digest(const std::vector<QuarantinedText>& rows) {
    if (rows.empty()) {
        return {};
    }
    QuarantineDigest digest;
    std::int64_t number = 0;
    for (const auto& row : rows) {
        digest.add(++number, base::serialise(row.issue), stored_text(row));
    }
    return digest.take();
}

}  // namespace ladder::db

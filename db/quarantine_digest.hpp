// The digest that ties the rows an import kept aside to its event.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <sodium/crypto_hash_sha256.h>

#include "db/observation_store.hpp"

namespace ladder::db {

// SHA-256 over rows in order: the row's number in decimal, the bytes of its issue and of its text,
// each after its length in decimal and a newline.
class QuarantineDigest {
public:
    QuarantineDigest();
    // `number` from 1; `issue` as serialised, `text` as stored.
    void add(std::int64_t number, std::string_view issue, std::string_view text);
    // 32 bytes. Ends it.
    std::string take();

private:
    void add_part(std::string_view bytes);

    crypto_hash_sha256_state state_{};
};

// A row's text as it is stored: PostgreSQL's texts hold no NUL.
std::string stored_text(const QuarantinedText& row);

}  // namespace ladder::db

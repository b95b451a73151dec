// Seals a kept answer to the journal: the salt of the first event that a request caused is a hash
// of the request's row, so the leaf of that event covers what was asked and what was answered.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ladder::db {

// An answer that was given, and will be given again to the same request.
struct AnsweredRequest {
    std::string fingerprint;    // of what was asked
    std::string response;       // as it is kept: stored_answer.hpp
    std::int64_t position = 0;  // of the request's first event, if it caused one
    std::string salt;           // random; empty: not sealed
};

// Random bytes of the salt of an event, or of an answer that is sealed.
inline constexpr std::size_t salt_bytes = 16;
// An event's salt of this size is a seal. The size can't be forged: leaves cover salts by digests.
inline constexpr std::size_t seal_bytes = 32;

// SHA-256 of the row of the request. Nobody who lacks the row's salt can tell what was answered
// from it, so it may stay when the answer is destroyed.
std::string seal_of(std::string_view request_id, const AnsweredRequest& request);

}  // namespace ladder::db

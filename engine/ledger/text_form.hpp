// How the C2SP formats write hashes, numbers and names: strict, so that a value has one text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/ledger/merkle.hpp"

namespace ladder::ledger {

// RFC 4648 section 4, padded.
std::string to_base64(std::string_view bytes);

// Nothing unless `text` is what to_base64 writes.
std::optional<std::string> from_base64(std::string_view text);

std::string_view bytes_of(const Hash& hash);

// Nothing unless it is 32 bytes.
std::optional<Hash> hash_of(std::string_view bytes);

// The base64 of 32 bytes, or nothing.
std::optional<Hash> hash_from_base64(std::string_view text);

// ASCII decimal without leading zeros, 0 to 2^63 - 1, or nothing.
std::optional<std::int64_t> number_of(std::string_view text);

// Valid UTF-8 without ASCII control characters other than newline.
bool is_note_text(std::string_view text);

// A key name of signed notes: not empty, valid UTF-8, no Unicode space, no control character, no
// plus.
bool is_key_name(std::string_view text);

// Cuts the first line, without its newline, off the front of `text`. Nothing, and `text` as it
// was, where no newline is left.
std::optional<std::string_view> take_line(std::string_view& text);

}  // namespace ladder::ledger

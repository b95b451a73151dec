// Pieces of JSON text: quoted strings, numbers and base64.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ladder::http {

// Appends `text`, which should be UTF-8, as a JSON string with its quotes. Bytes that are not UTF-8
// become U+FFFD, so that the result is JSON whatever comes in.
void append_json_string(std::string& out, std::string_view text);

// The same as a value.
std::string json_quote(std::string_view text);

// Appends the shortest decimal number that reads back as `value`; NaN and the infinities as the
// strings that the JSON mapping of protobuf has for them.
void append_json_double(std::string& out, double value);
void append_json_float(std::string& out, float value);

// The offset of the first byte that is not part of well-formed UTF-8 (no surrogates, no overlong
// forms); npos if there is none.
std::size_t find_invalid_utf8(std::string_view text);

// The text's first bytes, at most so many, that end with a whole character.
std::string_view clipped(std::string_view text, std::size_t bytes_max);

// Appends a code point, which must not be a surrogate, as UTF-8.
void append_utf8(std::string& out, std::uint32_t point);

// RFC 4648 base64, standard alphabet, padded or not.
std::string to_base64(std::string_view bytes, bool padded);

// The bytes of base64 text in the standard or the URL alphabet, padded or not. Nothing if it is
// neither.
std::optional<std::string> from_base64(std::string_view text);

// The text behind percent-encoding. Nothing if a '%' is not followed by two hexadecimal digits.
// `plus_is_space` as in query strings.
std::optional<std::string> from_percent(std::string_view text, bool plus_is_space);

}  // namespace ladder::http

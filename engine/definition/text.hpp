// What a text of a definition may hold: valid UTF-8 without control characters.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ladder::definition {

// The first thing in a text that may not stand there.
struct BadText {
    std::size_t offset = 0;  // in bytes
    std::string what;        // "invalid UTF-8" or "control character U+0000"
};

// Nothing if the text is valid UTF-8 (no overlong form, no surrogate, at most U+10FFFF) whose only
// control characters are tab, line feed and carriage return.
std::optional<BadText> find_bad_text(std::string_view text);

// How many characters (code points) the first `bytes` bytes of valid UTF-8 hold.
std::size_t characters_in(std::string_view text, std::size_t bytes);

// At most `characters` characters of valid UTF-8, with "..." if it was longer: for messages.
std::string shortened(std::string_view text, std::size_t characters = 60);

}  // namespace ladder::definition

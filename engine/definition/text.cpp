// What a text of a definition may hold: valid UTF-8 without control characters.
#include "engine/definition/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ladder::definition {

namespace {

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Length of the sequence that begins at `offset`; 0 if it is invalid. Table 3-7 of the Unicode
// Standard.
std::size_t sequence_length(std::string_view text, std::size_t offset) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
    const auto left = text.size() - offset;
    const auto lead = byte(0);
    if (lead < 0x80U) {
        return 1;
    }
    const std::size_t length = lead >= 0xC2U && lead <= 0xDFU   ? 2
                               : lead >= 0xE0U && lead <= 0xEFU ? 3
                               : lead >= 0xF0U && lead <= 0xF4U ? 4
                                                                : 0;
    if (length == 0 || left < length) {
        return 0;
    }
    const unsigned low = lead == 0xE0U ? 0xA0U : lead == 0xF0U ? 0x90U : 0x80U;
    const unsigned high = lead == 0xEDU ? 0x9FU : lead == 0xF4U ? 0x8FU : 0xBFU;
    if (byte(1) < low || byte(1) > high) {
        return 0;
    }
    for (std::size_t i = 2; i < length; ++i) {
        if (!is_continuation(text[offset + i])) {
            return 0;
        }
    }
    return length;
}

bool is_control(unsigned char c) {
    return (c < 0x20U && c != '\t' && c != '\n' && c != '\r') || c == 0x7FU;
}

}  // namespace

std::optional<BadText> find_bad_text(std::string_view text) {
    std::size_t offset = 0;
    while (offset < text.size()) {
        const auto length = sequence_length(text, offset);
        if (length == 0) {
            return BadText{offset, "invalid UTF-8"};
        }
        const auto c = static_cast<unsigned char>(text[offset]);
        if (is_control(c)) {
            return BadText{offset, fmt::format("control character U+{:04X}", c)};
        }
        offset += length;
    }
    return std::nullopt;
}

std::size_t characters_in(std::string_view text, std::size_t bytes) {
    const auto end = std::min(bytes, text.size());
    return static_cast<std::size_t>(std::count_if(
        text.begin(),
        text.begin() + static_cast<std::ptrdiff_t>(end),
        [](char c) { return !is_continuation(c); }
    ));
}

std::string shortened(std::string_view text, std::size_t characters) {
    std::size_t end = 0;
    for (std::size_t seen = 0; end < text.size(); ++end) {
        if (!is_continuation(text[end]) && seen++ == characters) {
            return std::string{text.substr(0, end)} + "...";
        }
    }
    return std::string{text};
}

}  // namespace ladder::definition

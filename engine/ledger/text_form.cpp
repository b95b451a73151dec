// Strict texts of the C2SP formats.
#include "engine/ledger/text_form.hpp"

#include <algorithm>
#include <charconv>

#include <sodium/utils.h>

namespace ladder::ledger {

namespace {

constexpr char32_t no_character = 0xFFFFFFFF;

struct Shape {
    std::size_t bytes;
    char32_t first_bits;
    char32_t lowest;
};

Shape shape_of(unsigned char lead) {
    if (lead < 0x80) {
        return {1, lead, 0};
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        return {2, lead & 0x1FU, 0x80};
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        return {3, lead & 0x0FU, 0x800};
    }
    if (lead >= 0xF0 && lead < 0xF5) {
        return {4, lead & 0x07U, 0x10000};
    }
    return {0, 0, 0};
}

// Takes one character off the front; no_character where that is not valid UTF-8.
char32_t take_character(std::string_view& text) {
    const auto shape = shape_of(static_cast<unsigned char>(text.front()));
    if (shape.bytes == 0 || text.size() < shape.bytes) {
        return no_character;
    }
    auto character = shape.first_bits;
    for (const char next : text.substr(1, shape.bytes - 1)) {
        if ((static_cast<unsigned char>(next) & 0xC0U) != 0x80U) {
            return no_character;
        }
        character = (character << 6U) | (static_cast<unsigned char>(next) & 0x3FU);
    }
    const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (character < shape.lowest || character > 0x10FFFF || surrogate) {
        return no_character;
    }
    text.remove_prefix(shape.bytes);
    return character;
}

// The property White_Space of Unicode.
bool is_space(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

template <class Allowed>
bool every_character(std::string_view text, Allowed allowed) {
    while (!text.empty()) {
        const auto character = take_character(text);
        if (character == no_character || !allowed(character)) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
    constexpr auto variant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(
        text.data(),
        text.size(),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size(),
        variant
    );
    text.pop_back();  // the terminating zero, which the length counts
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3, '\0');
    std::size_t written = 0;
    const char* end = nullptr;
    const int failed = sodium_base642bin(
        reinterpret_cast<unsigned char*>(bytes.data()),
        bytes.size(),
        text.data(),
        text.size(),
        nullptr,
        &written,
        &end,
        sodium_base64_VARIANT_ORIGINAL
    );
    if (failed != 0 || end != text.data() + text.size()) {
        return std::nullopt;
    }
    bytes.resize(written);
    // Of several texts that decode alike, only the one that is written counts.
    if (to_base64(bytes) != text) {
        return std::nullopt;
    }
    return bytes;
}

std::string_view bytes_of(const Hash& hash) {
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::optional<Hash> hash_of(std::string_view bytes) {
    Hash hash{};
    if (bytes.size() != hash.size()) {
        return std::nullopt;
    }
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(hash.data()));
    return hash;
}

std::optional<Hash> hash_from_base64(std::string_view text) {
    const auto bytes = from_base64(text);
    return bytes ? hash_of(*bytes) : std::nullopt;
}

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, failed] = std::from_chars(text.data(), end, number);
    const bool padded = text.size() > 1 && text.front() == '0';
    if (failed != std::errc{} || stopped != end || padded || text.front() == '-') {
        return std::nullopt;
    }
    return number;
}

bool is_note_text(std::string_view text) {
    return every_character(text, [](char32_t c) { return c >= 0x20 || c == U'\n'; });
}

bool is_key_name(std::string_view text) {
    return !text.empty() &&
           every_character(text, [](char32_t c) { return c >= 0x20 && c != U'+' && !is_space(c); });
}

std::optional<std::string_view> take_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

}  // namespace ladder::ledger

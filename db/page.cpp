// Page tokens: base64url of the list's mark, the bound and the key.
#include "db/page.hpp"

#include <fmt/format.h>

#include "engine/ledger/merkle.hpp"

namespace ladder::db {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t mark_bytes = 8;
constexpr std::size_t token_chars_max = 2000;
constexpr char separator = '\x1f';  // in no name, id or date

std::string to_base64url(std::string_view bytes) {
    std::string text;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char byte : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(byte);
        for (count += 8; count >= 6; count -= 6) {
            text += alphabet[(bits >> (count - 6)) & 63U];
        }
    }
    if (count > 0) {
        text += alphabet[(bits << (6 - count)) & 63U];
    }
    return text;
}

bool from_base64url(std::string_view text, std::string& bytes) {
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char letter : text) {
        const auto value = alphabet.find(letter);
        if (value == std::string_view::npos) {
            return false;
        }
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>((bits >> count) & 255U);
        }
    }
    return true;
}

std::string mark_of(std::string_view list, std::string_view body) {
    const auto hash = ledger::payload_digest(list, body);
    return {hash.begin(), hash.begin() + mark_bytes};
}

base::Error wrong_token() {
    return base::field_error(
        "page_token",
        "is not a token of this list; send next_page_token of the page before, with the same "
        "filters"
    );
}

}  // namespace

std::string encode_cursor(std::string_view list, const Cursor& cursor) {
    auto body = std::to_string(cursor.bound);
    for (const auto& part : cursor.key) {
        body += separator;
        body += part;
    }
    return to_base64url(mark_of(list, body) + body);
}

base::Result<Cursor> decode_cursor(std::string_view list, std::string_view token) {
    Cursor cursor;
    if (token.empty()) {
        return cursor;
    }
    std::string bytes;
    if (token.size() > token_chars_max || !from_base64url(token, bytes) ||
        bytes.size() <= mark_bytes) {
        return wrong_token();
    }
    const auto body = bytes.substr(mark_bytes);
    if (bytes.substr(0, mark_bytes) != mark_of(list, body)) {
        return wrong_token();
    }
    // The mark fits, so the body is one that encode_cursor wrote.
    auto from = body.find(separator);
    cursor.bound = std::stoll(body.substr(0, from));
    while (from != std::string::npos) {
        const auto to = body.find(separator, from + 1);
        cursor.key.push_back(body.substr(from + 1, to == std::string::npos ? to : to - from - 1));
        from = to;
    }
    return cursor;
}

base::Result<std::int32_t> page_size_of(
    const PageRequest& page, std::int32_t normal, std::int32_t most
) {
    if (page.size < 0 || page.size > most) {
        return base::field_error(
            "page_size", fmt::format("{} is not 1 to {}, or 0 for {}", page.size, most, normal)
        );
    }
    return page.size == 0 ? normal : page.size;
}

}  // namespace ladder::db

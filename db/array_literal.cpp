// Quotes the elements of PostgreSQL's array literals.
#include "db/array_literal.hpp"

namespace ladder::db {

void ArrayLiteral::next() {
    if (text_.size() > 1) {
        text_ += ',';
    }
}

void ArrayLiteral::add_text(std::string_view text) {
    next();
    text_ += '"';
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') {
            text_ += '\\';
        }
        text_ += letter;
    }
    text_ += '"';
}

void ArrayLiteral::add_bytes(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    next();
    // The array's own quoting takes one of the two backslashes.
    text_ += "\"\\\\x";
    const auto start = text_.size();
    text_.resize(start + 2 * bytes.size());
    auto* out = text_.data() + start;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        *out++ = digits[value >> 4U];
        *out++ = digits[value & 15U];
    }
    text_ += '"';
}

void ArrayLiteral::add(long long number) {
    next();
    text_ += std::to_string(number);
}

std::string ArrayLiteral::take() {
    text_ += '}';
    auto literal = std::move(text_);
    text_ = "{";
    return literal;
}

}  // namespace ladder::db

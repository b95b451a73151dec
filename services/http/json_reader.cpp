#include "services/http/json_reader.hpp"

#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "services/http/json_text.hpp"

namespace ladder::http {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The end of the number at `at`, npos if it is not one as JSON has them.
std::size_t number_end(std::string_view text, std::size_t at) {
    const auto digits = [&] {
        const auto from = at;
        while (at < text.size() && is_digit(text[at])) {
            ++at;
        }
        return at > from;
    };
    const auto next_is = [&](char a, char b) {
        return at < text.size() && (text[at] == a || text[at] == b);
    };
    at += next_is('-', '-') ? 1 : 0;
    if (next_is('0', '0')) {
        ++at;
    } else if (!digits()) {
        return std::string_view::npos;
    }
    if (next_is('.', '.')) {
        ++at;
        if (!digits()) {
            return std::string_view::npos;
        }
    }
    if (next_is('e', 'E')) {
        ++at;
        at += next_is('+', '-') ? 1 : 0;
        if (!digits()) {
            return std::string_view::npos;
        }
    }
    // "01", "1x" and "1.2.3" are no numbers.
    const bool ends = at >= text.size() ||
                      std::string_view{" \t\r\n,]}"}.find(text[at]) != std::string_view::npos;
    return ends ? at : std::string_view::npos;
}

}  // namespace

TextPosition position_of(std::string_view text, std::size_t offset) {
    TextPosition position;
    for (const char c : text.substr(0, offset)) {
        if (c == '\n') {
            ++position.line;
            position.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++position.column;
        }
    }
    return position;
}

JsonReader::JsonReader(std::string_view text) : text_{text} {
    const auto invalid = find_invalid_utf8(text);
    if (invalid != std::string_view::npos) {
        fail(
            invalid,
            fmt::format(
                "byte 0x{:02X} is not valid UTF-8; send the text encoded as UTF-8",
                static_cast<unsigned char>(text[invalid])
            )
        );
    } else if (text.substr(0, 3) == "\xEF\xBB\xBF") {
        fail(0, "the text begins with a byte order mark; send it without one");
    }
}

bool JsonReader::fail(std::size_t offset, std::string message) {
    if (!failure_) {
        failure_ = Failure{offset, std::move(message)};
    }
    return false;
}

void JsonReader::skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
        ++at_;
    }
}

std::string JsonReader::found() const {
    if (at_ >= text_.size()) {
        return "the text ends here";
    }
    auto end = at_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U) {
        ++end;
    }
    const auto character = text_.substr(at_, end - at_);
    return static_cast<unsigned char>(character.front()) < 0x20
               ? fmt::format("found the control character 0x{:02X}", character.front())
               : fmt::format("found '{}'", character);
}

JsonKind JsonReader::kind() {
    skip_space();
    if (failure_ || at_ >= text_.size()) {
        return JsonKind::none;
    }
    const char c = text_[at_];
    switch (c) {
        case '{':
            return JsonKind::object;
        case '[':
            return JsonKind::array;
        case '"':
            return JsonKind::string;
        case 't':
        case 'f':
            return JsonKind::boolean;
        case 'n':
            return JsonKind::null;
        default:
            return c == '-' || is_digit(c) ? JsonKind::number : JsonKind::none;
    }
}

bool JsonReader::expect(char c, std::string_view what) {
    skip_space();
    if (failure_) {
        return false;
    }
    if (at_ >= text_.size() || text_[at_] != c) {
        return fail(at_, fmt::format("expected {}; {}", what, found()));
    }
    token_ = at_++;
    return true;
}

bool JsonReader::begin_object() {
    if (!expect('{', "an object, beginning with '{'")) {
        return false;
    }
    first_ = true;
    return ++depth_ <= depth_max ||
           fail(token_, fmt::format("nested more than {} deep", depth_max));
}

bool JsonReader::begin_array() {
    if (!expect('[', "an array, beginning with '['")) {
        return false;
    }
    first_ = true;
    return ++depth_ <= depth_max ||
           fail(token_, fmt::format("nested more than {} deep", depth_max));
}

bool JsonReader::next_member(std::string& key) {
    skip_space();
    if (failure_) {
        return false;
    }
    if (at_ < text_.size() && text_[at_] == '}') {
        ++at_;
        --depth_;
        first_ = false;
        return false;
    }
    if (!first_ && !expect(',', "',' or '}'")) {
        return false;
    }
    skip_space();
    first_ = false;
    if (at_ >= text_.size() || text_[at_] != '"') {
        return fail(at_, fmt::format("expected a name in double quotes; {}", found()));
    }
    if (!read_string(key)) {
        return false;
    }
    const auto name = token_;
    if (!expect(':', "':' after the name")) {
        return false;
    }
    token_ = name;
    return true;
}

bool JsonReader::next_element() {
    skip_space();
    if (failure_) {
        return false;
    }
    if (at_ < text_.size() && text_[at_] == ']') {
        ++at_;
        --depth_;
        first_ = false;
        return false;
    }
    if (!first_ && !expect(',', "',' or ']'")) {
        return false;
    }
    first_ = false;
    if (kind() == JsonKind::none) {
        return fail(at_, fmt::format("expected a value; {}", found()));
    }
    return true;
}

bool JsonReader::read_hex4(unsigned& unit) {
    unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
        const char c = at_ < text_.size() ? text_[at_] : '\0';
        if (is_digit(c)) {
            unit = unit * 16 + static_cast<unsigned>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            unit = unit * 16 + static_cast<unsigned>(c - 'a' + 10);
        } else if (c >= 'A' && c <= 'F') {
            unit = unit * 16 + static_cast<unsigned>(c - 'A' + 10);
        } else {
            return fail(at_, "expected four hexadecimal digits after \\u");
        }
    }
    return true;
}

// After the backslash.
bool JsonReader::read_escape(std::string& value) {
    constexpr std::string_view from = "\"\\/bfnrt";
    constexpr std::string_view to = "\"\\/\b\f\n\r\t";
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (const auto simple = from.find(c); simple != std::string_view::npos) {
        value += to[simple];
        ++at_;
        return true;
    }
    const auto escape = at_ - 1;
    if (c != 'u') {
        return fail(escape, "unknown escape; write a backslash as \\\\");
    }
    ++at_;
    unsigned unit = 0;
    if (!read_hex4(unit)) {
        return false;
    }
    std::uint32_t point = unit;
    if (unit >= 0xD800 && unit < 0xDC00 && text_.substr(at_, 2) == "\\u") {
        at_ += 2;
        unsigned low = 0;
        if (!read_hex4(low)) {
            return false;
        }
        if (low < 0xDC00 || low >= 0xE000) {
            return fail(
                escape, "half of a surrogate pair; write both \\u escapes or the character"
            );
        }
        point = 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
    } else if (unit >= 0xD800 && unit < 0xE000) {
        return fail(escape, "half of a surrogate pair; write both \\u escapes or the character");
    }
    append_utf8(value, point);
    return true;
}

bool JsonReader::read_string(std::string& value) {
    value.clear();
    if (!expect('"', "a string in double quotes")) {
        return false;
    }
    const auto begin = token_;
    while (true) {
        const auto plain = at_;
        while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
               static_cast<unsigned char>(text_[at_]) >= 0x20) {
            ++at_;
        }
        value += text_.substr(plain, at_ - plain);
        if (at_ >= text_.size()) {
            return fail(begin, "a string without an end; close it with a double quote");
        }
        if (text_[at_] == '"') {
            ++at_;
            token_ = begin;
            return true;
        }
        if (text_[at_] != '\\') {
            return fail(
                at_,
                fmt::format(
                    "the control character 0x{:02X} within a string; write \\u{:04x}",
                    text_[at_],
                    text_[at_]
                )
            );
        }
        ++at_;
        if (!read_escape(value)) {
            return false;
        }
    }
}

bool JsonReader::read_number(std::string_view& text) {
    skip_space();
    if (failure_) {
        return false;
    }
    token_ = at_;
    const auto end = number_end(text_, at_);
    if (end == std::string_view::npos) {
        return fail(token_, "not a number; write it like -12.5 or 1e3");
    }
    text = text_.substr(at_, end - at_);
    at_ = end;
    return true;
}

bool JsonReader::read_word(std::string_view word) {
    token_ = at_;
    if (text_.substr(at_, word.size()) != word) {
        return fail(at_, "not a value; only true, false and null are written without quotes");
    }
    at_ += word.size();
    return true;
}

bool JsonReader::read_boolean(bool& value) {
    if (kind() != JsonKind::boolean) {
        return fail(at_, fmt::format("expected true or false; {}", found()));
    }
    value = text_[at_] == 't';
    return read_word(value ? "true" : "false");
}

bool JsonReader::read_null() {
    if (kind() != JsonKind::null) {
        return fail(at_, fmt::format("expected null; {}", found()));
    }
    return read_word("null");
}

bool JsonReader::skip_value() {
    std::string text;
    std::string_view number;
    bool boolean = false;
    switch (kind()) {
        case JsonKind::object:
            begin_object();
            while (next_member(text)) {
                skip_value();
            }
            return ok();
        case JsonKind::array:
            begin_array();
            while (next_element()) {
                skip_value();
            }
            return ok();
        case JsonKind::string:
            return read_string(text);
        case JsonKind::number:
            return read_number(number);
        case JsonKind::boolean:
            return read_boolean(boolean);
        case JsonKind::null:
            return read_null();
        case JsonKind::none:
            return fail(at_, fmt::format("expected a value; {}", found()));
    }
    return false;
}

bool JsonReader::finish() {
    skip_space();
    return ok() && (at_ == text_.size() || fail(at_, fmt::format("expected the end; {}", found())));
}

}  // namespace ladder::http

// Protobuf messages from and to bytes that come from outside: JSON and binary, both strict.
#pragma once

#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "engine/base/result.hpp"

namespace ladder::http {

enum class Encoding { json, proto };

// Parses the JSON mapping of protobuf into `message`, which must be empty. Stricter than the
// mapping: an unknown or repeated name, NaN, an infinity, a number that its field can't hold,
// U+0000, more than 32 levels: each is refused. Numbers are read exactly (a double is the nearest
// one). Errors: invalid_argument; the message begins "line L, column C:" and says what would be
// right; the detail is a FieldViolation with the field's path, or a TextIssue where no field is
// concerned.
[[nodiscard]] base::Result<void> parse_json(
    std::string_view text, google::protobuf::Message& message
);

// Parses the binary encoding. Fields that the message does not have are refused, and more than 32
// levels, and text that is not UTF-8 or has U+0000.
// Errors: invalid_argument naming the message and the field number.
[[nodiscard]] base::Result<void> parse_proto(
    std::string_view bytes, google::protobuf::Message& message
);

[[nodiscard]] base::Result<void> parse(
    Encoding encoding, std::string_view bytes, google::protobuf::Message& message
);

// The JSON mapping of protobuf on one line: lowerCamelCase names, enums by name, 64-bit integers as
// strings, fields without a value left out, doubles in their shortest form.
// The entries of maps come in order: the same message gives the same text.
std::string to_json(const google::protobuf::Message& message);

// The same over many indented lines, for people.
std::string to_indented_json(const google::protobuf::Message& message);

std::string serialise(Encoding encoding, const google::protobuf::Message& message);

}  // namespace ladder::http

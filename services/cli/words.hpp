// Enumerations, moments and names in the short form that people type and read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/timestamp.pb.h>

#include "engine/base/result.hpp"
#include "ladder/v1/common.pb.h"

namespace ladder::cli {

// "police_force" of BODY_KIND_POLICE_FORCE; "-" for the unspecified value.
std::string word_of(const google::protobuf::EnumDescriptor& type, int value);

template <class Enum>
std::string word_of(Enum value) {
    return word_of(*google::protobuf::GetEnumDescriptor<Enum>(), value);
}

// The words of an enumeration, without the unspecified one.
std::vector<std::string> words_of(const google::protobuf::EnumDescriptor& type);

// Errors: invalid_argument for `field`, with what was probably meant.
[[nodiscard]] base::Result<int> value_of(
    const google::protobuf::EnumDescriptor& type, std::string_view word, const std::string& field
);

template <class Enum>
[[nodiscard]] base::Result<Enum> parse_word(std::string_view word, const std::string& field) {
    const auto value = value_of(*google::protobuf::GetEnumDescriptor<Enum>(), word, field);
    if (!value) {
        return value.error();
    }
    return static_cast<Enum>(*value);
}

// "2011-03-31 14:05:09Z"; "-" if not set.
std::string moment(const google::protobuf::Timestamp& timestamp);

// A day ("2011-03-31": its last microsecond) or an instant ("2011-03-31T12:00:00Z").
// Errors: invalid_argument for known_at.
[[nodiscard]] base::Result<google::protobuf::Timestamp> parse_known_at(std::string_view text);

// "west-midlands" of "bodies/west-midlands".
std::string bare(std::string_view name);

// "bodies/west-midlands" of "west-midlands"; a name with a collection stays as it is.
std::string full(std::string_view collection, std::string_view name);

// "Denis O'Connor (hmcic)".
std::string in_words(const v1::Actor& actor);

// The text, or "-" if it is empty.
std::string or_dash(std::string_view text);

// "9043", "60.25": the shortest that reads back the same.
std::string number(double value);

}  // namespace ladder::cli

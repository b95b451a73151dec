// What was expected against what is there.
#pragma once

#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "services/scenario/scenario.hpp"

namespace ladder::scenario {

// How a message differs from a pattern, one line each; none: it holds all that the pattern does.
// `wanted` is the pattern's message with the names of its texts filled in.
std::vector<std::string> differences(
    const definition::YamlNode& written,
    const google::protobuf::Message& wanted,
    const google::protobuf::Message& actual
);

// How a refusal differs from the one that was expected.
std::vector<std::string> differences(const Refusal& expected, const base::Error& actual);

// The error with all its details, for people.
std::string in_words(const base::Error& error);

}  // namespace ladder::scenario

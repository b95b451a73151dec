// Parts of definitions in one line of plain text.
#pragma once

#include <string>

#include <google/protobuf/message.h>

namespace ladder::definition {

// A message in the words of its YAML: "record {id: consent, same_key: true}" for a condition,
// "{count: 5, unit: working_days}" for a span. Empty for an empty message.
std::string in_one_line(const google::protobuf::Message& message);

// One value of a field in the words of its YAML. `index` is -1 for a field that is no list.
std::string value_in_one_line(
    const google::protobuf::Message& message,
    const google::protobuf::FieldDescriptor& field,
    int index
);

}  // namespace ladder::definition

// The names of records in messages and texts.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

namespace ladder::api {

// Whether a text is the name of a record that not everybody sees, or of a part of one:
// "cases/kent-general-1", "procedures/x/entries/e1". Bodies, peer groups and rulesets are not.
bool is_guarded_name(std::string_view text);

// The names of records that a message gives as whole values, each once, in its order.
std::vector<std::string> names_in(const google::protobuf::Message& message);

// Calls `name` with each name within a text; where it returns false, the name gives way to
// "a record that is not shown". Gives whether the text changed.
bool replace_names(std::string& text, const std::function<bool(std::string_view name)>& keep);

}  // namespace ladder::api

// Protective markings as they are written, and how they compare.
#pragma once

#include <optional>
#include <string_view>

#include "ladder/v1/common.pb.h"

namespace ladder::command {

// What is not marked counts as NOT PROTECTIVELY MARKED.
v1::Marking marked(v1::Marking marking);

// "NOT PROTECTIVELY MARKED", "RESTRICTED" and so on.
std::string_view marking_title(v1::Marking marking);

// The marking that a field's value names: "not_protectively_marked", "restricted" and so on;
// nothing if it names none.
std::optional<v1::Marking> marking_of(std::string_view word);

// What a field's value may be, for people: "not_protectively_marked, protect, ..".
std::string_view marking_words();

}  // namespace ladder::command

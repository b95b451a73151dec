// Which texts of an event were written freely, and what is left of it without them. Decided here
// alone: stages, dates, names of records and persons who act stay, so that the record still folds.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/journal.pb.h"

namespace ladder::command {

// Whether a field of a message holds what somebody wrote freely.
bool is_free_text(const google::protobuf::FieldDescriptor& field);

// The free texts that an event holds, such as "note_added.note.text": sorted, each once, however
// many items of a list have it.
std::vector<std::string> free_texts_of(const v1::Event& event);

// The event with these texts empty, in every item of a list.
// Errors: invalid_argument for "fields" if one is no free text that the event holds, naming those
// that are.
[[nodiscard]] base::Result<v1::Event> without_texts(
    const v1::Event& event, const std::vector<std::string>& fields
);

}  // namespace ladder::command

// The merge fields that a letter may name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ladder/v1/definition.pb.h"

namespace ladder::definition {

// What stands for itself in every letter: "letter.dated", "body.title" and so on.
const std::vector<std::string>& letter_fields();

// What each entry has besides the fields of its record: "number", "id", "key" and so on.
const std::vector<std::string>& entry_fields();

// Those fields and the record's own.
std::vector<std::string> fields_of(const v1::RecordDefinition& record);

// "fields.": what whoever writes the letter gives, by any name.
inline constexpr std::string_view given_prefix = "fields.";
// "entries.RECORD": the standing entries of a record, as a section.
inline constexpr std::string_view entries_prefix = "entries.";
// "latest.RECORD.FIELD": a field of the newest standing entry of a record.
inline constexpr std::string_view latest_prefix = "latest.";

}  // namespace ladder::definition

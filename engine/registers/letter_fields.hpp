// The merge fields of a letter with their values.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/registers/letter.hpp"

namespace ladder::registers {

// Values by the names that a template uses.
struct MergeFields {
    using Values = std::map<std::string, std::string, std::less<>>;

    Values values;  // "letter.dated", "fields.reference", "latest.terms.text"
    // "entries.requirement": for each entry that stands, its fields by their own names.
    std::map<std::string, std::vector<Values>, std::less<>> entries;
};

// All that a letter of this procedure may name, on the letter's day. What has no value is left out.
MergeFields merge_fields(
    const v1::LetterDefinition& letter,
    const LetterGround& ground,
    const std::map<std::string, std::string>& given,
    base::Date dated,
    const definition::Ruleset& ruleset
);

}  // namespace ladder::registers

// Every kind of change of a person: its fields, and the command that they make.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ladder/v1/access_service.pb.h"
#include "services/console/fields.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

// Whether there is such a kind: "membership", "end", "suspend" and so on. Its texts are those of
// the page "change_KIND".
bool is_change_kind(std::string_view kind);

// What the fields of a change choose from, besides the rules.
struct ChangeChoices {
    const People& people;
    std::vector<Option> bodies;  // where the kind asks for bodies
};

// The fields of a kind, reasons last.
std::vector<Field> change_fields(
    const std::string& kind,
    const Templates& templates,
    const RulesetWords& words,
    const ChangeChoices& choices
);

// What is in the fields before anything was typed.
Form change_as_it_stands(const std::string& kind, const v1::Person& person);

// The change that a form asks for.
v1::PersonChange change_of(const std::string& kind, const Form& form);

// What became different from one state of a person to another, in words.
std::vector<std::string> differences(
    const v1::Person& before,
    const v1::Person& after,
    const Templates& templates,
    const RulesetWords& words
);

}  // namespace ladder::console

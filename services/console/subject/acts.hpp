// Every smaller act on a case: its fields, and what asks the API to do it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/console/fields.hpp"
#include "services/console/subject/file.hpp"

namespace ladder::subject {

// Whether there is such an act: "recommend", "concern" and so on. Its texts are those of the page
// "act_KIND".
bool is_act(std::string_view kind);

// What an act is about, and what whoever does it may choose from.
struct Acting {
    std::string kind;
    CaseFile file;
    Rights rights;
    std::string item;  // "p1", a stage, a fact: by the query or the form
    // Cases that may be linked or are, versions of the rules (link, unlink, migrate only).
    std::vector<console::Option> choices;
};

// The fields of an act.
std::vector<console::Field> act_fields(const Acting& acting, const console::Templates& texts);

// What is in them before anything was typed.
console::Form act_as_begun(const Acting& acting);

// Asks the API. Errors: those of the procedure.
[[nodiscard]] base::Result<void> do_act(const Visit& visit, const Acting& acting);

// What the act is about, in words: "Robbery: Rising, …"; empty: the case as a whole.
std::string about_in_words(const Acting& acting);

}  // namespace ladder::subject

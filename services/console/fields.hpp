// Forms as pages show them: the fields of GOV.UK Frontend, what was typed, and what is wrong with
// it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/console/form.hpp"
#include "services/console/people.hpp"
#include "services/console/templates.hpp"

namespace ladder::console {

struct Option {
    std::string value;
    std::string text;
    std::string hint{};
};

// One field. Its words are texts of the page: NAME.label, and NAME.hint if there is one; or its
// own, where a definition names them.
struct Field {
    // A person or a record is typed by name, with those that are known to choose from: options are
    // their identifiers and titles. The form holds the identifier, or what was typed of another.
    enum class Kind { text, password, textarea, select, radios, checkboxes, date, file, by_name };

    std::string name;
    Kind kind = Kind::text;
    std::vector<Option> options{};
    std::string autocomplete{};  // of HTML; empty: off
    int width = 0;               // in characters, one of 2 3 4 5 10 20; 0: all there is
    std::string label{};         // empty: the page's text
    std::string hint{};          // the same
    bool aside = false;          // seldom needed: in `more_fields` rather than `fields`
};

// A field for a person, who is chosen or typed by name.
Field person_field(std::string name, const People& people);

// The same choices for a page that draws its own fields: (identifier, title) in order of title.
std::vector<Option> people_options(const People& people);

// Of every person that was typed by name in a form, the identifier in place of the name.
void identify_people(Form& form, const People& people);

// Of what was typed in a field by name, the identifier of the option that is called so, whatever
// the case; what is no option's title stays as it is.
void identify(Form& form, const Field& field);

// What is wrong with a field; an empty one is of the form as a whole.
struct FieldError {
    std::string field;
    std::string text;
};
using FieldErrors = std::vector<FieldError>;

// What the API finds wrong, by the fields of a form: "change.give_membership.role" is that of the
// field "role", "capacities[1]" that of "capacities". Of what was left empty the page's own text
// NAME.missing is said, if there is one. What fits no field, and an error without details, is of
// the form as a whole.
FieldErrors errors_of(
    const Templates& templates,
    std::string_view page,
    const std::vector<Field>& fields,
    const Form& typed,
    const base::Error& error
);

// Sets what the parts `fields`, `more_fields` and `error_summary` show: fields with what was typed
// (a password never), errors in the order of the fields.
void put_form(
    Data& data,
    const Templates& templates,
    std::string_view page,
    const std::vector<Field>& fields,
    const Form& typed,
    const FieldErrors& errors = {}
);

// Sets a value if there is one: Mustache takes an empty text for something.
void put_text(Data& data, const std::string& name, const std::string& text);

// A list for a section that is left out when it is empty.
Data list_of(std::vector<Data> items);

}  // namespace ladder::console

#include "services/console/fields.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "engine/access/person.hpp"
#include "engine/base/result.hpp"

namespace ladder::console {

namespace {

using Type = Data::type;

// "change.give_membership.role[2]" is about "role".
std::string last_part(std::string_view path) {
    path = path.substr(0, path.find('['));
    const auto dot = path.rfind('.');
    return std::string{dot == std::string_view::npos ? path : path.substr(dot + 1)};
}

const Field* find_field(const std::vector<Field>& fields, std::string_view name) {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) {
        return field.name == name;
    });
    return found == fields.end() ? nullptr : &*found;
}

// The element that a link of the error summary leads to.
std::string first_element(const Field& field) {
    switch (field.kind) {
        case Field::Kind::date:
            return field.name + "-day";
        case Field::Kind::radios:
        case Field::Kind::checkboxes:
            return field.name + "-1";
        default:
            return field.name;
    }
}

std::string_view flag_of(Field::Kind kind) {
    switch (kind) {
        case Field::Kind::text:
            return "is_text";
        case Field::Kind::password:
            return "is_password";
        case Field::Kind::textarea:
            return "is_textarea";
        case Field::Kind::select:
            return "is_select";
        case Field::Kind::radios:
            return "is_radios";
        case Field::Kind::checkboxes:
            return "is_checkboxes";
        case Field::Kind::date:
            return "is_date";
        case Field::Kind::file:
            return "is_file";
        case Field::Kind::by_name:
            return "is_by_name";
    }
    return "is_text";
}

Data options_of(const Field& field, const Form& typed) {
    const auto chosen = typed.values(field.name);
    std::vector<Data> options;
    for (const auto& option : field.options) {
        auto& shown = options.emplace_back(Type::object);
        shown.set("value", option.value);
        shown.set("text", option.text);
        shown.set("id", fmt::format("{}-{}", field.name, options.size()));
        put_text(shown, "option_hint", option.hint);
        shown.set(
            "chosen", Data{std::find(chosen.begin(), chosen.end(), option.value) != chosen.end()}
        );
    }
    return list_of(std::move(options));
}

std::string label_of(const Templates& templates, std::string_view page, const Field& field) {
    return field.label.empty() ? templates.text(page, field.name + ".label") : field.label;
}

std::string hint_of(const Templates& templates, std::string_view page, const Field& field) {
    const auto key = field.name + ".hint";
    return field.hint.empty() && templates.has_text(page, key) ? templates.text(page, key)
                                                               : field.hint;
}

// What stands in the field: of what is typed by name the title, where there is one.
std::string shown_value(const Field& field, const Form& typed) {
    const auto value = typed.value(field.name);
    const auto found =
        std::find_if(field.options.begin(), field.options.end(), [&](const Option& option) {
            return field.kind == Field::Kind::by_name && option.value == access::key_of(value);
        });
    return found == field.options.end() ? value : found->text;
}

Data shown_field(
    const Templates& templates, std::string_view page, const Field& field, const Form& typed
) {
    Data shown{Type::object};
    shown.set("name", field.name);
    shown.set("label", label_of(templates, page, field));
    shown.set(std::string{flag_of(field.kind)}, Data{true});
    const auto hint = hint_of(templates, page, field);
    const bool has_hint = !hint.empty();
    put_text(shown, "hint", hint);
    shown.set("autocomplete", field.autocomplete.empty() ? "off" : field.autocomplete);
    shown.set("width", field.width == 0 ? Data{false} : Data{fmt::to_string(field.width)});
    shown.set("error", Data{false});
    shown.set("described", Data{has_hint});
    if (field.kind == Field::Kind::date) {
        for (const auto* part : {"day", "month", "year"}) {
            shown.set(part, typed.value(fmt::format("{}-{}", field.name, part)));
        }
    } else if (field.kind != Field::Kind::password && field.kind != Field::Kind::file) {
        shown.set("value", shown_value(field, typed));
    }
    shown.set("options", options_of(field, typed));
    return shown;
}

}  // namespace

std::vector<Option> people_options(const People& people) {
    std::vector<Option> options;
    for (const auto& [person, title] : people.all()) {
        options.push_back({person, title.empty() ? person : title});
    }
    std::sort(options.begin(), options.end(), [](const Option& a, const Option& b) {
        return a.text < b.text;
    });
    return options;
}

Field person_field(std::string name, const People& people) {
    return {std::move(name), Field::Kind::by_name, people_options(people)};
}

void identify_people(Form& form, const People& people) {
    for (const auto& name : form.values("by_name")) {
        if (const auto typed = form.value(name); !typed.empty()) {
            form.remove(name);
            form.set(name, people.identifier(typed));
        }
    }
}

void identify(Form& form, const Field& field) {
    const auto wanted = access::key_of(form.value(field.name));
    const auto found =
        std::find_if(field.options.begin(), field.options.end(), [&](const Option& option) {
            return access::key_of(option.text) == wanted;
        });
    if (field.kind == Field::Kind::by_name && found != field.options.end()) {
        form.remove(field.name);
        form.set(field.name, found->value);
    }
}

void put_text(Data& data, const std::string& name, const std::string& text) {
    data.set(name, text.empty() ? Data{false} : Data{text});
}

Data list_of(std::vector<Data> items) {
    Data list{Type::list};
    for (const auto& item : items) {
        list << item;
    }
    return list;
}

namespace {

// "Enter the answer", "Choose a peer": of a field whose label is the definition's.
std::string asked_for(const Templates& templates, const Field& field, std::string label) {
    // An abbreviation stays as it is.
    if (label.size() > 1 && std::islower(static_cast<unsigned char>(label[1])) != 0) {
        label[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(label[0])));
    }
    Data words{Type::object};
    words.set("what", label);
    const bool chosen = field.kind == Field::Kind::select || field.kind == Field::Kind::radios;
    return templates.text("common", chosen ? "error.choose" : "error.enter", words);
}

}  // namespace

FieldErrors errors_of(
    const Templates& templates,
    std::string_view page,
    const std::vector<Field>& fields,
    const Form& typed,
    const base::Error& error
) {
    FieldErrors errors;
    const auto about = [&](const Field& field, const std::string& description) {
        const bool empty = typed.value(field.name).empty() && typed.date(field.name).empty();
        if (empty && templates.has_text(page, field.name + ".missing")) {
            return templates.text(page, field.name + ".missing");
        }
        const auto label = label_of(templates, page, field);
        return empty && description == fmt::format("is missing; give '{}'", label)
                   ? asked_for(templates, field, label)
                   : fmt::format("{} {}", label, description);
    };
    for (const auto& detail : error.details) {
        const auto* violation = std::get_if<v1::FieldViolation>(&detail);
        if (violation == nullptr) {
            continue;
        }
        auto name = last_part(violation->field());
        if (const auto* field = find_field(fields, name)) {
            errors.push_back({name, about(*field, violation->description())});
        } else {
            std::replace(name.begin(), name.end(), '_', ' ');
            errors.push_back({"", fmt::format("{} {}", name, violation->description())});
        }
    }
    if (errors.empty()) {
        errors.push_back({"", error.message});
    }
    return errors;
}

void put_form(
    Data& data,
    const Templates& templates,
    std::string_view page,
    const std::vector<Field>& fields,
    const Form& typed,
    const FieldErrors& errors
) {
    std::vector<Data> summary;
    const auto sum_up = [&](const std::string& element, const std::string& text) {
        auto& line = summary.emplace_back(Type::object);
        put_text(line, "element", element);
        line.set("text", text);
    };
    std::vector<Data> shown;
    std::vector<Data> more;
    bool more_open = false;
    for (const auto& field : fields) {
        auto& now =
            (field.aside ? more : shown).emplace_back(shown_field(templates, page, field, typed));
        more_open = more_open || (field.aside && !typed.value(field.name).empty());
        for (const auto& error : errors) {
            if (error.field == field.name) {
                now.set("error", error.text);
                now.set("described", Data{true});
                sum_up(first_element(field), error.text);
                more_open = more_open || field.aside;
            }
        }
    }
    for (const auto& error : errors) {
        if (error.field.empty()) {
            sum_up({}, error.text);
        }
    }
    data.set("has_errors", Data{!summary.empty()});
    data.set("error_lines", list_of(std::move(summary)));
    data.set("fields", list_of(std::move(shown)));
    data.set("has_more", Data{!more.empty()});
    data.set("more_open", Data{more_open});
    data.set("more_fields", list_of(std::move(more)));
}

}  // namespace ladder::console

#include "services/console/person_changes.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include <fmt/format.h>

#include "services/http/message.hpp"

namespace ladder::console {

namespace {

using Change = v1::PersonChange;

constexpr const char* stale_name = "stale";

constexpr std::array vettings{
    std::pair{"baseline", v1::VETTING_BASELINE},
    std::pair{"ctc", v1::VETTING_CTC},
    std::pair{"sc", v1::VETTING_SC},
    std::pair{"dv", v1::VETTING_DV},
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) {
        line = std::string{http::trim(line)};
        if (!line.empty()) {
            lines.push_back(line);
        }
    }
    return lines;
}

template <class Right>
void set_days(Right& right, const Form& form) {
    right.set_from(form.date("from"));
    right.set_until(form.date("until"));
}

void give_membership(Change& change, const Form& form) {
    auto& right = *change.mutable_give_membership();
    right.set_role(form.value("role"));
    for (const auto& body : form.values("bodies")) {
        right.add_bodies(body);
    }
    for (const auto& region : lines_of(form.value("regions"))) {
        right.add_regions(region);
    }
    set_days(right, form);
}

void give_clearance(Change& change, const Form& form) {
    auto& right = *change.mutable_give_clearance();
    const auto chosen = form.value("vetting");
    for (const auto& [id, vetting] : vettings) {
        if (chosen == id) {
            right.set_vetting(vetting);
        }
    }
    right.set_vetted_by(form.value("vetted_by"));
    set_days(right, form);
}

void give_compartment(Change& change, const Form& form) {
    auto& right = *change.mutable_give_compartment();
    right.set_compartment(form.value("compartment"));
    set_days(right, form);
}

void give_need_to_know(Change& change, const Form& form) {
    auto& right = *change.mutable_give_need_to_know();
    right.set_record(form.value("record"));
    set_days(right, form);
}

void give_delegation(Change& change, const Form& form) {
    auto& right = *change.mutable_give_delegation();
    right.set_role(form.value("role"));
    right.set_delegator(form.value("delegator"));
    set_days(right, form);
}

void add_recusal(Change& change, const Form& form) {
    auto& right = *change.mutable_add_recusal();
    right.set_record(form.value("record"));
    set_days(right, form);
}

// A kind, the fields before its reasons, and what they make.
struct ChangeKind {
    std::string_view name;
    std::array<std::string_view, 5> fields;
    void (*make)(Change& change, const Form& form);
};

// clang-format off
constexpr std::array change_kinds{
    ChangeKind{"membership", {"role", "bodies", "regions", "from", "until"}, give_membership},
    ChangeKind{"clearance", {"vetting", "vetted_by", "from", "until"}, give_clearance},
    ChangeKind{"compartment", {"compartment", "from", "until"}, give_compartment},
    ChangeKind{"need_to_know", {"record", "from", "until"}, give_need_to_know},
    ChangeKind{"delegation", {"role", "delegator", "from", "until"}, give_delegation},
    ChangeKind{"recusal", {"record", "from", "until"}, add_recusal},
    ChangeKind{"end", {}, [](Change& c, const Form& f) { c.set_end(f.value("right")); }},
    ChangeKind{"suspend", {}, [](Change& c, const Form&) { c.set_suspended(true); }},
    ChangeKind{"restore", {}, [](Change& c, const Form&) { c.set_suspended(false); }},
    ChangeKind{"administrator", {}, [](Change& c, const Form&) { c.set_administrator(true); }},
    ChangeKind{"no_administrator", {}, [](Change& c, const Form&) { c.set_administrator(false); }},
    ChangeKind{"title", {"title"}, [](Change& c, const Form& f) { c.set_title(f.value("title")); }},
    ChangeKind{"identity", {"identity"}, [](Change& c, const Form& f) { c.set_identity(f.value("identity")); }},
    ChangeKind{"certificate", {"certificate"}, [](Change& c, const Form& f) { c.set_certificate(f.value("certificate")); }},
};
// clang-format on

const ChangeKind* find_kind(std::string_view name) {
    const auto* found =
        std::find_if(change_kinds.begin(), change_kinds.end(), [&](const ChangeKind& kind) {
            return kind.name == name;
        });
    return found == change_kinds.end() ? nullptr : found;
}

template <class Items>
std::vector<Option> options_with(const Items& items, const std::string& none) {
    std::vector<Option> options{{"", none}};
    for (const auto& item : items) {
        options.push_back({item.id(), item.title()});
    }
    return options;
}

Field field_of(
    std::string_view name,
    const Templates& templates,
    const RulesetWords& words,
    const ChangeChoices& choices
) {
    if (name == "delegator") {
        return person_field(std::string{name}, choices.people);
    }
    if (name == "record" && !choices.bodies.empty()) {
        return {std::string{name}, Field::Kind::by_name, choices.bodies};
    }
    Field field{std::string{name}};
    const auto* definition = words.definition();
    if (name == "role" || name == "compartment") {
        field.kind = Field::Kind::select;
        const auto& none = templates.text("common", "choose");
        field.options = {{"", none}};
        if (definition != nullptr) {
            field.options = name == "role" ? options_with(definition->roles(), none)
                                           : options_with(definition->compartments(), none);
        }
    } else if (name == "vetting") {
        field.kind = Field::Kind::radios;
        for (const auto& [id, vetting] : vettings) {
            field.options.push_back({id, words.vetting(vetting)});
        }
    } else if (name == "from" || name == "until") {
        field.kind = Field::Kind::date;
    } else if (name == "bodies") {
        field.kind = Field::Kind::checkboxes;
        field.options = choices.bodies;
    } else if (name == "regions" || name == "reasons") {
        field.kind = Field::Kind::textarea;
    }
    return field;
}

std::string right_in_words(const RightRow& right) {
    return right.detail.empty() ? right.what : fmt::format("{} ({})", right.what, right.detail);
}

void say(
    std::vector<std::string>& told,
    const Templates& templates,
    std::string_view key,
    const std::string& what = {}
) {
    Data values{Data::type::object};
    values.set("what", what);
    told.push_back(templates.text(stale_name, key, values));
}

}  // namespace

bool is_change_kind(std::string_view kind) {
    return find_kind(kind) != nullptr;
}

std::vector<Field> change_fields(
    const std::string& kind,
    const Templates& templates,
    const RulesetWords& words,
    const ChangeChoices& choices
) {
    std::vector<Field> fields;
    for (const auto name : find_kind(kind)->fields) {
        if (!name.empty()) {
            fields.push_back(field_of(name, templates, words, choices));
        }
    }
    fields.push_back(field_of("reasons", templates, words, choices));
    return fields;
}

Form change_as_it_stands(const std::string& kind, const v1::Person& person) {
    Form form;
    if (kind == "title") {
        form.set("title", person.title());
    } else if (kind == "identity") {
        form.set("identity", person.identity());
    } else if (kind == "certificate") {
        form.set("certificate", person.certificate());
    }
    return form;
}

v1::PersonChange change_of(const std::string& kind, const Form& form) {
    v1::PersonChange change;
    find_kind(kind)->make(change, form);
    return change;
}

std::vector<std::string> differences(
    const v1::Person& before,
    const v1::Person& after,
    const Templates& templates,
    const RulesetWords& words
) {
    std::vector<std::string> told;
    const auto old_rights = rights_of(before, words);
    for (const auto& right : rights_of(after, words)) {
        const auto old = std::find_if(old_rights.begin(), old_rights.end(), [&](const auto& known) {
            return known.kind == right.kind && known.id == right.id;
        });
        if (old == old_rights.end()) {
            say(told, templates, right.kind, right_in_words(right));
        } else if (old->until != right.until) {
            say(told, templates, "ended", right_in_words(right));
        }
    }
    if (before.suspended() != after.suspended()) {
        say(told, templates, after.suspended() ? "suspended" : "restored");
    }
    if (before.administrator() != after.administrator()) {
        say(told, templates, after.administrator() ? "administrator" : "no_administrator");
    }
    if (before.title() != after.title()) {
        say(told, templates, "title", after.title());
    }
    if (before.identity() != after.identity()) {
        say(told, templates, "identity");
    }
    if (before.certificate() != after.certificate()) {
        say(told, templates, "certificate");
    }
    return told;
}

}  // namespace ladder::console

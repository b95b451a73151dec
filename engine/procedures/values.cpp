#include "engine/procedures/values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/command/fields.hpp"
#include "engine/command/markings.hpp"
#include "engine/definition/suggest.hpp"

namespace ladder::procedures {

namespace {

bool is_number(std::string_view text) {
    const auto digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || digits.front() < '0' || digits.front() > '9') {
        return false;
    }
    double number = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(number);
}

// What is wrong with the name of a thing of a collection. `find` may be empty: then any name of the
// right shape will do.
template <class Find>
std::string name_fault(
    const std::string& name, std::string_view collection, std::string_view thing, const Find& find
) {
    if (!base::id_of(name, collection, "name")) {
        return fmt::format("name a {} as {}/ID", thing, collection);
    }
    return find && !find(name) ? fmt::format("there is no {} {}", thing, name) : std::string{};
}

std::string role_fault(const std::string& role, const definition::Ruleset& ruleset) {
    if (ruleset.role(role) != nullptr) {
        return {};
    }
    std::vector<std::string> roles;
    for (const auto& known : ruleset.definition().roles()) {
        roles.push_back(known.id());
    }
    return fmt::format("is no role; {}", definition::suggest(role, roles));
}

std::string reference_fault(const std::string& reference, const definition::Ruleset& ruleset) {
    if (ruleset.reference(reference) != nullptr) {
        return {};
    }
    std::vector<std::string> references;
    for (const auto& known : ruleset.definition().references()) {
        references.push_back(known.id());
    }
    return fmt::format(
        "is not in the register of references; {}", definition::suggest(reference, references)
    );
}

std::string choice_fault(const v1::FieldDefinition& field, const std::string& value) {
    if (command::contains(field.choices(), value)) {
        return {};
    }
    const std::vector<std::string> choices{field.choices().begin(), field.choices().end()};
    return fmt::format("is none of the choices; {}", definition::suggest(value, choices));
}

std::string value_fault(
    const v1::FieldDefinition& field, const std::string& value, const Context& context
) {
    switch (field.kind()) {
        case v1::FIELD_KIND_DATE: {
            const auto date = base::parse_date(value);
            return date ? std::string{} : date.error().message;
        }
        case v1::FIELD_KIND_NUMBER:
            return is_number(value) ? "" : "is no number; write one such as 12 or 3.5";
        case v1::FIELD_KIND_YES_NO:
            return value == "yes" || value == "no" ? "" : "write yes or no";
        case v1::FIELD_KIND_CHOICE:
            return choice_fault(field, value);
        case v1::FIELD_KIND_PERSON:
            return command::text_fault(value, command::person_chars_max);
        case v1::FIELD_KIND_ROLE:
            return role_fault(value, context.ruleset);
        case v1::FIELD_KIND_BODY:
            return name_fault(value, "bodies", "body", context.around.find_body);
        case v1::FIELD_KIND_PEER:
            return name_fault(value, "peers", "peer", context.around.find_peer);
        case v1::FIELD_KIND_DOCUMENT:
            return name_fault(value, "documents", "document", context.around.has_document);
        case v1::FIELD_KIND_REFERENCE:
            return reference_fault(value, context.ruleset);
        case v1::FIELD_KIND_MARKING:
            return command::marking_of(value)
                       ? std::string{}
                       : fmt::format("is no marking; write {}", command::marking_words());
        default:  // text, and what a later version may add
            return command::text_fault(value, command::reasons_chars_max);
    }
}

std::string path_of(std::string_view field) {
    return fmt::format("values.{}", field);
}

void check_fields_known(
    command::Problems& problems, const v1::RecordDefinition& record, const Values& given
) {
    std::vector<std::string> known;
    for (const auto& field : record.fields()) {
        known.push_back(field.id());
    }
    std::set<std::string_view> seen;
    for (int i = 0; i < given.size(); ++i) {
        const auto& field = given[i].field();
        if (std::find(known.begin(), known.end(), field) == known.end()) {
            problems.field(
                fmt::format("values[{}].field", i),
                known.empty() ? fmt::format("{} has no fields", record.id())
                              : fmt::format(
                                    "'{}' is no field of {}; {}",
                                    field.substr(0, 80),
                                    record.id(),
                                    definition::suggest(field, known)
                                )
            );
        } else if (!seen.insert(field).second) {
            problems.field(path_of(field), "is given twice; give it once");
        }
    }
}

const std::string* find_value(const Values& values, std::string_view field) {
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) {
        return value.field() == field && !value.value().empty();
    });
    return found == values.end() ? nullptr : &found->value();
}

// Dates of one entry against each other. What is no date has been reported.
void check_order(
    command::Problems& problems, const v1::FieldDefinition& field, const Values& values
) {
    const auto* value = find_value(values, field.id());
    const auto date = base::parse_date(value == nullptr ? "" : *value);
    if (!date) {
        return;
    }
    for (const auto& id : field.not_before()) {
        const auto* other = find_value(values, id);
        const auto earlier = base::parse_date(other == nullptr ? "" : *other);
        if (earlier && *date < *earlier) {
            problems.field(
                path_of(field.id()), fmt::format("{} is before {} on {}", *value, id, *other)
            );
        }
    }
}

bool is_question_of(
    const v1::RecordDefinition& record, const std::string& key, const definition::Ruleset& ruleset
) {
    const auto& sets = record.key_question_sets();
    return std::any_of(sets.begin(), sets.end(), [&](const auto& id) {
        const auto* set = ruleset.question_set(id);
        return set != nullptr && std::any_of(
                                     set->questions().begin(),
                                     set->questions().end(),
                                     [&](const auto& question) { return question.id() == key; }
                                 );
    });
}

std::string body_key_fault(const std::string& key, const Context& context) {
    if (context.around.body != nullptr) {
        for (const auto& authority : context.around.body->responsible_authorities()) {
            if (authority.id() == key) {
                return {};
            }
        }
    }
    return name_fault(key, "bodies", "body", context.around.find_body);
}

std::string entry_key_fault(
    const v1::RecordDefinition& record,
    const std::string& key,
    const v1::Procedure& state,
    base::Date on
) {
    for (const auto& entry : state.entries()) {
        if (entry.id() == key && entry.record() == record.key_record()) {
            return stands_on(entry, base::to_string(on))
                       ? std::string{}
                       : fmt::format("{} does not stand on {}", key, base::in_words(on));
        }
    }
    return fmt::format("there is no entry {} of {}; name one such as e1", key, record.key_record());
}

std::string question_fault(
    const v1::RecordDefinition& record, const std::string& key, const definition::Ruleset& ruleset
) {
    if (is_question_of(record, key, ruleset)) {
        return {};
    }
    const std::vector<std::string> sets{
        record.key_question_sets().begin(), record.key_question_sets().end()};
    return fmt::format("is no question of {}", command::listed(sets));
}

}  // namespace

Values check_values(
    command::Problems& problems,
    const v1::RecordDefinition& record,
    const Values& given,
    const Context& context
) {
    check_fields_known(problems, record, given);
    Values kept;
    for (const auto& field : record.fields()) {
        const auto* value = find_value(given, field.id());
        if (value == nullptr) {
            if (field.required()) {
                problems.field(
                    path_of(field.id()), fmt::format("is missing; give '{}'", field.title())
                );
            }
            continue;
        }
        if (auto fault = value_fault(field, *value, context); !fault.empty()) {
            problems.field(path_of(field.id()), std::move(fault));
        }
        check_order(problems, field, given);
        auto& one = *kept.Add();
        one.set_field(field.id());
        one.set_value(*value);
    }
    return kept;
}

void check_key(
    command::Problems& problems,
    const v1::RecordDefinition& record,
    const std::string& key,
    const v1::Procedure& state,
    base::Date on,
    const Context& context
) {
    std::string fault;
    if (record.key() == v1::KEY_KIND_UNSPECIFIED) {
        fault =
            key.empty() ? "" : fmt::format("{} is about the whole; leave it empty", record.id());
    } else if (key.empty()) {
        fault = fmt::format("is missing; say what {} is about", record.id());
    } else if (record.key() == v1::KEY_KIND_PEER) {
        fault = name_fault(key, "peers", "peer", context.around.find_peer);
    } else if (record.key() == v1::KEY_KIND_BODY) {
        fault = body_key_fault(key, context);
    } else if (record.key() == v1::KEY_KIND_ENTRY) {
        fault = entry_key_fault(record, key, state, on);
    } else if (record.key() == v1::KEY_KIND_QUESTION) {
        fault = question_fault(record, key, context.ruleset);
    } else {
        fault = command::text_fault(key, command::person_chars_max);
    }
    if (!fault.empty()) {
        problems.field("key", std::move(fault));
    }
}

}  // namespace ladder::procedures

#include "engine/registers/letter_fields.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/command/words.hpp"
#include "engine/definition/letter_fields.hpp"
#include "engine/registers/fields.hpp"

namespace ladder::registers {

namespace {

using Values = MergeFields::Values;

std::string title_of(const definition::Ruleset& ruleset, const std::string& role) {
    const auto* found = ruleset.role(role);
    return found == nullptr ? role : found->title();
}

// "A", "A and B", "A, B and C".
std::string all_of(const definition::Ruleset& ruleset, const command::Strings& roles) {
    std::string words;
    for (int i = 0; i < roles.size(); ++i) {
        words += (i == 0                  ? ""
                  : i + 1 == roles.size() ? " and "
                                          : ", ") +
                 title_of(ruleset, roles.Get(i));
    }
    return words;
}

// In effect, not withdrawn and not expired on a day.
bool stands(const v1::Entry& entry, const std::string& day) {
    return entry.effective_on() <= day &&
           (entry.withdrawn_on().empty() || entry.withdrawn_on() > day) &&
           (entry.expires_on().empty() || entry.expires_on() >= day);
}

std::string in_letter(
    const v1::FieldDefinition* field, const std::string& value, const definition::Ruleset& ruleset
) {
    if (field != nullptr && field->kind() == v1::FIELD_KIND_DATE) {
        return command::date_words(value);
    }
    if (field != nullptr && field->kind() == v1::FIELD_KIND_ROLE) {
        return title_of(ruleset, value);
    }
    if (field != nullptr && field->kind() == v1::FIELD_KIND_REFERENCE) {
        const auto* reference = ruleset.reference(value);
        return reference == nullptr ? value : reference->title();
    }
    return value;
}

const v1::FieldDefinition* find_field(const v1::RecordDefinition* record, std::string_view id) {
    if (record == nullptr) {
        return nullptr;
    }
    const auto found =
        std::find_if(record->fields().begin(), record->fields().end(), [&](const auto& field) {
            return field.id() == id;
        });
    return found == record->fields().end() ? nullptr : &*found;
}

Values values_of(
    const v1::Entry& entry,
    std::size_t number,
    const v1::RecordDefinition* record,
    const definition::Ruleset& ruleset
) {
    Values values{
        {"number", std::to_string(number)},
        {"id", entry.id()},
        {"key", entry.key()},
        {"effective_on", command::date_words(entry.effective_on())},
        {"note", entry.note()}};
    for (const auto& told : entry.values()) {
        values[told.field()] = in_letter(find_field(record, told.field()), told.value(), ruleset);
    }
    return values;
}

void add_heads(MergeFields& fields, const LetterGround& ground, const definition::Ruleset& rules) {
    auto& values = fields.values;
    values["body.title"] = ground.body.title();
    values["body.short_title"] = ground.body.short_title();
    if (const auto* its_case = ground.its_case) {
        const auto* ladder = rules.ladder(its_case->ladder());
        const auto* stage =
            ladder == nullptr ? nullptr : definition::find_stage(*ladder, its_case->stage());
        values["case.name"] = its_case->name();
        values["case.stage"] = stage == nullptr ? its_case->stage() : stage->title();
        values["case.stage_since"] = command::date_words(its_case->stage_since());
        values["case.subject"] = command::subject_word(its_case->subject());
    }
    const auto& procedure = ground.procedure;
    values["procedure.name"] = procedure.name();
    values["procedure.started_on"] = command::date_words(procedure.started_on());
    values["procedure.reasons"] = procedure.reasons();
    values["procedure.stage"] = procedure.stage();
    if (const auto* definition = rules.procedure(procedure.definition())) {
        const auto* stage = definition::find_stage(*definition, procedure.stage());
        values["procedure.title"] = definition->title();
        values["procedure.legal_basis"] = definition->legal_basis();
        values["procedure.stage"] = stage == nullptr ? procedure.stage() : stage->title();
    }
}

void add_entries(
    MergeFields& fields,
    const v1::Procedure& procedure,
    const std::string& day,
    const definition::Ruleset& ruleset
) {
    const auto* definition = ruleset.procedure(procedure.definition());
    for (const auto& entry : procedure.entries()) {
        if (!stands(entry, day)) {
            continue;
        }
        const auto* record =
            definition == nullptr ? nullptr : definition::find_record(*definition, entry.record());
        auto& list = fields.entries[std::string{definition::entries_prefix} + entry.record()];
        list.push_back(values_of(entry, list.size() + 1, record, ruleset));
        for (const auto& [name, value] : list.back()) {
            fields.values[fmt::format("{}{}.{}", definition::latest_prefix, entry.record(), name)] =
                value;
        }
    }
}

}  // namespace

MergeFields merge_fields(
    const v1::LetterDefinition& letter,
    const LetterGround& ground,
    const std::map<std::string, std::string>& given,
    base::Date dated,
    const definition::Ruleset& ruleset
) {
    MergeFields fields;
    fields.values["letter.title"] = letter.title();
    fields.values["letter.dated"] = base::in_words(dated);
    fields.values["letter.legal_basis"] = letter.legal_basis();
    fields.values["letter.addressees"] = all_of(ruleset, letter.addressees());
    fields.values["letter.copied_to"] = all_of(ruleset, letter.copied_to());
    add_heads(fields, ground, ruleset);
    add_entries(fields, ground.procedure, base::to_string(dated), ruleset);
    for (const auto& [name, value] : given) {
        fields.values[std::string{definition::given_prefix} + name] = value;
    }
    std::erase_if(fields.values, [](const auto& value) { return value.second.empty(); });
    return fields;
}

}  // namespace ladder::registers

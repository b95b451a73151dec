#include "engine/definition/letter_fields.hpp"

namespace ladder::definition {

const std::vector<std::string>& letter_fields() {
    static const std::vector<std::string> names{
        "letter.title",
        "letter.dated",
        "letter.legal_basis",
        "letter.addressees",
        "letter.copied_to",
        "body.title",
        "body.short_title",
        "case.name",
        "case.stage",
        "case.stage_since",
        "case.subject",
        "procedure.name",
        "procedure.title",
        "procedure.stage",
        "procedure.started_on",
        "procedure.reasons",
        "procedure.legal_basis"};
    return names;
}

const std::vector<std::string>& entry_fields() {
    static const std::vector<std::string> names{"number", "id", "key", "effective_on", "note"};
    return names;
}

std::vector<std::string> fields_of(const v1::RecordDefinition& record) {
    auto names = entry_fields();
    for (const auto& field : record.fields()) {
        names.push_back(field.id());
    }
    return names;
}

}  // namespace ladder::definition

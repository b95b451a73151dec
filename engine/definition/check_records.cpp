// What people record in a procedure: keys, fields, order, gates and effects.
#include <set>

#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

constexpr int fields_max = 64;

// One record of a procedure, where it stands.
struct RecordPlace {
    const Scope& scope;
    const v1::ProcedureDefinition& procedure;
    const v1::RecordDefinition& record;
    const std::string& path;

    void error(const std::string& part, std::string message, std::string fix) const {
        scope.findings.error(path + part, std::move(message), std::move(fix));
    }
};

std::vector<std::string> dates_of(const v1::RecordDefinition& record) {
    std::vector<std::string> dates;
    for (const auto& field : record.fields()) {
        if (field.kind() == v1::FIELD_KIND_DATE) {
            dates.push_back(field.id());
        }
    }
    return dates;
}

void check_record_key(const RecordPlace& place) {
    const auto& record = place.record;
    if (record.key() == v1::KEY_KIND_ENTRY) {
        require_known(
            place.scope,
            record.key_record(),
            ids_of(place.procedure.records()),
            place.path + ".key_record",
            "record"
        );
        if (record.key_record() == record.id()) {
            place.error(".key_record", "its entries are their own keys", "name another record");
        }
    } else if (!record.key_record().empty()) {
        place.error(".key_record", "its keys are no entries", "write 'key: entry', or remove it");
    }
    if (record.key() == v1::KEY_KIND_QUESTION && record.key_question_sets().empty()) {
        place.error(".key_question_sets", "no question set is named", "list at least one");
    } else if (record.key() != v1::KEY_KIND_QUESTION && !record.key_question_sets().empty()) {
        place.error(
            ".key_question_sets", "its keys are no questions", "write 'key: question', or remove it"
        );
    }
    for (int i = 0; i < record.key_question_sets_size(); ++i) {
        require_known(
            place.scope,
            record.key_question_sets(i),
            ids_of(place.scope.ruleset.definition().question_sets()),
            at(place.path, "key_question_sets", i),
            "question set"
        );
    }
}

void check_field(const RecordPlace& place, int index, std::set<std::string>& seen) {
    const auto& field = place.record.fields(index);
    const auto path = at(place.path, "fields", index);
    auto& findings = place.scope.findings;
    if (field.id().empty()) {
        findings.error(path + ".id", "the id is missing", "add 'id: ..'");
    } else if (!seen.insert(field.id()).second) {
        findings.error(
            path + ".id",
            fmt::format("the id '{}' is given twice", shortened(field.id())),
            "give each its own"
        );
    }
    require_text(place.scope, field.title(), path + ".title", "the title of the field");
    if (field.kind() == v1::FIELD_KIND_UNSPECIFIED) {
        findings.error(path + ".kind", "the field has no kind", "write 'kind: text' or another");
    }
    if (field.kind() == v1::FIELD_KIND_CHOICE && field.choices().empty()) {
        findings.error(path + ".choices", "there is nothing to choose", "list the choices");
    } else if (field.kind() != v1::FIELD_KIND_CHOICE && !field.choices().empty()) {
        findings.error(
            path + ".choices", "only a choice has choices", "write 'kind: choice', or remove them"
        );
    }
    if (!field.not_before().empty() && field.kind() != v1::FIELD_KIND_DATE) {
        findings.error(
            path + ".not_before", "only a date has an order", "write 'kind: date', or remove it"
        );
    }
    for (int i = 0; i < field.not_before_size(); ++i) {
        require_known(
            place.scope,
            field.not_before(i),
            dates_of(place.record),
            at(path, "not_before", i),
            "date field"
        );
        if (field.not_before(i) == field.id()) {
            findings.error(
                at(path, "not_before", i), "it is compared with itself", "name another field"
            );
        }
    }
}

void check_order(const RecordPlace& place) {
    const auto& record = place.record;
    const auto records = ids_of(place.procedure.records());
    for (int i = 0; i < record.not_before_size(); ++i) {
        require_known(
            place.scope, record.not_before(i), records, at(place.path, "not_before", i), "record"
        );
        if (record.not_before(i) == record.id()) {
            place.error(".not_before", "it is compared with itself", "name another record");
        }
    }
    for (int i = 0; i < record.another_person_than_size(); ++i) {
        require_known(
            place.scope,
            record.another_person_than(i),
            records,
            at(place.path, "another_person_than", i),
            "record"
        );
    }
    for (int i = 0; i < record.only_at_size(); ++i) {
        require_known(
            place.scope,
            record.only_at(i),
            ids_of(place.procedure.stages()),
            at(place.path, "only_at", i),
            "stage"
        );
    }
    if (!record.expires_field().empty()) {
        require_known(
            place.scope,
            record.expires_field(),
            dates_of(record),
            place.path + ".expires_field",
            "date field"
        );
    }
    if (record.once() && record.account()) {
        place.error(
            ".once", "of accounts by one side more than one may stand", "remove once, or account"
        );
    }
}

}  // namespace

void check_records(
    const Scope& scope, const v1::ProcedureDefinition& procedure, const std::string& path
) {
    for (int i = 0; i < procedure.records_size(); ++i) {
        const auto& record = procedure.records(i);
        const auto record_path = at(path, "records", i);
        const RecordPlace place{scope, procedure, record, record_path};
        require_roles(scope, record.recorded_by(), record_path + ".recorded_by");
        check_record_key(place);
        if (record.fields_size() > fields_max) {
            place.error(
                ".fields",
                fmt::format("the list has {} elements", record.fields_size()),
                fmt::format("keep to {}", fields_max)
            );
        }
        std::set<std::string> seen;
        for (int j = 0; j < record.fields_size(); ++j) {
            check_field(place, j, seen);
        }
        check_order(place);
        check_gates(
            scope,
            {nullptr, nullptr, &procedure, false, about_of(procedure, record)},
            record.gates(),
            record_path + ".gates"
        );
        check_effects(scope, record.effects(), &record, record_path + ".effects");
    }
}

}  // namespace ladder::definition

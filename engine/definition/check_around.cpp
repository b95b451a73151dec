// Conditions on what a procedure records, and on what stands around a case.
#include <algorithm>

#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

using About = ConditionPlace::About;

const v1::FieldDefinition* find_field(const v1::RecordDefinition& record, std::string_view id) {
    for (const auto& field : record.fields()) {
        if (field.id() == id) {
            return &field;
        }
    }
    return nullptr;
}

class AroundCheck {
public:
    AroundCheck(const Scope& scope, const ConditionPlace& place) : scope_{scope}, place_{place} {}

    void record(const v1::RecordCondition& asked, const std::string& path) {
        const auto* record = record_of(asked.id(), path, path + ".id");
        if (record == nullptr) {
            return;
        }
        key(asked, *record, path);
        for (int i = 0; i < asked.where_size(); ++i) {
            where(asked.where(i), *record, at(path, "where", i));
        }
        if (asked.count() < 0) {
            error(
                path + ".count",
                fmt::format("{} is not a number of them", asked.count()),
                "write 1 or more"
            );
        }
        for (int i = 0; i < asked.not_before_size(); ++i) {
            require_known(
                scope_,
                asked.not_before(i),
                ids_of(place_.procedure->records()),
                at(path, "not_before", i),
                "record"
            );
        }
    }

    void every(const v1::EveryCondition& asked, const std::string& path) {
        if (asked.of() == v1::EVERY_OF_UNSPECIFIED) {
            record_of(asked.record(), path, path + ".record");
        } else if (!asked.record().empty()) {
            error(
                path + ".record",
                "it goes over something else than a record",
                "remove record, or of"
            );
        }
        if (!asked.question_set().empty()) {
            require_known(
                scope_,
                asked.question_set(),
                ids_of(scope_.ruleset.definition().question_sets()),
                path + ".question_set",
                "question set"
            );
        }
        if (!asked.has_has()) {
            error(path + ".has", "it does not say what must hold for each", "add 'has: ..'");
        }
    }

    void procedure(const v1::ProcedureCondition& asked, const std::string& path) {
        const auto* definition = scope_.ruleset.procedure(asked.definition());
        require_known(
            scope_,
            asked.definition(),
            ids_of(scope_.ruleset.definition().procedures()),
            path + ".definition",
            "procedure"
        );
        if (definition == nullptr) {
            return;
        }
        stages(asked.stages(), ids_of(definition->stages()), path + ".stages");
        stages(asked.reached(), ids_of(definition->stages()), path + ".reached");
    }

    void deadline(const v1::DeadlineCondition& asked, const std::string& path) {
        require_known(
            scope_,
            asked.id(),
            ids_of(scope_.ruleset.definition().deadlines()),
            path + ".id",
            "deadline"
        );
        if (asked.is().empty()) {
            error(path + ".is", "no state is asked for", "list one, such as 'is: [met]'");
        }
    }

    void grade(const v1::GradeCondition& asked, const std::string& path) {
        const auto* definition = scope_.ruleset.assessment(asked.assessment());
        require_known(
            scope_,
            asked.assessment(),
            ids_of(scope_.ruleset.definition().assessments()),
            path + ".assessment",
            "assessment"
        );
        if (definition == nullptr) {
            return;
        }
        if (place_.trigger != nullptr) {
            of_trigger(*definition, *place_.trigger, path + ".assessment");
        }
        if (!asked.area().empty()) {
            require_known(
                scope_, asked.area(), ids_of(definition->areas()), path + ".area", "area"
            );
        }
        const std::vector<std::string> grades{
            definition->grades().begin(), definition->grades().end()};
        for (int i = 0; i < asked.grades_size(); ++i) {
            require_known(scope_, asked.grades(i), grades, at(path, "grades", i), "grade");
        }
        if (!asked.directions().empty() && !definition->direction_of_travel()) {
            error(
                path + ".directions",
                fmt::format("'{}' does not say which way a body is going", definition->id()),
                "remove it"
            );
        }
        if (asked.grades().empty() && asked.directions().empty() && asked.score_at_most() == 0) {
            error(
                path, "nothing is asked of the grade", "list grades or directions, or score_at_most"
            );
        }
    }

    void peer(const v1::PeerCondition& asked, const std::string& path) {
        if (place_.about != About::peer) {
            error(
                path,
                "no peer is asked about here",
                "ask it in a gate of a record whose key is a peer, or within 'every' over one"
            );
        }
        if (!asked.accredited() && !asked.of_another_force() && !asked.cleared() &&
            !asked.available()) {
            error(path, "nothing is asked of the peer", "write 'accredited: true' or the like");
        }
    }

    void case_stage(const v1::CaseStageCondition& asked, const std::string& path) {
        if (place_.procedure == nullptr) {
            error(
                path,
                "a ladder's move starts from its own stage",
                "leave it out: 'from' says where the move starts"
            );
            return;
        }
        if (asked.any_of().empty()) {
            error(path + ".any_of", "no stage is named", "list at least one");
        }
        stages(asked.any_of(), stages_of_ladders(scope_, nullptr), path + ".any_of");
    }

private:
    // What a trigger asks must be made of the bodies it looks at, and stay in its compartment.
    void of_trigger(
        const v1::AssessmentDefinition& definition,
        const v1::TriggerDefinition& trigger,
        const std::string& path
    ) {
        const auto& made_of = definition.body_kinds();
        const auto& looked_at = trigger.body_kinds();
        const bool meet = std::any_of(looked_at.begin(), looked_at.end(), [&](int kind) {
            return std::find(made_of.begin(), made_of.end(), kind) != made_of.end();
        });
        if (!made_of.empty() && !meet) {
            error(
                path,
                fmt::format(
                    "'{}' is not made of the bodies that the trigger looks at", definition.id()
                ),
                "ask for another assessment, or change body_kinds"
            );
        }
        if (definition.counter_terrorism() && trigger.subject() != v1::SUBJECT_COUNTER_TERRORISM) {
            error(
                path,
                fmt::format("'{}' belongs to counter-terrorism alone", definition.id()),
                "set 'subject: counter_terrorism' on the trigger"
            );
        }
    }

    void error(std::string path, std::string message, std::string fix) {
        scope_.findings.error(std::move(path), std::move(message), std::move(fix));
    }

    void stages(
        const google::protobuf::RepeatedPtrField<std::string>& asked,
        const std::vector<std::string>& known,
        const std::string& path
    ) {
        for (int i = 0; i < asked.size(); ++i) {
            require_known(scope_, asked.Get(i), known, at(path, i), "stage");
        }
    }

    // Null with the error reported if there is none here.
    const v1::RecordDefinition* record_of(
        const std::string& id, const std::string& path, const std::string& id_path
    ) {
        if (place_.procedure == nullptr || place_.at_start) {
            error(
                path,
                place_.at_start ? "nothing is recorded yet when a procedure starts"
                                : "records live in a procedure, and this is a ladder's gate",
                "ask for a fact, or for a procedure with the stage that needs the record"
            );
            return nullptr;
        }
        require_known(scope_, id, ids_of(place_.procedure->records()), id_path, "record");
        return find_record(*place_.procedure, id);
    }

    void key(
        const v1::RecordCondition& asked,
        const v1::RecordDefinition& record,
        const std::string& path
    ) {
        if (asked.same_key() && !asked.key().empty()) {
            error(path + ".key", "the key is given, and asked to be the same", "keep one of them");
        }
        if (asked.same_key() && place_.about == About::nothing) {
            error(
                path + ".same_key",
                "nothing is asked about here whose key could be the same",
                "ask it in a gate of a record with keys, or within 'every'"
            );
        }
        if (!asked.key().empty() && record.key() == v1::KEY_KIND_UNSPECIFIED) {
            error(path + ".key", fmt::format("'{}' has no keys", record.id()), "remove it");
        }
    }

    void where(
        const v1::FieldTest& test, const v1::RecordDefinition& record, const std::string& path
    ) {
        const auto* field = find_field(record, test.field());
        require_known(scope_, test.field(), ids_of(record.fields()), path + ".field", "field");
        if (test.is().empty()) {
            error(path + ".is", "no value is named", "list at least one");
        }
        if (field == nullptr) {
            return;
        }
        std::vector<std::string> values{field->choices().begin(), field->choices().end()};
        if (field->kind() == v1::FIELD_KIND_YES_NO) {
            values = {"yes", "no"};
        }
        for (int i = 0; i < test.is_size() && !values.empty(); ++i) {
            require_known(scope_, test.is(i), values, at(path, "is", i), "choice");
        }
    }

    const Scope& scope_;
    const ConditionPlace& place_;
};

}  // namespace

ConditionPlace::About about_of(
    const v1::ProcedureDefinition& procedure, const v1::RecordDefinition& record
) {
    if (record.key() == v1::KEY_KIND_PEER) {
        return About::peer;
    }
    if (record.key() == v1::KEY_KIND_ENTRY) {
        const auto* keys = find_record(procedure, record.key_record());
        return keys != nullptr && keys->key() == v1::KEY_KIND_PEER ? About::peer : About::entry;
    }
    return record.key() == v1::KEY_KIND_UNSPECIFIED ? About::nothing : About::word;
}

ConditionPlace within_every(const ConditionPlace& place, const v1::EveryCondition& every) {
    auto within = place;
    within.about = About::word;
    if (every.of() == v1::EVERY_OF_UNSPECIFIED && place.procedure != nullptr) {
        const auto* record = find_record(*place.procedure, every.record());
        // An entry without a key is asked about by its own id.
        within.about = record == nullptr || record->key() == v1::KEY_KIND_UNSPECIFIED
                           ? About::entry
                           : about_of(*place.procedure, *record);
    }
    return within;
}

void check_around(
    const Scope& scope,
    const ConditionPlace& place,
    const v1::Condition& condition,
    const std::string& path
) {
    AroundCheck check{scope, place};
    if (condition.has_record()) {
        check.record(condition.record(), path + ".record");
    } else if (condition.has_every()) {
        check.every(condition.every(), path + ".every");
    } else if (condition.has_procedure()) {
        check.procedure(condition.procedure(), path + ".procedure");
    } else if (condition.has_deadline()) {
        check.deadline(condition.deadline(), path + ".deadline");
    } else if (condition.has_grade()) {
        check.grade(condition.grade(), path + ".grade");
    } else if (condition.has_peer()) {
        check.peer(condition.peer(), path + ".peer");
    } else if (condition.has_case_stage()) {
        check.case_stage(condition.case_stage(), path + ".case_stage");
    }
}

}  // namespace ladder::definition

// What follows from a move, an entry or a start: that it refers to what exists.
#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

std::vector<std::string> date_fields_of(const v1::RecordDefinition& record) {
    std::vector<std::string> dates;
    for (const auto& field : record.fields()) {
        if (field.kind() == v1::FIELD_KIND_DATE) {
            dates.push_back(field.id());
        }
    }
    return dates;
}

void check_set_deadline(
    const Scope& scope,
    const v1::SetDeadlineEffect& effect,
    const v1::RecordDefinition* record,
    const std::string& path
) {
    require_deadline(scope, effect.deadline(), path + ".deadline");
    const auto* deadline = scope.ruleset.deadline(effect.deadline());
    if (effect.due_field().empty()) {
        if (deadline != nullptr && !deadline->has_due()) {
            scope.findings.error(
                path,
                fmt::format(
                    "the deadline '{}' is not counted, and no day is named", deadline->id()
                ),
                record == nullptr ? "give the deadline 'due'"
                                  : "add 'due_field', or give the deadline 'due'"
            );
        }
    } else if (record == nullptr) {
        scope.findings.error(
            path + ".due_field", "only an entry has fields", "remove it: the day is computed"
        );
    } else {
        require_known(
            scope, effect.due_field(), date_fields_of(*record), path + ".due_field", "date field"
        );
    }
}

void check_effect(
    const Scope& scope,
    const v1::EffectDefinition& effect,
    const v1::RecordDefinition* record,
    const std::string& path
) {
    switch (effect.kind_case()) {
        case v1::EffectDefinition::kSetDeadline:
            check_set_deadline(scope, effect.set_deadline(), record, path + ".set_deadline");
            return;
        case v1::EffectDefinition::kMeetDeadline:
            require_deadline(
                scope, effect.meet_deadline().deadline(), path + ".meet_deadline.deadline"
            );
            if (effect.meet_deadline().same_key() && record == nullptr) {
                scope.findings.error(
                    path + ".meet_deadline.same_key", "only an entry has a key", "remove it"
                );
            }
            return;
        case v1::EffectDefinition::kOpenTask:
            require_role(scope, effect.open_task().role(), path + ".open_task.role");
            require_text(
                scope, effect.open_task().title(), path + ".open_task.title", "what is to be done"
            );
            if (!effect.open_task().deadline().empty()) {
                require_deadline(
                    scope, effect.open_task().deadline(), path + ".open_task.deadline"
                );
            }
            return;
        case v1::EffectDefinition::kStartProcedure:
            require_known(
                scope,
                effect.start_procedure().procedure(),
                ids_of(scope.ruleset.definition().procedures()),
                path + ".start_procedure.procedure",
                "procedure"
            );
            return;
        case v1::EffectDefinition::KIND_NOT_SET:
            scope.findings.error(
                path, "the effect is empty", "say what follows, such as 'open_task: {..}'"
            );
            return;
    }
}

}  // namespace

void check_effects(
    const Scope& scope,
    const google::protobuf::RepeatedPtrField<v1::EffectDefinition>& effects,
    const v1::RecordDefinition* record,
    const std::string& path
) {
    for (int i = 0; i < effects.size(); ++i) {
        check_effect(scope, effects.Get(i), record, at(path, i));
    }
}

}  // namespace ladder::definition

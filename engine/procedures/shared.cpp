#include "engine/procedures/shared.hpp"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"

namespace ladder::procedures {

using base::Code;
using base::Error;

base::Result<const v1::ProcedureDefinition*> definition_of(
    const v1::Procedure& state, const Context& context
) {
    const auto* definition = context.ruleset.procedure(state.definition());
    if (context.ruleset.name() != state.ruleset() || definition == nullptr ||
        definition::find_stage(*definition, state.stage()) == nullptr) {
        return Error{
            Code::internal,
            fmt::format(
                "{} is a {} at {} under {}, which {} does not hold",
                state.name(),
                state.definition(),
                state.stage(),
                state.ruleset(),
                context.ruleset.name()
            ),
            {}};
    }
    return definition;
}

base::Result<void> require_recorder(const v1::RecordDefinition& record, const Context& context) {
    const auto& roles = record.recorded_by();
    if (roles.empty()) {
        return command::require_permission(context, v1::PERMISSION_RECORD_FACT);
    }
    if (command::contains(roles, context.actor.capacity())) {
        return {};
    }
    return Error{
        Code::permission_denied,
        fmt::format(
            "{} may not record {}; these may: {}",
            command::role_words(context.ruleset, context.actor.capacity()),
            record.id(),
            command::roles_words(context.ruleset, roles)
        ),
        {}};
}

void check_stage(
    command::Problems& problems,
    const v1::ProcedureDefinition& definition,
    const v1::RecordDefinition& record,
    const v1::Procedure& state
) {
    if (command::contains(record.only_at(), state.stage())) {
        return;
    }
    if (!state.ended_on().empty()) {
        problems.conflict(fmt::format(
            "{} ended on {} at {} and takes no more {}.",
            state.name(),
            command::date_words(state.ended_on()),
            stage_words(definition, state.stage()),
            record.id()
        ));
    } else if (!record.only_at().empty()) {
        std::vector<std::string> stages;
        for (const auto& stage : record.only_at()) {
            stages.push_back(stage_words(definition, stage));
        }
        problems.conflict(fmt::format(
            "{} is recorded only at {}; {} stands at {}.",
            casework::record_words(record),
            command::listed(stages),
            state.name(),
            stage_words(definition, state.stage())
        ));
    }
}

void check_evidence(
    command::Problems& problems,
    const command::Strings& evidence,
    const v1::Procedure& state,
    const Context& context
) {
    command::check_evidence(
        problems,
        evidence,
        "e",
        "entries of the procedure such as e1",
        [&](std::string_view reference) -> std::string {
            for (const auto& entry : state.entries()) {
                if (entry.id() == reference) {
                    return entry.withdrawn_on().empty()
                               ? std::string{}
                               : fmt::format("{} was withdrawn and proves nothing", reference);
                }
            }
            return fmt::format(
                "the procedure has no entry {}; name one that it has, or a document", reference
            );
        }
    );
    for (int i = 0; i < evidence.size(); ++i) {
        if (evidence[i].starts_with("documents/") && context.around.has_document &&
            !context.around.has_document(evidence[i])) {
            problems.field(
                fmt::format("evidence[{}]", i), "there is no such document; add it first"
            );
        }
    }
}

casework::Circumstances circumstances(
    const v1::Procedure& state, const v1::Actor& decider, base::Date on, const Context& context
) {
    return casework::Circumstances{
        context.of_case, context.ruleset, context.around, {}, decider, on, &state};
}

void add_error(command::Problems& problems, const base::Error& error) {
    if (error.details.empty()) {
        problems.conflict(error.message);
    }
    for (const auto& detail : error.details) {
        if (const auto* gate = std::get_if<v1::UnmetGate>(&detail)) {
            problems.unmet(*gate);
        } else if (const auto* field = std::get_if<v1::FieldViolation>(&detail)) {
            problems.field(field->field(), field->description());
        }
    }
}

std::string stage_words(const v1::ProcedureDefinition& definition, std::string_view stage) {
    const auto* found = definition::find_stage(definition, stage);
    return found == nullptr || found->title().empty()
               ? std::string{stage}
               : fmt::format("{} ({})", found->title(), stage);
}

}  // namespace ladder::procedures

// Moving a case to another version of the rules: a decision, shown first, that names the
// counterpart of all that the new version calls otherwise.
#include <utility>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/casework/crossing.hpp"
#include "engine/casework/elements.hpp"
#include "engine/casework/evidence.hpp"
#include "engine/command/fields.hpp"

namespace ladder::casework {

namespace {

Strings roles_that_migrate(const definition::Ruleset& ruleset) {
    Strings roles;
    for (const auto& role : ruleset.definition().roles()) {
        if (ruleset.may(role.id(), v1::PERMISSION_MIGRATE)) {
            *roles.Add() = role.id();
        }
    }
    return roles;
}

std::string basis_of(const definition::Ruleset& target) {
    return fmt::format("{} ({})", target.definition().title(), target.name());
}

v1::Event migrated(const Crossing& crossing, const v1::Actor& decider, base::Date effective_on) {
    v1::Event event;
    auto& recorded = *event.mutable_case_migrated();
    recorded.set_ruleset(crossing.target.name());
    const auto& state = crossing.state;
    for (auto& mapping : mappings_used(crossing)) {
        *recorded.add_mappings() = std::move(mapping);
    }
    auto& decision = *recorded.mutable_decision();
    decision.set_id(fmt::format("d{}", state.decisions_size() + 1));
    decision.set_outcome(v1::DECISION_OUTCOME_MIGRATE);
    decision.set_from_stage(state.stage());
    const auto* stage = find_mapping(crossing, "stage", state.stage());
    decision.set_to_stage(stage == nullptr ? state.stage() : stage->to());
    *decision.mutable_decider() = decider;
    decision.set_reasons(crossing.command.reasons());
    *decision.mutable_evidence() = crossing.command.evidence();
    decision.set_basis(basis_of(crossing.target));
    decision.set_ruleset(crossing.target.name());
    decision.set_effective_on(base::to_string(effective_on));
    return event;
}

}  // namespace

base::Result<Events> decide(
    const v1::Case& state,
    const definition::Ruleset& pinned,
    const v1::MigrateCaseRequest& command,
    const Context& context
) {
    // By the roles of the new version: the old one may be from before anybody could migrate.
    if (const auto allowed = require_caller(context); !allowed) {
        return allowed.error();
    }
    Problems problems;
    const auto decider = acting_for(problems, command.decider(), "decider", context);
    if (!decider) {
        return decider.error();
    }
    if (const auto current = require_current(problems, state, command.etag()); !current) {
        return current.error();
    }
    check_text(problems, "reasons", command.reasons(), reasons_chars_max);
    check_evidence(problems, command.evidence(), state);
    const auto days =
        check_days(problems, command.effective_on(), command.known_on(), context.recorded_at);
    check_not_before(
        problems, days.effective_on, state.stage_since(), "the day the present stage began,"
    );
    const auto& target = context.ruleset;
    check_decider(problems, target, *decider, roles_that_migrate(target), basis_of(target));
    if (target.name() == state.ruleset()) {
        problems.field("ruleset", "the case is pinned to this version already");
    }
    const Crossing crossing{
        state,
        command,
        pinned,
        target,
        pinned.ladder(state.ladder()),
        target.ladder(state.ladder()),
        context.around.procedures ? context.around.procedures()
                                  : std::vector<const v1::Procedure*>{}};
    check_mappings(problems, crossing);
    check_counterparts(problems, crossing);
    if (problems.any()) {
        return problems.to_error("The case can't be moved to " + target.name());
    }
    return Events{migrated(crossing, *decider, days.effective_on)};
}

}  // namespace ladder::casework

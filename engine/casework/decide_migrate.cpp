// Moving a case to another version of the rules: a decision, shown first, that names the
// counterpart of all that the new version calls otherwise.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/casework/elements.hpp"
#include "engine/casework/evidence.hpp"
#include "engine/command/fields.hpp"

namespace ladder::casework {

namespace {

// What a migration is decided from.
struct Crossing {
    const v1::Case& state;
    const v1::MigrateCaseRequest& command;
    const definition::Ruleset& pinned;
    const definition::Ruleset& target;
    const v1::LadderDefinition* ladder_before;  // null: the pinned version has none, which is a bug
    const v1::LadderDefinition* ladder_after;   // null: the target has none
};

const v1::RulesetMapping* find_mapping(
    const v1::MigrateCaseRequest& command, std::string_view of, std::string_view from
) {
    const auto& mappings = command.mappings();
    const auto found = std::find_if(mappings.begin(), mappings.end(), [&](const auto& one) {
        return one.of() == of && one.from() == from;
    });
    return found == mappings.end() ? nullptr : &*found;
}

// The id by which the target knows something of the case; empty: it is dropped.
std::string counterpart(const Crossing& crossing, std::string_view of, const std::string& id) {
    const auto* mapping = find_mapping(crossing.command, of, id);
    return mapping == nullptr ? id : mapping->to();
}

// The facts that stand in the case, each id once.
std::set<std::string> standing_facts(const v1::Case& state) {
    std::set<std::string> facts;
    for (const auto& fact : state.facts()) {
        if (!fact.withdrawn()) {
            facts.insert(fact.fact());
        }
    }
    return facts;
}

void check_mapping(
    Problems& problems,
    const std::string& at,
    const v1::RulesetMapping& mapping,
    const Crossing& crossing
) {
    const bool stage = mapping.of() == "stage";
    if (!stage && mapping.of() != "fact") {
        problems.field(at + ".of", "give stage or fact");
        return;
    }
    const bool known_before =
        stage ? crossing.ladder_before != nullptr &&
                    definition::find_stage(*crossing.ladder_before, mapping.from()) != nullptr
              : crossing.pinned.fact(mapping.from()) != nullptr;
    if (!known_before) {
        problems.field(
            at + ".from",
            fmt::format(
                "'{}' is no {} of {}",
                mapping.from().substr(0, 80),
                mapping.of(),
                crossing.pinned.name()
            )
        );
    }
    if (stage && mapping.to().empty()) {
        problems.field(at + ".to", "is missing; only a fact can be dropped");
        return;
    }
    const bool known_after =
        mapping.to().empty() ||
        (stage ? crossing.ladder_after == nullptr ||
                     definition::find_stage(*crossing.ladder_after, mapping.to()) != nullptr
               : crossing.target.fact(mapping.to()) != nullptr);
    if (!known_after) {
        problems.field(
            at + ".to",
            fmt::format(
                "'{}' is no {} of {}",
                mapping.to().substr(0, 80),
                mapping.of(),
                crossing.target.name()
            )
        );
    }
}

void check_mappings(Problems& problems, const Crossing& crossing) {
    const auto& mappings = crossing.command.mappings();
    for (int i = 0; i < mappings.size(); ++i) {
        const auto at = fmt::format("mappings[{}]", i);
        check_mapping(problems, at, mappings[i], crossing);
        if (find_mapping(crossing.command, mappings[i].of(), mappings[i].from()) != &mappings[i]) {
            problems.field(at + ".from", "is given twice; keep one");
        }
    }
}

v1::UnmetGate without_counterpart(std::string id, std::string title, std::string satisfied_by) {
    auto gate = element(
        id,
        std::move(title),
        std::move(satisfied_by),
        "The new version has none, and none is named."
    );
    return gate;
}

// Everything of the case that the target must know.
void check_counterparts(Problems& problems, const Crossing& crossing) {
    const auto& target = crossing.target.name();
    if (crossing.ladder_after == nullptr) {
        problems.unmet(without_counterpart(
            "ladder:" + crossing.state.ladder(),
            fmt::format("{} has the ladder {}", target, crossing.state.ladder()),
            "Move the case to a version that has its ladder."
        ));
    } else if (const auto stage = counterpart(crossing, "stage", crossing.state.stage());
               !stage.empty() && definition::find_stage(*crossing.ladder_after, stage) == nullptr &&
               find_mapping(crossing.command, "stage", crossing.state.stage()) == nullptr) {
        problems.unmet(without_counterpart(
            "stage:" + stage,
            fmt::format("{} has the stage {}", target, stage),
            "Name its counterpart in mappings."
        ));
    }
    for (const auto& fact : standing_facts(crossing.state)) {
        if (crossing.target.fact(fact) == nullptr &&
            find_mapping(crossing.command, "fact", fact) == nullptr) {
            problems.unmet(without_counterpart(
                "fact:" + fact,
                fmt::format("{} has the fact {}", target, fact),
                "Name its counterpart in mappings, or drop it there by leaving `to` empty."
            ));
        }
    }
    for (const auto& proposal : crossing.state.proposals()) {
        if (proposal.state() == v1::PROPOSAL_STATE_OPEN && crossing.ladder_after != nullptr &&
            definition::find_stage(*crossing.ladder_after, proposal.proposes()) == nullptr) {
            problems.unmet(without_counterpart(
                "proposal:" + proposal.id(),
                fmt::format("{} has the stage {}", target, proposal.proposes()),
                fmt::format("Answer the proposal {} first.", proposal.id())
            ));
        }
    }
}

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
    const auto facts = standing_facts(state);
    for (const auto& mapping : crossing.command.mappings()) {
        const bool used = mapping.of() == "stage" ? mapping.from() == state.stage()
                                                  : facts.contains(mapping.from());
        if (used) {
            *recorded.add_mappings() = mapping;
        }
    }
    auto& decision = *recorded.mutable_decision();
    decision.set_id(fmt::format("d{}", state.decisions_size() + 1));
    decision.set_outcome(v1::DECISION_OUTCOME_MIGRATE);
    decision.set_from_stage(state.stage());
    decision.set_to_stage(counterpart(crossing, "stage", state.stage()));
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
        target.ladder(state.ladder())};
    check_mappings(problems, crossing);
    check_counterparts(problems, crossing);
    if (problems.any()) {
        return problems.to_error("The case can't be moved to " + target.name());
    }
    return Events{migrated(crossing, *decider, days.effective_on)};
}

}  // namespace ladder::casework

// Deciding: to move, to remain, or to close. A decision is the only thing that changes a stage.
#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/casework/elements.hpp"
#include "engine/casework/evidence.hpp"
#include "engine/casework/follow_up.hpp"
#include "engine/casework/gate_outcomes.hpp"
#include "engine/casework/moves.hpp"
#include "engine/casework/pinned.hpp"
#include "engine/casework/settlement.hpp"
#include "engine/command/fields.hpp"

namespace ladder::casework {

namespace {

// What all three outcomes are decided from.
struct Matter {
    const v1::Case& state;
    const v1::RecordDecisionRequest& command;
    const Context& context;
    const v1::LadderDefinition& ladder;
    const v1::Actor& decider;
    Days days;
};

void check_review(Problems& problems, const Matter& matter, std::string_view stage) {
    const auto& text = matter.command.next_review_on();
    const auto* definition = definition::find_stage(matter.ladder, stage);
    if (text.empty()) {
        if (definition != nullptr && definition->review_required()) {
            problems.field(
                "next_review_on",
                fmt::format(
                    "is missing; at {} the next review must be set",
                    stage_words(matter.ladder, stage)
                )
            );
        }
        return;
    }
    const auto date = base::parse_date(text);
    if (!date) {
        problems.field("next_review_on", date.error().message);
    } else if (*date <= matter.days.effective_on) {
        problems.field(
            "next_review_on",
            fmt::format(
                "{} is not after the day of the decision ({})",
                text,
                base::to_string(matter.days.effective_on)
            )
        );
    }
}

void check_basis(Problems& problems, const Matter& matter, const std::string& own) {
    const auto& given = matter.command.basis();
    if (!given.empty()) {
        check_text(problems, "basis", given, reasons_chars_max);
    } else if (own.empty()) {
        problems.field("basis", "is missing; name the law or policy that the decision rests on");
    }
}

// Fields that only a move has.
void refuse_move_fields(Problems& problems, const Matter& matter) {
    const auto& command = matter.command;
    if (!command.to_stage().empty() && command.to_stage() != matter.state.stage()) {
        problems.field("to_stage", "only a move changes the stage; leave the field empty");
    }
    if (!command.overrides().empty()) {
        problems.field("overrides", "only a move has gates; leave the field empty");
    }
    if (!command.exceptional_reason().empty()) {
        problems.field("exceptional_reason", "only a move can be exceptional; leave it empty");
    }
}

void decide_move(Problems& problems, const Matter& matter, v1::Decision& decision) {
    const auto& to_stage = matter.command.to_stage();
    decision.set_to_stage(to_stage);
    const auto* transition = find_move(problems, matter.ladder, matter.state.stage(), to_stage);
    if (transition == nullptr) {
        return;
    }
    const Circumstances asked{
        &matter.state,
        matter.context.ruleset,
        matter.context.around,
        to_stage,
        matter.decider,
        matter.days.effective_on};
    const auto& command = matter.command;
    check_elements(problems, *transition, asked, command.exceptional_reason());
    for (auto& outcome : check_gates(
             problems, transition->gates(), asked, command.overrides(), matter.context.actor
         )) {
        *decision.add_gates() = std::move(outcome);
    }
    check_review(problems, matter, to_stage);
    check_basis(problems, matter, transition->legal_basis());
    decision.set_basis(transition->legal_basis());
    decision.set_exceptional_reason(command.exceptional_reason());
}

// To remain and to close rest on the ladder itself where no other basis is given.
std::string basis_of_ladder(const Matter& matter) {
    return fmt::format("{} ({})", matter.ladder.title(), matter.context.ruleset.name());
}

void decide_remain(Problems& problems, const Matter& matter, v1::Decision& decision) {
    const auto& stage = matter.state.stage();
    decision.set_to_stage(stage);
    decision.set_basis(basis_of_ladder(matter));
    refuse_move_fields(problems, matter);
    auto roles = definition::find_stage(matter.ladder, stage)->remain_decided_by();
    if (roles.empty()) {
        roles = deciders_of_moves_from(matter.ladder, stage);
    }
    check_decider(problems, matter.context.ruleset, matter.decider, roles, decision.basis());
    check_review(problems, matter, stage);
    check_basis(problems, matter, decision.basis());
}

Strings roles_that_close(const definition::Ruleset& ruleset) {
    Strings roles;
    for (const auto& role : ruleset.definition().roles()) {
        if (ruleset.may(role.id(), v1::PERMISSION_OPEN_CASE)) {
            *roles.Add() = role.id();
        }
    }
    return roles;
}

void decide_close(Problems& problems, const Matter& matter, v1::Decision& decision) {
    const auto& stage = matter.state.stage();
    decision.set_to_stage(stage);
    decision.set_basis(basis_of_ladder(matter));
    refuse_move_fields(problems, matter);
    const auto roles = roles_that_close(matter.context.ruleset);
    check_decider(problems, matter.context.ruleset, matter.decider, roles, decision.basis());
    const auto& first = matter.ladder.stages(0).id();
    if (stage != first) {
        problems.unmet(element(
            "first_stage",
            fmt::format("The case stands at {}", stage_words(matter.ladder, first)),
            fmt::format("Decide to move the case to {} first.", first),
            fmt::format("It stands at {}.", stage_words(matter.ladder, stage))
        ));
    }
    const auto& concerns = matter.state.concerns();
    const auto open = std::count_if(concerns.begin(), concerns.end(), [](const auto& concern) {
        return concern.closed_on().empty();
    });
    if (open > 0) {
        problems.unmet(element(
            "open_concerns",
            "No concern is open",
            "Close each concern with its reasons.",
            fmt::format("{} open.", counted(static_cast<std::size_t>(open), "concern"))
        ));
    }
    if (const auto left = unanswered(matter.command, matter.state); left > 0) {
        problems.unmet(element(
            "open_proposals",
            "No proposal is unanswered",
            "Decline each open proposal in settlements.",
            fmt::format("{} open.", counted(static_cast<std::size_t>(left), "proposal"))
        ));
    }
    if (!matter.command.next_review_on().empty()) {
        problems.field("next_review_on", "a closed case has no review; leave the field empty");
    }
    check_basis(problems, matter, decision.basis());
}

void check_common(Problems& problems, const Matter& matter, std::string_view stage_after) {
    const auto& command = matter.command;
    check_text(problems, "reasons", command.reasons(), reasons_chars_max);
    check_evidence(problems, command.evidence(), matter.state);
    check_not_before(
        problems,
        matter.days.effective_on,
        matter.state.stage_since(),
        "the day the present stage began,"
    );
    check_settlements(problems, command, matter.state, matter.ladder, stage_after);
}

// What follows in the diary; a case that closes has no next review.
Events following(Problems& problems, const Matter& matter, const std::string& stage_after) {
    const auto& command = matter.command;
    const auto* transition =
        command.outcome() == v1::DECISION_OUTCOME_MOVE
            ? definition::find_transition(matter.ladder, matter.state.stage(), stage_after)
            : nullptr;
    const bool closes = command.outcome() == v1::DECISION_OUTCOME_CLOSE;
    return follow_up(
        problems,
        {matter.state,
         matter.ladder,
         transition,
         closes ? std::string_view{} : std::string_view{stage_after},
         command.next_review_on(),
         matter.days.effective_on},
        matter.context.ruleset
    );
}

// Completes the decision with what all outcomes record.
v1::Event recorded(const Matter& matter, v1::Decision decision) {
    const auto& command = matter.command;
    decision.set_id(fmt::format("d{}", matter.state.decisions_size() + 1));
    decision.set_outcome(command.outcome());
    decision.set_from_stage(matter.state.stage());
    *decision.mutable_decider() = matter.decider;
    decision.set_reasons(command.reasons());
    *decision.mutable_evidence() = command.evidence();
    if (!command.basis().empty()) {
        decision.set_basis(command.basis());
    }
    decision.set_ruleset(matter.context.ruleset.name());
    decision.set_effective_on(base::to_string(matter.days.effective_on));
    decision.set_next_review_on(command.next_review_on());
    *decision.mutable_settlements() = command.settlements();
    pin_evidence(decision, matter.state, matter.context);
    v1::Event event;
    *event.mutable_decision_recorded()->mutable_decision() = std::move(decision);
    return event;
}

}  // namespace

base::Result<Events> decide(
    const v1::Case& state, const v1::RecordDecisionRequest& command, const Context& context
) {
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
    const auto ladder = ladder_of(state, context);
    if (!ladder) {
        return ladder.error();
    }
    const auto days =
        check_days(problems, command.effective_on(), command.known_on(), context.recorded_at);
    const Matter matter{state, command, context, **ladder, *decider, days};
    v1::Decision decision;
    switch (command.outcome()) {
        case v1::DECISION_OUTCOME_MOVE:
            decide_move(problems, matter, decision);
            break;
        case v1::DECISION_OUTCOME_REMAIN:
            decide_remain(problems, matter, decision);
            break;
        case v1::DECISION_OUTCOME_CLOSE:
            decide_close(problems, matter, decision);
            break;
        default:
            problems.field(
                "outcome", "give move, remain or close; to correct, use CorrectDecision"
            );
    }
    check_common(problems, matter, decision.to_stage());
    auto follows = following(problems, matter, decision.to_stage());
    if (problems.any()) {
        return problems.to_error("The decision can't be recorded");
    }
    Events events{recorded(matter, std::move(decision))};
    std::move(follows.begin(), follows.end(), std::back_inserter(events));
    return events;
}

}  // namespace ladder::casework

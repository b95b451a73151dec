// Taking a step: a decision, and the only thing that changes a procedure's stage.
#include <utility>

#include <fmt/format.h>

#include "engine/casework/elements.hpp"
#include "engine/casework/gate_outcomes.hpp"
#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/diary/effects.hpp"
#include "engine/procedures/shared.hpp"

namespace ladder::procedures {

namespace {

// What a step is decided from.
struct Stepping {
    const v1::Procedure& state;
    const v1::TakeStepRequest& command;
    const Context& context;
    const v1::ProcedureDefinition& definition;
    const v1::Actor& decider;
    base::Date on;
};

std::string steps_words(const v1::ProcedureDefinition& definition, const std::string& from) {
    std::vector<std::string> stages;
    for (const auto& transition : definition.transitions()) {
        if (command::contains(transition.from(), from)) {
            stages.push_back(stage_words(definition, transition.to()));
        }
    }
    return stages.empty()
               ? fmt::format("No step leaves {}.", from)
               : fmt::format("From {} the procedure can go to {}.", from, command::listed(stages));
}

// Null with the problem noted if no step leads there.
const v1::TransitionDefinition* find_step(command::Problems& problems, const Stepping& stepping) {
    const auto& to = stepping.command.to_stage();
    const auto& from = stepping.state.stage();
    const auto& definition = stepping.definition;
    if (definition::find_stage(definition, to) == nullptr) {
        problems.field(
            "to_stage",
            fmt::format(
                "{} {}", to.empty() ? "is missing." : "is no stage.", steps_words(definition, from)
            )
        );
        return nullptr;
    }
    const auto* transition = definition::find_transition(definition, from, to);
    if (transition == nullptr) {
        problems.unmet(casework::element(
            "transition",
            fmt::format("A step from {} to {}", from, to),
            steps_words(definition, from),
            fmt::format("{} has no such step.", definition.title())
        ));
    }
    return transition;
}

void check_basis(
    command::Problems& problems,
    const v1::TakeStepRequest& command,
    const v1::TransitionDefinition& transition
) {
    if (!command.basis().empty()) {
        command::check_text(problems, "basis", command.basis(), command::reasons_chars_max);
    } else if (transition.legal_basis().empty()) {
        problems.field("basis", "is missing; name the law or policy that the step rests on");
    }
}

// Asks for all that the transition needs, and writes each gate as it stood.
void check_transition(
    command::Problems& problems,
    const Stepping& stepping,
    const v1::TransitionDefinition& transition,
    v1::Step& step
) {
    const auto& command = stepping.command;
    casework::check_decider(
        problems,
        stepping.context.ruleset,
        stepping.decider,
        transition.decided_by(),
        transition.legal_basis()
    );
    casework::check_exceptional(problems, transition, command.exceptional_reason());
    auto asked = circumstances(stepping.state, stepping.decider, stepping.on, stepping.context);
    asked.to_stage = command.to_stage();
    for (auto& outcome : casework::check_gates(
             problems,
             transition.gates(),
             asked,
             command.overrides(),
             stepping.context.actor,
             "step"
         )) {
        *step.add_gates() = std::move(outcome);
    }
    check_basis(problems, command, transition);
    step.set_basis(command.basis().empty() ? transition.legal_basis() : command.basis());
}

v1::Event step_taken(const Stepping& stepping, v1::Step step) {
    const auto& command = stepping.command;
    step.set_from_stage(stepping.state.stage());
    step.set_to_stage(command.to_stage());
    *step.mutable_decider() = stepping.decider;
    step.set_reasons(command.reasons());
    *step.mutable_evidence() = command.evidence();
    step.set_effective_on(base::to_string(stepping.on));
    step.set_exceptional_reason(command.exceptional_reason());
    v1::Event event;
    auto& taken = *event.mutable_step_taken();
    taken.set_outcome(definition::find_stage(stepping.definition, command.to_stage())->outcome());
    *taken.mutable_step() = std::move(step);
    return event;
}

base::Result<Events> take(command::Problems& problems, const Stepping& stepping) {
    const auto& state = stepping.state;
    v1::Step step;
    step.set_id(fmt::format("s{}", state.steps_size() + 1));
    Events events;
    const auto* transition = find_step(problems, stepping);
    if (transition != nullptr) {
        check_transition(problems, stepping, *transition, step);
        auto following = diary::follow(
            transition->effects(),
            diary::diary_of(state),
            {stepping.on, step.id(), {}, [](std::string_view) { return std::string{}; }},
            stepping.context.ruleset
        );
        if (following) {
            events = std::move(*following);
        } else {
            add_error(problems, following.error());
        }
    }
    command::check_text(
        problems, "reasons", stepping.command.reasons(), command::reasons_chars_max
    );
    check_evidence(problems, stepping.command.evidence(), state, stepping.context);
    command::check_not_before(
        problems, stepping.on, state.stage_since(), "the day the present stage began,"
    );
    if (problems.any()) {
        return problems.to_error("The step can't be taken");
    }
    events.insert(events.begin(), step_taken(stepping, std::move(step)));
    return events;
}

}  // namespace

base::Result<Events> decide(
    const v1::Procedure& state, const v1::TakeStepRequest& command, const Context& context
) {
    if (const auto allowed = command::require_caller(context); !allowed) {
        return allowed.error();
    }
    command::Problems problems;
    const auto decider = command::acting_for(problems, command.decider(), "decider", context);
    if (!decider) {
        return decider.error();
    }
    if (const auto current = command::require_etag(problems, state, command.etag(), "procedure");
        !current) {
        return current.error();
    }
    const auto definition = definition_of(state, context);
    if (!definition) {
        return definition.error();
    }
    if (!state.ended_on().empty()) {
        return base::Error{
            base::Code::failed_precondition,
            fmt::format(
                "{} ended on {} ({}) and takes no step more",
                state.name(),
                command::date_words(state.ended_on()),
                state.outcome()
            ),
            {}};
    }
    const auto days = command::check_days(
        problems, command.effective_on(), command.known_on(), context.recorded_at
    );
    return take(
        problems, Stepping{state, command, context, **definition, *decider, days.effective_on}
    );
}

}  // namespace ladder::procedures

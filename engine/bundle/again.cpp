// Each command is read back from its event: what people gave, and nothing that follows from it.
#include "engine/bundle/again.hpp"

#include <fmt/format.h>

#include "engine/casework/case.hpp"
#include "engine/procedures/procedure.hpp"
#include "engine/record/surroundings.hpp"

namespace ladder::bundle {

namespace {

using Again = base::Result<command::Events>;
using Rules = std::shared_ptr<const definition::Ruleset>;

base::Error not_here(std::string_view what) {
    return {base::Code::failed_precondition, fmt::format("{} is not in the bundle", what), {}};
}

base::Error not_usable(const std::string& ruleset) {
    return {
        base::Code::failed_precondition,
        fmt::format("{} is not in the bundle, or this program finds errors in it", ruleset),
        {}};
}

// The day on which it was known, where that was not the day it was recorded.
std::string known_on_of(const Happened& happened) {
    return happened.recorded.entered_later ? happened.envelope.known_on() : std::string{};
}

template <class Request>
void override_gates(
    Request& request, const google::protobuf::RepeatedPtrField<v1::GateOutcome>& gates
) {
    for (const auto& gate : gates) {
        if (!gate.override_reason().empty()) {
            auto& given = *request.add_overrides();
            given.set_gate(gate.gate());
            given.set_reason(gate.override_reason());
        }
    }
}

// What is given alike with every decision.
template <class Request>
void give_decision(Request& request, const v1::Decision& decision, const v1::Case& state) {
    request.set_name(state.name());
    request.set_etag(state.etag());
    *request.mutable_decider() = decision.decider();
    request.set_reasons(decision.reasons());
    *request.mutable_evidence() = decision.evidence();
    request.set_effective_on(decision.effective_on());
}

Again again(
    const v1::Case& state,
    const v1::Decision& decision,
    const Happened& happened,
    const casework::Context& context
) {
    if (decision.outcome() == v1::DECISION_OUTCOME_CORRECT) {
        v1::CorrectDecisionRequest request;
        give_decision(request, decision, state);
        request.set_decision(decision.supersedes());
        request.set_basis(decision.basis());
        return casework::decide(state, request, context);
    }
    v1::RecordDecisionRequest request;
    give_decision(request, decision, state);
    request.set_outcome(decision.outcome());
    request.set_to_stage(decision.to_stage());
    request.set_basis(decision.basis());
    request.set_next_review_on(decision.next_review_on());
    request.set_exceptional_reason(decision.exceptional_reason());
    *request.mutable_settlements() = decision.settlements();
    request.set_known_on(known_on_of(happened));
    override_gates(request, decision.gates());
    return casework::decide(state, request, context);
}

Again again_in_case(const Happened& happened, World& before) {
    const auto& name = happened.envelope.stream();
    const auto* state = before.find_case(name);
    if (state == nullptr) {
        return not_here("what was recorded of the case before");
    }
    const auto pinned = before.find_ruleset(state->ruleset());
    if (!pinned) {
        return not_usable(state->ruleset());
    }
    const auto context = [&](const Rules& rules) {
        casework::Context known{
            *rules,
            happened.envelope.actor(),
            happened.recorded.recorded_at,
            record::surroundings_of(before, state->body(), name)};
        // Imports that nothing in the bundle rests on are not in it.
        known.around.evidence_position =
            happened.event.decision_recorded().decision().evidence_position();
        return known;
    };
    if (!happened.event.has_case_migrated()) {
        return again(
            *state, happened.event.decision_recorded().decision(), happened, context(pinned)
        );
    }
    const auto& migrated = happened.event.case_migrated();
    const auto target = before.find_ruleset(migrated.ruleset());
    if (!target) {
        return not_usable(migrated.ruleset());
    }
    v1::MigrateCaseRequest request;
    give_decision(request, migrated.decision(), *state);
    request.set_ruleset(migrated.ruleset());
    *request.mutable_mappings() = migrated.mappings();
    request.set_known_on(known_on_of(happened));
    return casework::decide(*state, *pinned, request, context(target));
}

Again opened_again(const Happened& happened, World& before) {
    const auto& opened = happened.event.case_opened();
    const auto ruleset = before.find_ruleset("");
    const auto* body = before.find_body(opened.body());
    if (!ruleset || body == nullptr) {
        return body == nullptr ? not_here(opened.body()) : not_usable(opened.ruleset());
    }
    v1::OpenCaseRequest request;
    request.set_body(opened.body());
    request.set_subject(opened.subject());
    request.set_reasons(opened.reasons());
    request.set_effective_on(opened.effective_on());
    request.set_known_on(known_on_of(happened));
    const auto* previous = before.find_newest_case(opened.body(), opened.subject());
    return casework::decide(
        previous == nullptr ? std::nullopt : std::optional{previous->name()},
        request,
        {*ruleset, happened.envelope.actor(), happened.recorded.recorded_at, body}
    );
}

// The ruleset by which a procedure is started: that of its case, of the procedure whose step or
// entry starts it ("s3 of procedures/x"), or the newest.
Rules ruleset_of_start(const Happened& happened, const v1::Case* of_case, World& before) {
    if (of_case != nullptr) {
        return before.find_ruleset(of_case->ruleset());
    }
    const auto& cause = happened.envelope.cause();
    const auto of = cause.find(" of ");
    const auto* starting =
        of == std::string::npos ? nullptr : before.find_as<v1::Procedure>(cause.substr(of + 4));
    return before.find_ruleset(starting == nullptr ? "" : starting->ruleset());
}

Again started_again(const Happened& happened, World& before) {
    const auto& started = happened.event.procedure_started();
    const auto* of_case =
        started.case_name().empty() ? nullptr : before.find_case(started.case_name());
    if (of_case == nullptr && !started.case_name().empty()) {
        return not_here(started.case_name());
    }
    if (before.find_body(started.body()) == nullptr) {
        return not_here(started.body());
    }
    const auto ruleset = ruleset_of_start(happened, of_case, before);
    if (!ruleset) {
        return not_usable(started.ruleset());
    }
    const procedures::Context context{
        {*ruleset, happened.envelope.actor(), happened.recorded.recorded_at},
        of_case,
        record::surroundings_of(before, started.body(), started.case_name())};
    if (!happened.envelope.cause().empty()) {
        const auto* definition = ruleset->procedure(started.definition());
        const auto on = base::parse_date(started.effective_on());
        if (definition == nullptr || definition->stages().empty() || !on) {
            return base::Error{
                base::Code::failed_precondition,
                fmt::format("{} has no procedure {}", ruleset->name(), started.definition()),
                {}};
        }
        return procedures::start_by_effect(
            *definition, {happened.envelope.cause(), started.started_by(), *on}, context
        );
    }
    v1::StartProcedureRequest request;
    request.set_definition(started.definition());
    request.set_case_name(started.case_name());
    request.set_body(started.body());
    request.set_reasons(started.reasons());
    *request.mutable_started_by() = started.started_by();
    request.set_follows(started.follows());
    request.set_effective_on(started.effective_on());
    request.set_known_on(known_on_of(happened));
    override_gates(request, started.gates());
    return procedures::decide(request, context);
}

v1::RecordEntryRequest command_of(const v1::EntryRecorded& recorded) {
    const auto& entry = recorded.entry();
    v1::RecordEntryRequest request;
    request.set_record(entry.record());
    request.set_key(entry.key());
    *request.mutable_values() = entry.values();
    *request.mutable_evidence() = entry.evidence();
    request.set_note(entry.note());
    request.set_marking(entry.marking());
    request.set_effective_on(entry.effective_on());
    override_gates(request, recorded.gates());
    return request;
}

v1::TakeStepRequest command_of(const v1::StepTaken& taken) {
    const auto& step = taken.step();
    v1::TakeStepRequest request;
    request.set_to_stage(step.to_stage());
    *request.mutable_decider() = step.decider();
    request.set_reasons(step.reasons());
    *request.mutable_evidence() = step.evidence();
    request.set_basis(step.basis());
    request.set_effective_on(step.effective_on());
    request.set_exceptional_reason(step.exceptional_reason());
    override_gates(request, step.gates());
    return request;
}

template <class Told>
Again again_in_procedure(const Told& told, const Happened& happened, World& before) {
    const auto* state = before.find_as<v1::Procedure>(happened.envelope.stream());
    if (state == nullptr) {
        return not_here("what was recorded of the procedure before");
    }
    const auto* of_case =
        state->case_name().empty() ? nullptr : before.find_case(state->case_name());
    if (of_case == nullptr && !state->case_name().empty()) {
        return not_here(state->case_name());
    }
    const auto ruleset = before.find_ruleset(state->ruleset());
    if (!ruleset) {
        return not_usable(state->ruleset());
    }
    auto request = command_of(told);
    request.set_name(state->name());
    request.set_etag(state->etag());
    request.set_known_on(known_on_of(happened));
    return procedures::decide(
        *state,
        request,
        procedures::Context{
            {*ruleset, happened.envelope.actor(), happened.recorded.recorded_at},
            of_case,
            record::surroundings_of(before, state->body(), state->case_name())}
    );
}

}  // namespace

std::optional<Again> decide_again(const Happened& happened, World& before) {
    switch (happened.event.kind_case()) {
        case v1::Event::kDecisionRecorded:
        case v1::Event::kCaseMigrated:
            return again_in_case(happened, before);
        case v1::Event::kCaseOpened:
            return opened_again(happened, before);
        case v1::Event::kProcedureStarted:
            return started_again(happened, before);
        case v1::Event::kEntryRecorded:
            return again_in_procedure(happened.event.entry_recorded(), happened, before);
        case v1::Event::kStepTaken:
            return again_in_procedure(happened.event.step_taken(), happened, before);
        default:
            return std::nullopt;
    }
}

std::int64_t gates_of(const v1::Event& event) {
    return event.decision_recorded().decision().gates_size() +
           event.procedure_started().gates_size() + event.entry_recorded().gates_size() +
           event.step_taken().step().gates_size();
}

}  // namespace ladder::bundle

// Looks the act up by its id, and its effects in the ruleset of its record.
#include "engine/bundle/cause.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ladder::bundle {

namespace {

using Effects = google::protobuf::RepeatedPtrField<v1::EffectDefinition>;

// "d3 of cases/x", as the cause of what follows from it is written.
std::string told_as(const Happened& happened) {
    const auto& event = happened.event;
    const auto& id = event.has_decision_recorded() ? event.decision_recorded().decision().id()
                     : event.has_step_taken()      ? event.step_taken().step().id()
                                                   : event.entry_recorded().entry().id();
    return fmt::format("{} of {}", id, happened.envelope.stream());
}

// What an act has follow by the rules of its record; null: nothing.
const Effects* effects_of(
    const Happened& happened, const definition::Ruleset& ruleset, World& before
) {
    const auto& event = happened.event;
    const auto& stream = happened.envelope.stream();
    const v1::TransitionDefinition* transition = nullptr;
    if (const auto* state = before.find_case(stream); state != nullptr) {
        const auto* ladder = ruleset.ladder(state->ladder());
        const auto& decision = event.decision_recorded().decision();
        transition =
            ladder == nullptr
                ? nullptr
                : definition::find_transition(*ladder, decision.from_stage(), decision.to_stage());
    } else if (const auto* procedure = before.find_as<v1::Procedure>(stream)) {
        const auto* definition = ruleset.procedure(procedure->definition());
        if (definition != nullptr && event.has_entry_recorded()) {
            const auto* record =
                definition::find_record(*definition, event.entry_recorded().entry().record());
            return record == nullptr ? nullptr : &record->effects();
        }
        const auto& step = event.step_taken().step();
        transition =
            definition == nullptr
                ? nullptr
                : definition::find_transition(*definition, step.from_stage(), step.to_stage());
    }
    return transition == nullptr ? nullptr : &transition->effects();
}

std::string ruleset_of(const std::string& stream, World& before) {
    if (const auto* state = before.find_case(stream)) {
        return state->ruleset();
    }
    const auto* procedure = before.find_as<v1::Procedure>(stream);
    return procedure == nullptr ? std::string{} : procedure->ruleset();
}

}  // namespace

std::string start_fault(const Happened& started, const std::vector<Happened>& act, World& before) {
    const auto& cause = started.envelope.cause();
    const auto causing = std::find_if(act.begin(), act.end(), [&](const auto& happened) {
        return happened.recorded.position < started.recorded.position && told_as(happened) == cause;
    });
    if (causing == act.end()) {
        return fmt::format("'{}', which it names as its cause, is no act of the request", cause);
    }
    const auto ruleset = before.find_ruleset(ruleset_of(causing->envelope.stream(), before));
    const auto* effects = !ruleset ? nullptr : effects_of(*causing, *ruleset, before);
    const auto& wanted = started.event.procedure_started().definition();
    const bool follows =
        effects != nullptr && std::any_of(effects->begin(), effects->end(), [&](const auto& one) {
            return one.start_procedure().procedure() == wanted;
        });
    return follows ? std::string{} : fmt::format("nothing has {} follow from '{}'", wanted, cause);
}

}  // namespace ladder::bundle

// The only code that changes a Procedure. What an event type means here never changes: a new
// meaning is a new event type.
#include <algorithm>

#include "engine/command/authorise.hpp"
#include "engine/diary/diary.hpp"
#include "engine/procedures/procedure.hpp"

namespace ladder::procedures {

namespace {

void fold(
    v1::Procedure& state, const v1::ProcedureStarted& event, const command::Recorded& recorded
) {
    state.set_definition(event.definition());
    state.set_ruleset(event.ruleset());
    state.set_body(event.body());
    state.set_case_name(event.case_name());
    state.set_subject(event.subject());
    state.set_stage(event.stage());
    state.set_stage_since(event.effective_on());
    state.set_stage_version(recorded.version);
    state.set_started_on(event.effective_on());
    *state.mutable_started_by() = event.started_by();
    state.set_reasons(event.reasons());
    state.set_follows(event.follows());
}

void fold(v1::Procedure& state, const v1::EntryRecorded& event, const command::Recorded& recorded) {
    auto& entry = *state.add_entries();
    entry = event.entry();
    entry.set_at_stage(state.stage());
    entry.set_version(recorded.version);
    entry.set_entered_later(recorded.entered_later);
    *entry.mutable_recorded_by() = recorded.actor;
    *entry.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    state.set_marking(std::max(state.marking(), entry.marking()));
}

void fold(
    v1::Procedure& state, const v1::EntryWithdrawn& event, const command::Recorded& recorded
) {
    for (auto& entry : *state.mutable_entries()) {
        if (entry.id() == event.id()) {
            entry.set_withdrawn_on(event.effective_on());
            entry.set_withdrawn_because(event.reasons());
            *entry.mutable_withdrawn_by() = recorded.actor;
        }
    }
}

void fold(v1::Procedure& state, const v1::StepTaken& event, const command::Recorded& recorded) {
    auto& step = *state.add_steps();
    step = event.step();
    *step.mutable_recorded_by() = recorded.actor;
    *step.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    step.set_known_on(base::to_string(recorded.known_on));
    step.set_entered_later(recorded.entered_later);
    step.set_position(recorded.position);
    state.set_stage(step.to_stage());
    state.set_stage_since(step.effective_on());
    state.set_stage_version(recorded.version);
    if (!event.outcome().empty()) {
        state.set_outcome(event.outcome());
        state.set_ended_on(step.effective_on());
    }
}

void fold(v1::Procedure& state, const v1::NoteAdded& event, const command::Recorded& recorded) {
    auto& note = *state.add_notes();
    note = event.note();
    *note.mutable_recorded_by() = recorded.actor;
    *note.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
}

}  // namespace

void apply(v1::Procedure& state, const v1::Event& event, const command::Recorded& recorded) {
    if (event.has_procedure_started()) {
        fold(state, event.procedure_started(), recorded);
    } else if (event.has_entry_recorded()) {
        fold(state, event.entry_recorded(), recorded);
    } else if (event.has_entry_withdrawn()) {
        fold(state, event.entry_withdrawn(), recorded);
    } else if (event.has_step_taken()) {
        fold(state, event.step_taken(), recorded);
    } else if (event.has_note_added()) {
        fold(state, event.note_added(), recorded);
    } else {
        diary::apply(*state.mutable_deadlines(), *state.mutable_tasks(), event, recorded);
    }
    state.set_version(recorded.version);
    *state.mutable_updated_at() = base::to_timestamp(recorded.recorded_at);
    *state.mutable_updated_by() = recorded.actor;
    state.set_etag(command::etag_of(recorded.version));
}

}  // namespace ladder::procedures

// The only code that changes an entry of a register. What an event type means here never changes.
#include <algorithm>

#include "engine/command/authorise.hpp"
#include "engine/registers/registers.hpp"

namespace ladder::registers {

namespace {

template <class State>
void recorded_with(State& state, const command::Recorded& recorded) {
    *state.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    *state.mutable_recorded_by() = recorded.actor;
}

// The name is the stream's, which the caller set.
template <class State>
void take(State& state, const State& said) {
    const auto name = state.name();
    state = said;
    state.set_name(name);
}

}  // namespace

void apply(v1::Peer& state, const v1::Event& event, const command::Recorded& recorded) {
    if (event.has_peer_recorded()) {
        take(state, event.peer_recorded().peer());
        *state.mutable_updated_at() = base::to_timestamp(recorded.recorded_at);
        *state.mutable_updated_by() = recorded.actor;
    }
    state.set_etag(command::etag_of(recorded.version));
}

void apply(v1::Document& state, const v1::Event& event, const command::Recorded& recorded) {
    if (event.has_document_added()) {
        take(state, event.document_added().document());
        recorded_with(state, recorded);
    } else if (event.has_marking_changed()) {
        auto& change = *state.add_marking_changes();
        change = event.marking_changed().change();
        *change.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
        state.set_marking(v1::MARKING_UNSPECIFIED);
        for (auto& part : *state.mutable_parts()) {
            if (part.id() == change.part()) {
                part.set_marking(change.after());
            }
            state.set_marking(std::max(state.marking(), part.marking()));
        }
    }
    state.set_etag(command::etag_of(recorded.version));
}

void apply(v1::Publication& state, const v1::Event& event, const command::Recorded& recorded) {
    if (event.has_publication_recorded()) {
        take(state, event.publication_recorded().publication());
        recorded_with(state, recorded);
    } else if (event.has_publication_withdrawn()) {
        state.set_withdrawn_on(event.publication_withdrawn().effective_on());
        state.set_withdrawn_because(event.publication_withdrawn().reasons());
    }
    state.set_etag(command::etag_of(recorded.version));
}

void apply(v1::Assessment& state, const v1::Event& event, const command::Recorded& recorded) {
    if (event.has_assessment_recorded()) {
        take(state, event.assessment_recorded().assessment());
        recorded_with(state, recorded);
    } else if (event.has_assessment_withdrawn()) {
        state.set_withdrawn_on(event.assessment_withdrawn().effective_on());
        state.set_withdrawn_because(event.assessment_withdrawn().reasons());
    }
    state.set_etag(command::etag_of(recorded.version));
}

}  // namespace ladder::registers

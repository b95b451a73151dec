// The only code that changes a Meeting. What an event type means here never changes: a new meaning
// is a new event type.
#include <algorithm>

#include "engine/command/authorise.hpp"
#include "engine/diary/diary.hpp"
#include "engine/meetings/meeting.hpp"

namespace ladder::meetings {

namespace {

v1::AgendaItem* item_to_change(v1::Meeting& state, const std::string& id) {
    auto& items = *state.mutable_items();
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id() == id; });
    return found == items.end() ? nullptr : &*found;
}

void fold(v1::Meeting& state, const v1::MeetingPlanned& event) {
    state.set_kind(event.kind());
    state.set_title(event.title());
    state.set_held_on(event.held_on());
    state.set_ruleset(event.ruleset());
    state.set_state(v1::MEETING_STATE_PLANNED);
}

// Items keep their recusals and outcomes when the agenda is set anew.
void fold(v1::Meeting& state, const v1::AgendaSet& event) {
    auto items = event.items();
    for (auto& item : items) {
        if (const auto* earlier = item_to_change(state, item.id()); earlier != nullptr) {
            *item.mutable_recusals() = earlier->recusals();
            if (earlier->has_outcome()) {
                *item.mutable_outcome() = earlier->outcome();
            }
        }
    }
    *state.mutable_items() = std::move(items);
}

void fold(v1::Meeting& state, const v1::PackFrozen& event, const command::Recorded& recorded) {
    auto& pack = *state.mutable_pack();
    pack = event.pack();
    pack.clear_content();  // large, and read from its event
    *pack.mutable_frozen_at() = base::to_timestamp(recorded.recorded_at);
    *pack.mutable_frozen_by() = recorded.actor;
    state.set_state(v1::MEETING_STATE_FROZEN);
}

void fold(v1::Meeting& state, const v1::RecusalRecorded& event) {
    if (auto* item = item_to_change(state, event.item()); item != nullptr) {
        *item->add_recusals() = event.recusal();
    }
}

void fold(v1::Meeting& state, const v1::OutcomeRecorded& event) {
    if (auto* item = item_to_change(state, event.item()); item != nullptr) {
        *item->mutable_outcome() = event.outcome();
    }
}

void fold(v1::Meeting& state, const v1::MeetingClosed& event) {
    state.set_state(v1::MEETING_STATE_CLOSED);
    state.set_minutes(event.minutes());
    state.set_closed_on(event.effective_on());
    int at = 0;
    for (auto& item : *state.mutable_items()) {
        for (auto& decision : *item.mutable_outcome()->mutable_decisions()) {
            if (at < event.recorded_size()) {
                decision.set_recorded(event.recorded(at++));
            }
        }
    }
}

void fold(
    v1::Meeting& state, const v1::MinutesCorrected& event, const command::Recorded& recorded
) {
    auto& correction = *state.add_corrections();
    correction.set_superseded_text(state.minutes());
    correction.set_reasons(event.reasons());
    *correction.mutable_corrected_by() = recorded.actor;
    *correction.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    state.set_minutes(event.minutes());
}

}  // namespace

void apply(v1::Meeting& state, const v1::Event& event, const command::Recorded& recorded) {
    if (event.has_meeting_planned()) {
        fold(state, event.meeting_planned());
    } else if (event.has_agenda_set()) {
        fold(state, event.agenda_set());
    } else if (event.has_pack_frozen()) {
        fold(state, event.pack_frozen(), recorded);
    } else if (event.has_attendance_recorded()) {
        *state.mutable_attendance() = event.attendance_recorded().attendance();
    } else if (event.has_recusal_recorded()) {
        fold(state, event.recusal_recorded());
    } else if (event.has_outcome_recorded()) {
        fold(state, event.outcome_recorded());
    } else if (event.has_meeting_closed()) {
        fold(state, event.meeting_closed());
    } else if (event.has_meeting_cancelled()) {
        state.set_state(v1::MEETING_STATE_CANCELLED);
    } else if (event.has_minutes_corrected()) {
        fold(state, event.minutes_corrected(), recorded);
    } else {
        diary::apply(*state.mutable_deadlines(), *state.mutable_tasks(), event, recorded);
    }
    state.set_version(recorded.version);
    *state.mutable_updated_at() = base::to_timestamp(recorded.recorded_at);
    *state.mutable_updated_by() = recorded.actor;
    state.set_etag(command::etag_of(recorded.version));
}

v1::MeetingSummary summary_of(const v1::Meeting& state) {
    v1::MeetingSummary summary;
    summary.set_name(state.name());
    summary.set_kind(state.kind());
    summary.set_title(state.title());
    summary.set_held_on(state.held_on());
    summary.set_state(state.state());
    summary.set_items(state.items_size());
    summary.set_settled_items(static_cast<std::int32_t>(std::count_if(
        state.items().begin(),
        state.items().end(),
        [](const auto& item) { return item.has_outcome(); }
    )));
    summary.set_open_tasks(diary::open_tasks(diary::diary_of(state)));
    summary.set_version(state.version());
    summary.set_etag(state.etag());
    return summary;
}

}  // namespace ladder::meetings

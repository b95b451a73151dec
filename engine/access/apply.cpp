// The only code that changes a person. What an event type means here never changes.
#include "engine/access/person.hpp"
#include "engine/command/authorise.hpp"

namespace ladder::access {

namespace {

// The right of this id holds until the day before; one that was to begin later never holds.
template <class Rights>
void end_right(Rights& rights, const std::string& id, const std::string& last_day) {
    for (auto& right : rights) {
        if (right.id() == id && (right.until().empty() || last_day < right.until())) {
            right.set_until(last_day);
        }
    }
}

void end_rights(v1::Person& state, const std::string& id, std::string_view effective_on) {
    const auto day = base::parse_date(effective_on);
    if (!day) {
        return;
    }
    const auto last_day = base::to_string(*day - std::chrono::days{1});
    end_right(*state.mutable_memberships(), id, last_day);
    end_right(*state.mutable_clearances(), id, last_day);
    end_right(*state.mutable_compartments(), id, last_day);
    end_right(*state.mutable_needs_to_know(), id, last_day);
    end_right(*state.mutable_delegations(), id, last_day);
    end_right(*state.mutable_recusals(), id, last_day);
}

void take(v1::Person& state, const v1::PersonChange& change, std::string_view effective_on) {
    switch (change.change_case()) {
        case v1::PersonChange::kGiveMembership:
            *state.add_memberships() = change.give_membership();
            return;
        case v1::PersonChange::kGiveClearance:
            *state.add_clearances() = change.give_clearance();
            return;
        case v1::PersonChange::kGiveCompartment:
            *state.add_compartments() = change.give_compartment();
            return;
        case v1::PersonChange::kGiveNeedToKnow:
            *state.add_needs_to_know() = change.give_need_to_know();
            return;
        case v1::PersonChange::kGiveDelegation:
            *state.add_delegations() = change.give_delegation();
            return;
        case v1::PersonChange::kAddRecusal:
            *state.add_recusals() = change.add_recusal();
            return;
        case v1::PersonChange::kEnd:
            return end_rights(state, change.end(), effective_on);
        case v1::PersonChange::kSuspended:
            return state.set_suspended(change.suspended());
        case v1::PersonChange::kIdentity:
            return state.set_identity(change.identity());
        case v1::PersonChange::kCertificate:
            return state.set_certificate(change.certificate());
        case v1::PersonChange::kTitle:
            return state.set_title(change.title());
        case v1::PersonChange::kAdministrator:
            return state.set_administrator(change.administrator());
        case v1::PersonChange::CHANGE_NOT_SET:
            return;
    }
}

}  // namespace

void apply(v1::Person& state, const v1::Event& event, const command::Recorded& recorded) {
    if (event.has_person_registered()) {
        const auto name = state.name();
        state = event.person_registered().person();
        state.set_name(name);
    } else if (event.has_person_changed()) {
        take(state, event.person_changed().change(), event.person_changed().effective_on());
    }
    if (event.has_person_registered() || event.has_person_changed()) {
        *state.mutable_updated_at() = base::to_timestamp(recorded.recorded_at);
        *state.mutable_updated_by() = recorded.actor;
    }
    state.set_etag(command::etag_of(recorded.version));
}

}  // namespace ladder::access

// The only code that changes a Case. What an event type means here never changes: a new meaning is
// a new event type.
#include <algorithm>

#include "engine/casework/case.hpp"
#include "engine/casework/crossing.hpp"
#include "engine/command/authorise.hpp"
#include "engine/diary/diary.hpp"

namespace ladder::casework {

namespace {

// The item of that id, or null: an event that names none changes nothing but the version.
template <class Items>
auto* find_item(Items* items, const std::string& id) {
    const auto found = std::find_if(items->begin(), items->end(), [&](const auto& item) {
        return item.id() == id;
    });
    return found == items->end() ? nullptr : &*found;
}

void fold(v1::Case& state, const v1::CaseOpened& event, const Recorded& recorded) {
    if (state.name().empty()) {
        state.set_name(next_case_name(event.body(), event.subject(), event.previous_case()));
    }
    state.set_body(event.body());
    state.set_subject(event.subject());
    state.set_ladder(event.ladder());
    state.set_ruleset(event.ruleset());
    state.set_stage(event.stage());
    state.set_stage_since(event.effective_on());
    state.set_stage_version(recorded.version);
    state.set_opened_on(event.effective_on());
    *state.mutable_opened_by() = recorded.actor;
    state.set_opening_reasons(event.reasons());
    state.set_previous_case(event.previous_case());
}

void fold(v1::Case& state, const v1::ConcernRaised& event, const Recorded& recorded) {
    auto& concern = *state.add_concerns();
    concern.set_id(event.id());
    concern.set_title(event.title());
    concern.set_domain(event.domain());
    *concern.mutable_evidence() = event.evidence();
    concern.set_raised_on(event.effective_on());
    *concern.mutable_raised_by() = recorded.actor;
}

void fold(v1::Case& state, const v1::ConcernClosed& event, const Recorded& recorded) {
    if (auto* concern = find_item(state.mutable_concerns(), event.id()); concern != nullptr) {
        concern->set_closed_on(event.effective_on());
        concern->set_closed_reason(event.reasons());
        *concern->mutable_closed_by() = recorded.actor;
    }
}

void fold(v1::Case& state, const v1::FactRecorded& event, const Recorded& recorded) {
    auto& fact = *state.add_facts();
    fact.set_id(event.id());
    fact.set_fact(event.fact());
    fact.set_effective_on(event.effective_on());
    *fact.mutable_evidence() = event.evidence();
    fact.set_note(event.note());
    *fact.mutable_recorded_by() = recorded.actor;
    *fact.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    fact.set_version(recorded.version);
}

void fold(v1::Case& state, const v1::FactWithdrawn& event, const Recorded&) {
    if (auto* fact = find_item(state.mutable_facts(), event.id()); fact != nullptr) {
        fact->set_withdrawn(true);
        fact->set_withdrawn_because(event.note());
    }
}

void fold(v1::Case& state, const v1::RecommendationRecorded& event, const Recorded& recorded) {
    auto& recommendation = *state.add_recommendations();
    recommendation.set_id(event.id());
    recommendation.set_to_stage(event.to_stage());
    *recommendation.mutable_recommender() = event.recommender();
    recommendation.set_reasons(event.reasons());
    recommendation.set_effective_on(event.effective_on());
    *recommendation.mutable_recorded_by() = recorded.actor;
    *recommendation.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    recommendation.set_at_stage(state.stage());
    recommendation.set_version(recorded.version);
}

void settle(v1::Case& state, const v1::Decision& decision) {
    for (const auto& settlement : decision.settlements()) {
        auto* proposal = find_item(state.mutable_proposals(), settlement.proposal());
        if (proposal != nullptr) {
            proposal->set_state(
                settlement.accepted() ? v1::PROPOSAL_STATE_ACCEPTED : v1::PROPOSAL_STATE_DECLINED
            );
            proposal->set_decision(decision.id());
        }
    }
}

void fold(v1::Case& state, const v1::DecisionRecorded& event, const Recorded& recorded) {
    auto& decision = *state.add_decisions();
    decision = event.decision();
    *decision.mutable_recorded_by() = recorded.actor;
    *decision.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    decision.set_known_on(base::to_string(recorded.known_on));
    decision.set_entered_later(recorded.entered_later);
    decision.set_position(recorded.position);
    switch (decision.outcome()) {
        case v1::DECISION_OUTCOME_MOVE:
            state.set_stage(decision.to_stage());
            state.set_stage_since(decision.effective_on());
            state.set_stage_version(recorded.version);
            state.set_next_review_on(decision.next_review_on());
            break;
        case v1::DECISION_OUTCOME_REMAIN:
            state.set_next_review_on(decision.next_review_on());
            break;
        case v1::DECISION_OUTCOME_CLOSE:
            state.set_closed_on(decision.effective_on());
            state.clear_next_review_on();
            break;
        case v1::DECISION_OUTCOME_CORRECT:
            if (auto* earlier = find_item(state.mutable_decisions(), decision.supersedes());
                earlier != nullptr) {
                earlier->set_superseded_by(decision.id());
            }
            break;
        default:  // the generated enum is open: a later version's outcome is kept, and does nothing
            break;
    }
    settle(state, event.decision());
}

void fold(v1::Case& state, const v1::TriggerRaised& event, const Recorded& recorded) {
    auto& proposal = *state.add_proposals();
    proposal.set_id(event.id());
    proposal.set_trigger(event.trigger());
    proposal.set_indicator(event.indicator());
    proposal.set_proposes(event.proposes());
    proposal.set_severity(event.severity());
    proposal.set_state(v1::PROPOSAL_STATE_OPEN);
    proposal.set_raised_on(event.period_end());
    *proposal.mutable_raised_because() = event.because();
    proposal.set_ruleset(event.ruleset());
    proposal.set_evaluation(event.evaluation());
    *proposal.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
}

void fold(v1::Case& state, const v1::TriggerCleared& event, const Recorded&) {
    auto* proposal = find_item(state.mutable_proposals(), event.id());
    if (proposal == nullptr) {
        return;
    }
    proposal->set_cleared_on(event.period_end());
    *proposal->mutable_cleared_because() = event.because();
    proposal->set_clearing_evaluation(event.evaluation());
    // What people answered stays answered.
    if (proposal->state() == v1::PROPOSAL_STATE_OPEN) {
        proposal->set_state(v1::PROPOSAL_STATE_LAPSED);
    }
}

void fold(v1::Case& state, const v1::CaseEvaluated& event, const Recorded&) {
    state.set_evaluated_to(event.period_end());
}

void fold(v1::Case& state, const v1::CaseLinked& event) {
    state.add_linked_cases(event.other());
}

void fold(v1::Case& state, const v1::CaseUnlinked& event) {
    auto& linked = *state.mutable_linked_cases();
    linked.erase(std::remove(linked.begin(), linked.end(), event.other()), linked.end());
}

// The new version may name things otherwise; what was recorded is told by the new names.
void fold(v1::Case& state, const v1::CaseMigrated& event, const Recorded& recorded) {
    auto& decision = *state.add_decisions();
    decision = event.decision();
    *decision.mutable_recorded_by() = recorded.actor;
    *decision.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    decision.set_known_on(base::to_string(recorded.known_on));
    decision.set_entered_later(recorded.entered_later);
    decision.set_position(recorded.position);
    state.set_ruleset(event.ruleset());
    state.set_stage(decision.to_stage());
    rename(state, event);
}

void fold(v1::Case& state, const v1::NoteAdded& event, const Recorded& recorded) {
    auto& note = *state.add_notes();
    note = event.note();
    *note.mutable_recorded_by() = recorded.actor;
    *note.mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
}

void fold_event(v1::Case& state, const v1::Event& event, const Recorded& recorded) {
    switch (event.kind_case()) {
        case v1::Event::kCaseOpened:
            return fold(state, event.case_opened(), recorded);
        case v1::Event::kConcernRaised:
            return fold(state, event.concern_raised(), recorded);
        case v1::Event::kConcernClosed:
            return fold(state, event.concern_closed(), recorded);
        case v1::Event::kFactRecorded:
            return fold(state, event.fact_recorded(), recorded);
        case v1::Event::kFactWithdrawn:
            return fold(state, event.fact_withdrawn(), recorded);
        case v1::Event::kRecommendationRecorded:
            return fold(state, event.recommendation_recorded(), recorded);
        case v1::Event::kDecisionRecorded:
            return fold(state, event.decision_recorded(), recorded);
        case v1::Event::kTriggerRaised:
            return fold(state, event.trigger_raised(), recorded);
        case v1::Event::kTriggerCleared:
            return fold(state, event.trigger_cleared(), recorded);
        case v1::Event::kCaseEvaluated:
            return fold(state, event.case_evaluated(), recorded);
        case v1::Event::kCaseLinked:
            return fold(state, event.case_linked());
        case v1::Event::kCaseUnlinked:
            return fold(state, event.case_unlinked());
        case v1::Event::kCaseMigrated:
            return fold(state, event.case_migrated(), recorded);
        case v1::Event::kNoteAdded:
            return fold(state, event.note_added(), recorded);
        default:  // of the diary, or of another aggregate, or of a later version
            diary::apply(*state.mutable_deadlines(), *state.mutable_tasks(), event, recorded);
    }
}

}  // namespace

void apply(v1::Case& state, const v1::Event& event, const Recorded& recorded) {
    fold_event(state, event, recorded);
    state.set_version(recorded.version);
    *state.mutable_updated_at() = base::to_timestamp(recorded.recorded_at);
    *state.mutable_updated_by() = recorded.actor;
    state.set_etag(etag_of(recorded.version));
}

}  // namespace ladder::casework

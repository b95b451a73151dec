// A case without its history: as lists show it, and as commands answer it.
#include <algorithm>

#include "engine/casework/case.hpp"

namespace ladder::casework {

v1::CaseSummary summary_of(const v1::Case& state) {
    v1::CaseSummary summary;
    summary.set_name(state.name());
    summary.set_body(state.body());
    summary.set_subject(state.subject());
    summary.set_ladder(state.ladder());
    summary.set_ruleset(state.ruleset());
    summary.set_stage(state.stage());
    summary.set_stage_since(state.stage_since());
    summary.set_next_review_on(state.next_review_on());
    summary.set_closed_on(state.closed_on());
    const auto& concerns = state.concerns();
    summary.set_open_concerns(static_cast<std::int32_t>(std::count_if(
        concerns.begin(),
        concerns.end(),
        [](const auto& concern) { return concern.closed_on().empty(); }
    )));
    const auto& proposals = state.proposals();
    summary.set_open_proposals(static_cast<std::int32_t>(std::count_if(
        proposals.begin(),
        proposals.end(),
        [](const auto& proposal) { return proposal.state() == v1::PROPOSAL_STATE_OPEN; }
    )));
    summary.set_version(state.version());
    summary.set_etag(state.etag());
    return summary;
}

v1::Case head_of(const v1::Case& state) {
    v1::Case head;
    head.set_name(state.name());
    head.set_body(state.body());
    head.set_subject(state.subject());
    head.set_ladder(state.ladder());
    head.set_ruleset(state.ruleset());
    head.set_stage(state.stage());
    head.set_stage_since(state.stage_since());
    head.set_next_review_on(state.next_review_on());
    head.set_opened_on(state.opened_on());
    head.set_closed_on(state.closed_on());
    head.set_previous_case(state.previous_case());
    head.set_version(state.version());
    *head.mutable_updated_at() = state.updated_at();
    *head.mutable_updated_by() = state.updated_by();
    head.set_etag(state.etag());
    head.set_evaluated_to(state.evaluated_to());
    head.set_stage_version(state.stage_version());
    *head.mutable_opened_by() = state.opened_by();
    head.set_opening_reasons(state.opening_reasons());
    return head;
}

}  // namespace ladder::casework

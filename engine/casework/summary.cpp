// The head of a case, as lists show it.
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

}  // namespace ladder::casework

// Reads of published rulesets.
#include "engine/base/names.hpp"
#include "services/api/paging.hpp"
#include "services/api/reads.hpp"

namespace ladder::api {

base::Result<v1::GetRulesetResponse> get_ruleset(
    const View& app, const v1::GetRulesetRequest& request
) {
    if (!request.name().starts_with("rulesets/")) {
        return base::field_error(
            "name", "write it as rulesets/landscape-2009@1, or without @1 for the newest version"
        );
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto found = app.rulesets.get(request.name(), *known_at);
    if (!found) {
        return found.error();
    }
    v1::GetRulesetResponse response;
    *response.mutable_ruleset() = std::move(*found);
    return response;
}

base::Result<v1::ListRulesetsResponse> list_rulesets(
    const View& app, const v1::ListRulesetsRequest& request
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.rulesets.list(page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListRulesetsResponse response;
    fill(response, response.mutable_rulesets(), std::move(*page));
    return response;
}

base::Result<v1::GetRulesetProposalResponse> get_ruleset_proposal(
    const View& app, const v1::GetRulesetProposalRequest& request
) {
    if (const auto id = base::id_of(request.name(), "rulesetProposals", "name"); !id) {
        return id.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto found = app.streams.get_as<v1::RulesetProposal>(request.name(), *known_at);
    if (!found) {
        return found.error();
    }
    v1::GetRulesetProposalResponse response;
    *response.mutable_proposal() = std::move(*found);
    return response;
}

base::Result<v1::ListRulesetProposalsResponse> list_ruleset_proposals(
    const View& app, const v1::ListRulesetProposalsRequest& request
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    db::Listing listing{
        "ruleset-proposals",
        db::Model::ruleset_proposals,
        "rulesetProposals/",
        {},
        db::Order{"proposed_on", true}};
    if (request.state() != v1::RULESET_PROPOSAL_STATE_UNSPECIFIED) {
        listing.equals.emplace_back("state", v1::RulesetProposalState_Name(request.state()));
    }
    auto page = app.streams.list<v1::RulesetProposal>(listing, page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    for (auto& proposal : page->items) {
        proposal.clear_definition();
    }
    v1::ListRulesetProposalsResponse response;
    fill(response, response.mutable_proposals(), std::move(*page));
    return response;
}

}  // namespace ladder::api

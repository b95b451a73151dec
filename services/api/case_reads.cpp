// Reads of cases and proposals.
#include "engine/base/names.hpp"
#include "services/api/case_names.hpp"
#include "services/api/paging.hpp"
#include "services/api/problems.hpp"
#include "services/api/reads.hpp"

namespace ladder::api {

base::Result<v1::GetCaseResponse> get_case(const View& app, const v1::GetCaseRequest& request) {
    if (const auto id = base::id_of(request.name(), "cases", "name"); !id) {
        return id.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto found = app.cases.get(request.name(), *known_at);
    if (!found) {
        return found.error();
    }
    v1::GetCaseResponse response;
    *response.mutable_case_() = std::move(*found);
    return response;
}

base::Result<v1::ListCasesResponse> list_cases(
    const View& app, const v1::ListCasesRequest& request
) {
    Problems problems;
    if (!request.body().empty()) {
        problems.check_name("body", request.body(), "bodies");
    }
    if (!problems.empty()) {
        return problems.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.cases.list(
        {request.body(), request.stage(), request.include_closed()}, page_of(request), *known_at
    );
    if (!page) {
        return page.error();
    }
    v1::ListCasesResponse response;
    fill(response, response.mutable_cases(), std::move(*page));
    return response;
}

base::Result<v1::ListCaseEventsResponse> list_case_events(
    const View& app, const v1::ListCaseEventsRequest& request
) {
    if (const auto id = base::id_of(request.name(), "cases", "name"); !id) {
        return id.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.cases.events(request.name(), page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListCaseEventsResponse response;
    fill(response, response.mutable_events(), std::move(*page));
    return response;
}

base::Result<v1::ListProposalsResponse> list_proposals(
    const View& app, const v1::ListProposalsRequest& request
) {
    Problems problems;
    if (!request.body().empty()) {
        problems.check_name("body", request.body(), "bodies");
    }
    if (!v1::ProposalState_IsValid(request.state())) {
        problems.add("state", "give a state, such as PROPOSAL_STATE_OPEN, or leave it out");
    }
    if (!problems.empty()) {
        return problems.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.cases.proposals({request.state(), request.body()}, page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListProposalsResponse response;
    fill(response, response.mutable_proposals(), std::move(*page));
    return response;
}

}  // namespace ladder::api

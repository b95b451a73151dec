// Requests that change nothing. Each blocks and runs on a database thread.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/api/view.hpp"

namespace ladder::api {

// Errors of all: invalid_argument for a name, a page or known_at; not_found; unavailable.
[[nodiscard]] base::Result<v1::GetBodyResponse> get_body(
    const View& app, const v1::GetBodyRequest& request
);
[[nodiscard]] base::Result<v1::ListBodiesResponse> list_bodies(
    const View& app, const v1::ListBodiesRequest& request
);
[[nodiscard]] base::Result<v1::ListPeerGroupsResponse> list_peer_groups(
    const View& app, const v1::ListPeerGroupsRequest& request
);

[[nodiscard]] base::Result<v1::GetCaseResponse> get_case(
    const View& app, const v1::GetCaseRequest& request
);
[[nodiscard]] base::Result<v1::ListCasesResponse> list_cases(
    const View& app, const v1::ListCasesRequest& request
);
[[nodiscard]] base::Result<v1::ListCaseEventsResponse> list_case_events(
    const View& app, const v1::ListCaseEventsRequest& request
);
[[nodiscard]] base::Result<v1::ListProposalsResponse> list_proposals(
    const View& app, const v1::ListProposalsRequest& request
);

[[nodiscard]] base::Result<v1::ListIndicatorsResponse> list_indicators(
    const View& app, const v1::ListIndicatorsRequest& request
);
[[nodiscard]] base::Result<v1::ListObservationsResponse> list_observations(
    const View& app, const v1::ListObservationsRequest& request
);
[[nodiscard]] base::Result<v1::ListRevisionsResponse> list_revisions(
    const View& app, const v1::ListRevisionsRequest& request
);
[[nodiscard]] base::Result<v1::ListImportsResponse> list_imports(
    const View& app, const v1::ListImportsRequest& request
);
[[nodiscard]] base::Result<v1::ListQuarantinedRowsResponse> list_quarantined_rows(
    const View& app, const v1::ListQuarantinedRowsRequest& request
);

// Of the ruleset in force. Errors: failed_precondition without one, or without a group of peers.
[[nodiscard]] base::Result<v1::GetControlChartResponse> get_control_chart(
    const View& app, const v1::GetControlChartRequest& request
);
[[nodiscard]] base::Result<v1::ComparePeersResponse> compare_peers(
    const View& app, const v1::ComparePeersRequest& request
);
// Asks the database once for all the figures.
[[nodiscard]] base::Result<v1::ListStandingsResponse> list_standings(
    const View& app, const v1::ListStandingsRequest& request
);

[[nodiscard]] base::Result<v1::GetRulesetResponse> get_ruleset(
    const View& app, const v1::GetRulesetRequest& request
);
[[nodiscard]] base::Result<v1::ListRulesetsResponse> list_rulesets(
    const View& app, const v1::ListRulesetsRequest& request
);
[[nodiscard]] base::Result<v1::GetRulesetProposalResponse> get_ruleset_proposal(
    const View& app, const v1::GetRulesetProposalRequest& request
);
[[nodiscard]] base::Result<v1::ListRulesetProposalsResponse> list_ruleset_proposals(
    const View& app, const v1::ListRulesetProposalsRequest& request
);

[[nodiscard]] base::Result<v1::ProposeAgendaResponse> propose_agenda(
    const View& app, const v1::ProposeAgendaRequest& request
);
// With the pack: data_loss if it is not what its digest says.
[[nodiscard]] base::Result<v1::GetMeetingResponse> get_meeting(
    const View& app, const v1::GetMeetingRequest& request
);
[[nodiscard]] base::Result<v1::ListMeetingsResponse> list_meetings(
    const View& app, const v1::ListMeetingsRequest& request
);

}  // namespace ladder::api

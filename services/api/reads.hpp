// Requests that change nothing. Each blocks and runs on a database thread.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/api/application.hpp"

namespace ladder::api {

// Errors of all: invalid_argument for a name, a page or known_at; not_found; unavailable.
[[nodiscard]] base::Result<v1::GetBodyResponse> get_body(
    Application& app, const v1::GetBodyRequest& request
);
[[nodiscard]] base::Result<v1::ListBodiesResponse> list_bodies(
    Application& app, const v1::ListBodiesRequest& request
);
[[nodiscard]] base::Result<v1::ListPeerGroupsResponse> list_peer_groups(
    Application& app, const v1::ListPeerGroupsRequest& request
);

[[nodiscard]] base::Result<v1::GetCaseResponse> get_case(
    Application& app, const v1::GetCaseRequest& request
);
[[nodiscard]] base::Result<v1::ListCasesResponse> list_cases(
    Application& app, const v1::ListCasesRequest& request
);
[[nodiscard]] base::Result<v1::ListCaseEventsResponse> list_case_events(
    Application& app, const v1::ListCaseEventsRequest& request
);
[[nodiscard]] base::Result<v1::ListProposalsResponse> list_proposals(
    Application& app, const v1::ListProposalsRequest& request
);

[[nodiscard]] base::Result<v1::ListIndicatorsResponse> list_indicators(
    Application& app, const v1::ListIndicatorsRequest& request
);
[[nodiscard]] base::Result<v1::ListObservationsResponse> list_observations(
    Application& app, const v1::ListObservationsRequest& request
);
[[nodiscard]] base::Result<v1::ListRevisionsResponse> list_revisions(
    Application& app, const v1::ListRevisionsRequest& request
);
[[nodiscard]] base::Result<v1::ListQuarantinedRowsResponse> list_quarantined_rows(
    Application& app, const v1::ListQuarantinedRowsRequest& request
);

// Of the ruleset in force. Errors: failed_precondition without one, or without a group of peers.
[[nodiscard]] base::Result<v1::GetControlChartResponse> get_control_chart(
    Application& app, const v1::GetControlChartRequest& request
);
[[nodiscard]] base::Result<v1::ComparePeersResponse> compare_peers(
    Application& app, const v1::ComparePeersRequest& request
);

[[nodiscard]] base::Result<v1::GetRulesetResponse> get_ruleset(
    Application& app, const v1::GetRulesetRequest& request
);
[[nodiscard]] base::Result<v1::ListRulesetsResponse> list_rulesets(
    Application& app, const v1::ListRulesetsRequest& request
);

[[nodiscard]] base::Result<v1::ProposeAgendaResponse> propose_agenda(
    Application& app, const v1::ProposeAgendaRequest& request
);
// With the pack: data_loss if it is not what its digest says.
[[nodiscard]] base::Result<v1::GetMeetingResponse> get_meeting(
    Application& app, const v1::GetMeetingRequest& request
);
[[nodiscard]] base::Result<v1::ListMeetingsResponse> list_meetings(
    Application& app, const v1::ListMeetingsRequest& request
);

}  // namespace ladder::api

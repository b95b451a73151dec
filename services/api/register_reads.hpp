// Reads of peers, publications, assessments and references. Each blocks and runs on a database
// thread.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/peer_service.pb.h"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/api/view.hpp"

namespace ladder::api {

// Errors of all: invalid_argument for a name, a page or known_at; not_found; unavailable.
[[nodiscard]] base::Result<v1::GetPeerResponse> get_peer(
    const View& app, const v1::GetPeerRequest& request
);
[[nodiscard]] base::Result<v1::ListPeersResponse> list_peers(
    const View& app, const v1::ListPeersRequest& request
);
[[nodiscard]] base::Result<v1::GetCapacityResponse> get_capacity(
    const View& app, const v1::GetCapacityRequest& request
);
[[nodiscard]] base::Result<v1::ListPublicationsResponse> list_publications(
    const View& app, const v1::ListPublicationsRequest& request
);
// All assessments that a filter lets through, as known at a moment, in no order.
[[nodiscard]] base::Result<std::vector<v1::Assessment>> assessments_where(
    const View& app,
    std::vector<std::pair<std::string, std::string>> equals,
    const db::KnownAt& known_at
);

[[nodiscard]] base::Result<v1::ListAssessmentsResponse> list_assessments(
    const View& app, const v1::ListAssessmentsRequest& request
);
[[nodiscard]] base::Result<v1::ListReferencesResponse> list_references(
    const View& app, const v1::ListReferencesRequest& request
);

}  // namespace ladder::api

// Reads of bodies and their peers.
#include "engine/base/names.hpp"
#include "services/api/paging.hpp"
#include "services/api/reads.hpp"

namespace ladder::api {

base::Result<v1::GetBodyResponse> get_body(const View& app, const v1::GetBodyRequest& request) {
    if (const auto id = base::id_of(request.name(), "bodies", "name"); !id) {
        return id.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto found = app.bodies.get(request.name(), *known_at);
    if (!found) {
        return found.error();
    }
    v1::GetBodyResponse response;
    *response.mutable_body() = std::move(*found);
    return response;
}

base::Result<v1::ListBodiesResponse> list_bodies(
    const View& app, const v1::ListBodiesRequest& request
) {
    if (!v1::BodyKind_IsValid(request.kind())) {
        return base::field_error("kind", "give a kind such as BODY_KIND_POLICE_FORCE, or none");
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.bodies.list(request.kind(), page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListBodiesResponse response;
    fill(response, response.mutable_bodies(), std::move(*page));
    return response;
}

base::Result<v1::ListPeerGroupsResponse> list_peer_groups(
    const View& app, const v1::ListPeerGroupsRequest& request
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto page = app.bodies.peer_group_sets(page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListPeerGroupsResponse response;
    fill(response, response.mutable_peer_group_sets(), std::move(*page));
    return response;
}

}  // namespace ladder::api

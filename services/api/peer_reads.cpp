// Reads of the register of peers.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/registers/capacity.hpp"
#include "services/api/paging.hpp"
#include "services/api/problems.hpp"
#include "services/api/register_reads.hpp"

namespace ladder::api {

namespace {

constexpr int months_default = 12;
constexpr int months_max = 36;

// Whose members may not help a body: the force itself, or the forces that an authority maintains.
std::set<std::string> own_forces(const v1::Body& body) {
    std::set<std::string> forces{body.name()};
    for (const auto& relation : body.relations()) {
        if (relation.kind() == v1::BODY_RELATION_KIND_MAINTAINS) {
            forces.insert(relation.body());
        }
    }
    return forces;
}

// What the database does not choose by.
struct PeerFilter {
    std::string skill;
    std::set<std::string> not_of;
    std::optional<base::Date> available_on;

    bool takes(const v1::Peer& peer) const {
        return (skill.empty() || std::find(peer.skills().begin(), peer.skills().end(), skill) !=
                                     peer.skills().end()) &&
               !not_of.contains(peer.home_force()) &&
               (!available_on || registers::is_available(peer, *available_on));
    }
};

base::Result<PeerFilter> filter_of(
    const View& app, const v1::ListPeersRequest& request, const db::KnownAt& known_at
) {
    Problems problems;
    for (const auto& [field, name] :
         {std::pair{"home_force", request.home_force()},
          std::pair{"may_help", request.may_help()}}) {
        if (!name.empty()) {
            problems.check_name(field, name, "bodies");
        }
    }
    problems.check_date("available_on", request.available_on(), false);
    if (!problems.empty()) {
        return problems.error();
    }
    PeerFilter filter{request.skill(), {}, {}};
    if (!request.available_on().empty()) {
        filter.available_on = base::parse_date(request.available_on()).value();
    }
    if (!request.may_help().empty()) {
        const auto body = app.bodies.get(request.may_help(), known_at);
        if (!body) {
            return body.error();
        }
        filter.not_of = own_forces(*body);
    }
    return filter;
}

// Every row of a list, page by page.
template <class Message>
base::Result<std::vector<Message>> read_whole(
    const View& app, const db::Listing& listing, const db::KnownAt& known_at
) {
    std::vector<Message> all;
    db::PageRequest page{db::page_most, {}};
    do {
        auto rows = app.streams.list<Message>(listing, page, known_at);
        if (!rows) {
            return rows.error();
        }
        std::move(rows->items.begin(), rows->items.end(), std::back_inserter(all));
        page.token = std::move(rows->next_token);
    } while (!page.token.empty());
    return all;
}

base::Result<std::vector<v1::Procedure>> read_commissions(
    const View& app, const db::KnownAt& known_at
) {
    const db::Listing listing{
        "commissions",
        db::Model::procedures,
        "procedures/",
        {{"definition", std::string{registers::commission_definition}}}};
    const auto heads = read_whole<v1::ProcedureSummary>(app, listing, known_at);
    if (!heads) {
        return heads.error();
    }
    std::vector<v1::Procedure> commissions;
    for (const auto& head : *heads) {
        auto whole = app.streams.get_as<v1::Procedure>(head.name(), known_at);
        if (!whole) {
            return whole.error();
        }
        commissions.push_back(std::move(*whole));
    }
    return commissions;
}

}  // namespace

base::Result<v1::GetPeerResponse> get_peer(const View& app, const v1::GetPeerRequest& request) {
    if (const auto id = base::id_of(request.name(), "peers", "name"); !id) {
        return id.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto found = app.streams.get_as<v1::Peer>(request.name(), *known_at);
    if (!found) {
        return found.error();
    }
    v1::GetPeerResponse response;
    *response.mutable_peer() = std::move(*found);
    return response;
}

base::Result<v1::ListPeersResponse> list_peers(
    const View& app, const v1::ListPeersRequest& request
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto filter = filter_of(app, request, *known_at);
    if (!filter) {
        return filter.error();
    }
    const auto size = db::page_size_of(page_of(request), db::page_normal, db::page_most);
    if (!size) {
        return size.error();
    }
    db::Listing listing{
        fmt::format("peers|{}|{}|{}", request.skill(), request.may_help(), request.available_on()),
        db::Model::peers,
        "peers/",
        {}};
    if (!request.home_force().empty()) {
        listing.equals.emplace_back("home_force", request.home_force());
    }
    if (!request.include_left()) {
        listing.equals.emplace_back("left_on", "");
    }
    v1::ListPeersResponse response;
    // Each look reads no more rows than the page still has room for, so its token is the page's.
    response.set_next_page_token(request.page_token());
    do {
        const db::PageRequest look{*size - response.peers_size(), response.next_page_token()};
        auto rows = app.streams.list<v1::Peer>(listing, look, *known_at);
        if (!rows) {
            return rows.error();
        }
        for (auto& peer : rows->items) {
            if (filter->takes(peer)) {
                *response.add_peers() = std::move(peer);
            }
        }
        response.set_next_page_token(std::move(rows->next_token));
    } while (!response.next_page_token().empty() && response.peers_size() < *size);
    return response;
}

base::Result<v1::GetCapacityResponse> get_capacity(
    const View& app, const v1::GetCapacityRequest& request
) {
    Problems problems;
    problems.check_date("from", request.from(), true);
    if (request.months() < 0 || request.months() > months_max) {
        problems.add(
            "months", fmt::format("give 1 to {}, or 0 for {}", months_max, months_default)
        );
    }
    if (!problems.empty()) {
        return problems.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto peers =
        read_whole<v1::Peer>(app, {"capacity", db::Model::peers, "peers/", {}}, *known_at);
    if (!peers) {
        return peers.error();
    }
    const auto commissions = read_commissions(app, *known_at);
    if (!commissions) {
        return commissions.error();
    }
    v1::GetCapacityResponse response;
    for (auto& month : registers::capacity_of(
             *peers,
             *commissions,
             base::parse_date(request.from()).value(),
             request.months() == 0 ? months_default : request.months()
         )) {
        *response.add_months() = std::move(month);
    }
    return response;
}

}  // namespace ladder::api

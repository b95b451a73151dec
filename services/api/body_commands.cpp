#include "services/api/body_commands.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "engine/base/serialise.hpp"
#include "services/api/body_rules.hpp"
#include "services/api/permission.hpp"

namespace ladder::api {

namespace {

using MessagePointer = std::unique_ptr<google::protobuf::Message>;

// Every relation must reach a body that is registered, or is registered with it.
void check_relations(
    const v1::RegisterBodiesRequest& request, db::Aggregates& aggregates, Problems& problems
) {
    const auto given = [&](const std::string& name) {
        return std::any_of(
            request.bodies().begin(),
            request.bodies().end(),
            [&](const v1::Body& body) { return body.name() == name; }
        );
    };
    for (int i = 0; i < request.bodies_size(); ++i) {
        for (int j = 0; j < request.bodies(i).relations_size(); ++j) {
            const auto& other = request.bodies(i).relations(j).body();
            if (!given(other) && aggregates.find_body(other) == nullptr) {
                problems.add(
                    fmt::format("bodies[{}].relations[{}].body", i, j),
                    fmt::format("there is no body {}; register it first or together", other)
                );
            }
        }
    }
}

// Who monitors a body is a role of the newest ruleset.
void check_monitors(
    const v1::RegisterBodiesRequest& request, const definition::Ruleset* newest, Problems& problems
) {
    for (int i = 0; i < request.bodies_size(); ++i) {
        const auto& monitor = request.bodies(i).monitored_by();
        if (monitor.empty() || (newest != nullptr && newest->role(monitor) != nullptr)) {
            continue;
        }
        problems.add(
            fmt::format("bodies[{}].monitoredBy", i),
            newest == nullptr
                ? "no ruleset is published that could have this role; publish one first"
                : fmt::format("'{}' is not a role of {}", monitor.substr(0, 80), newest->name())
        );
    }
}

base::Result<void> refuse_registered(
    const v1::RegisterBodiesRequest& request, db::Aggregates& aggregates
) {
    std::string taken;
    for (const auto& body : request.bodies()) {
        if (aggregates.find_body(body.name()) != nullptr) {
            taken += (taken.empty() ? "" : ", ") + body.name();
        }
    }
    if (taken.empty()) {
        return {};
    }
    return base::Error{base::Code::already_exists, "registered already: " + taken, {}};
}

base::Result<db::Ruling> decide_bodies(
    const v1::RegisterBodiesRequest& request, const v1::Actor& actor, db::Aggregates& aggregates
) {
    const auto newest = aggregates.find_ruleset("");
    if (const auto may = require_permission(
            newest.get(), actor, v1::PERMISSION_REGISTER, BeforeFirstRuleset::allowed
        );
        !may) {
        return may.error();
    }
    Problems problems;
    check_relations(request, aggregates, problems);
    check_monitors(request, newest.get(), problems);
    if (!problems.empty()) {
        return problems.error();
    }
    if (const auto fresh = refuse_registered(request, aggregates); !fresh) {
        return fresh.error();
    }
    db::Ruling ruling;
    std::vector<std::string> names;
    for (const auto& body : request.bodies()) {
        v1::Event event;
        *event.mutable_body_registered()->mutable_body() = body;
        event.mutable_body_registered()->mutable_body()->clear_etag();
        ruling.events.push_back({body.name(), std::move(event), {}});
        names.push_back(body.name());
    }
    ruling.respond = [names](db::Aggregates& now) -> MessagePointer {
        auto response = std::make_unique<v1::RegisterBodiesResponse>();
        for (const auto& name : names) {
            if (const auto* body = now.find_body(name)) {
                *response->add_bodies() = *body;
            }
        }
        return response;
    };
    return ruling;
}

void check_known_bodies(
    const v1::PeerGroupSet& set, db::Aggregates& aggregates, std::string& unknown
) {
    const auto look = [&](const std::string& name) {
        if (aggregates.find_body(name) == nullptr && unknown.find(name) == std::string::npos) {
            unknown += (unknown.empty() ? "" : ", ") + name;
        }
    };
    for (const auto& group : set.groups()) {
        look(group.body());
        for (const auto& peer : group.peers()) {
            look(peer);
        }
    }
}

bool same_set(v1::PeerGroupSet standing, const v1::PeerGroupSet& given) {
    standing.clear_etag();
    return base::serialise(standing) == base::serialise(given);
}

base::Result<db::Ruling> decide_peer_groups(
    v1::PeerGroupSet set, const v1::Actor& actor, db::Aggregates& aggregates
) {
    const auto newest = aggregates.find_ruleset("");
    if (const auto may = require_permission(
            newest.get(), actor, v1::PERMISSION_REGISTER, BeforeFirstRuleset::allowed
        );
        !may) {
        return may.error();
    }
    std::string unknown;
    check_known_bodies(set, aggregates, unknown);
    if (!unknown.empty()) {
        return base::Error{
            base::Code::not_found, "these bodies are not registered: " + unknown, {}};
    }
    set.clear_etag();
    db::Ruling ruling;
    const auto* standing = aggregates.find_peer_group_set(set.name());
    if (standing == nullptr || !same_set(*standing, set)) {
        v1::Event event;
        *event.mutable_peer_groups_recorded()->mutable_peer_group_set() = set;
        ruling.events.push_back({set.name(), std::move(event), {}});
    }
    ruling.respond = [name = set.name()](db::Aggregates& now) -> MessagePointer {
        auto response = std::make_unique<v1::RecordPeerGroupsResponse>();
        if (const auto* recorded = now.find_peer_group_set(name)) {
            *response->mutable_peer_group_set() = *recorded;
        }
        return response;
    };
    return ruling;
}

}  // namespace

void register_bodies(
    const Desk& writer, const v1::Actor& actor, v1::RegisterBodiesRequest request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    Problems problems;
    check_bodies(request, problems);
    if (!problems.empty()) {
        return done(problems.error());
    }
    auto work = work_for("BodyService/RegisterBodies", actor, request, std::move(done));
    work.decide = [request = std::move(request),
                   actor](db::Aggregates& aggregates, const db::Stamp&) {
        return decide_bodies(request, actor, aggregates);
    };
    writer.submit(std::move(work));
}

void record_peer_groups(
    const Desk& writer, const v1::Actor& actor, v1::RecordPeerGroupsRequest request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    Problems problems;
    check_peer_groups(request.peer_group_set(), problems);
    problems.check_date("knownOn", request.known_on(), false);
    if (!problems.empty()) {
        return done(problems.error());
    }
    auto work = work_for("BodyService/RecordPeerGroups", actor, request, std::move(done));
    work.decide = [set = request.peer_group_set(),
                   actor](db::Aggregates& aggregates, const db::Stamp&) {
        return decide_peer_groups(set, actor, aggregates);
    };
    writer.submit(std::move(work));
}

}  // namespace ladder::api

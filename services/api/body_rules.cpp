#include "services/api/body_rules.hpp"

#include <set>
#include <string>

#include <fmt/format.h>

#include "engine/base/names.hpp"

namespace ladder::api {

namespace {

constexpr std::size_t title_bytes_max = 200;
constexpr std::size_t description_bytes_max = 20'000;
constexpr int bodies_max = 1'000;

void check_country(const std::string& at, const v1::Body& body, Problems& problems) {
    if (body.country() == v1::COUNTRY_UNSPECIFIED || !v1::Country_IsValid(body.country())) {
        problems.add(at + ".country", "give COUNTRY_ENGLAND or COUNTRY_WALES");
    } else if (body.kind() == v1::BODY_KIND_CDRP && body.country() == v1::COUNTRY_WALES) {
        problems.add(at + ".country", "Wales has no CDRP; register a BODY_KIND_CSP");
    } else if (body.kind() == v1::BODY_KIND_CSP && body.country() == v1::COUNTRY_ENGLAND) {
        problems.add(at + ".country", "England has no CSP; register a BODY_KIND_CDRP");
    }
}

void check_relation(const std::string& at, const v1::BodyRelation& relation, Problems& problems) {
    if (relation.kind() == v1::BODY_RELATION_KIND_UNSPECIFIED ||
        !v1::BodyRelationKind_IsValid(relation.kind())) {
        problems.add(
            at + ".kind", "give BODY_RELATION_KIND_MAINTAINS or BODY_RELATION_KIND_LIES_IN"
        );
    }
    problems.check_name(at + ".body", relation.body(), "bodies");
    problems.check_date(at + ".from", relation.from(), false);
    problems.check_date(at + ".to", relation.to(), false);
    if (!relation.from().empty() && !relation.to().empty() && relation.to() < relation.from()) {
        problems.add(at + ".to", "the last day is before the first");
    }
}

void check_body(const std::string& at, const v1::Body& body, Problems& problems) {
    problems.check_name(at + ".name", body.name(), "bodies");
    if (body.kind() == v1::BODY_KIND_UNSPECIFIED || !v1::BodyKind_IsValid(body.kind())) {
        problems.add(at + ".kind", "give a kind, such as BODY_KIND_POLICE_FORCE");
    }
    problems.check_text(at + ".title", body.title(), title_bytes_max, true);
    problems.check_text(at + ".shortTitle", body.short_title(), title_bytes_max, true);
    problems.check_text(at + ".region", body.region(), title_bytes_max, false);
    problems.check_text(at + ".onsCode", body.ons_code(), title_bytes_max, false);
    check_country(at, body, problems);
    for (int i = 0; i < body.relations_size(); ++i) {
        check_relation(fmt::format("{}.relations[{}]", at, i), body.relations(i), problems);
    }
}

void check_group(const std::string& at, const v1::PeerGroup& group, Problems& problems) {
    problems.check_name(at + ".body", group.body(), "bodies");
    if (group.peers().empty()) {
        problems.add(at + ".peers", "name at least one peer, or leave the group out");
    }
    std::set<std::string_view> seen;
    for (int i = 0; i < group.peers_size(); ++i) {
        const auto field = fmt::format("{}.peers[{}]", at, i);
        problems.check_name(field, group.peers(i), "bodies");
        if (group.peers(i) == group.body()) {
            problems.add(field, "a body is not its own peer");
        } else if (!seen.insert(group.peers(i)).second) {
            problems.add(field, fmt::format("{} is named twice", group.peers(i)));
        }
    }
}

}  // namespace

void check_bodies(const v1::RegisterBodiesRequest& request, Problems& problems) {
    if (request.bodies().empty() || request.bodies_size() > bodies_max) {
        problems.add("bodies", fmt::format("give 1 to {} bodies", bodies_max));
        return;
    }
    std::set<std::string_view> seen;
    for (int i = 0; i < request.bodies_size(); ++i) {
        const auto at = fmt::format("bodies[{}]", i);
        check_body(at, request.bodies(i), problems);
        if (!seen.insert(request.bodies(i).name()).second) {
            problems.add(at + ".name", fmt::format("{} is given twice", request.bodies(i).name()));
        }
    }
    problems.check_date("knownOn", request.known_on(), false);
}

void check_peer_groups(const v1::PeerGroupSet& set, Problems& problems) {
    const std::string at = "peerGroupSet";
    problems.check_name(at + ".name", set.name(), "peerGroupSets");
    problems.check_text(at + ".group", set.group(), title_bytes_max, true);
    if (set.group() == "all") {
        problems.add(at + ".group", "'all' means every body of the same kind; give another name");
    }
    problems.check_text(at + ".method", set.method(), title_bytes_max, true);
    problems.check_text(at + ".description", set.description(), description_bytes_max, false);
    problems.check_date(at + ".effectiveFrom", set.effective_from(), true);
    problems.check_date(at + ".effectiveTo", set.effective_to(), false);
    if (set.groups().empty()) {
        problems.add(at + ".groups", "give at least one group");
    }
    std::set<std::string_view> seen;
    for (int i = 0; i < set.groups_size(); ++i) {
        const auto field = fmt::format("{}.groups[{}]", at, i);
        check_group(field, set.groups(i), problems);
        if (!seen.insert(set.groups(i).body()).second) {
            problems.add(field + ".body", fmt::format("{} has two groups", set.groups(i).body()));
        }
    }
}

}  // namespace ladder::api

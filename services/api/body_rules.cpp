#include "services/api/body_rules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

// Wales has no Local Area Agreement, Comprehensive Area Assessment, Government Office or Regional
// Improvement and Efficiency Partnership (the landscape paper; confirmed).
constexpr std::array english_monitors{"government_office", "riep", "laa", "caa"};

void check_monitor(const std::string& at, const v1::Body& body, Problems& problems) {
    problems.check_text(at + ".monitoredBy", body.monitored_by(), title_bytes_max, false);
    const bool english =
        std::find(english_monitors.begin(), english_monitors.end(), body.monitored_by()) !=
        english_monitors.end();
    if (english && body.country() == v1::COUNTRY_WALES) {
        problems.add(
            at + ".monitoredBy",
            fmt::format(
                "Wales has no {}; name another role, such as hoctiw, or none", body.monitored_by()
            )
        );
    }
}

// What only some bodies have.
void check_peculiar(const std::string& at, const v1::Body& body, Problems& problems) {
    problems.check_text(at + ".welshTitle", body.welsh_title(), title_bytes_max, false);
    if (!body.welsh_title().empty() && body.country() == v1::COUNTRY_ENGLAND) {
        problems.add(at + ".welshTitle", "only a body of Wales has one; leave it out");
    }
    if (body.wider_duty() && body.kind() != v1::BODY_KIND_POLICE_AUTHORITY) {
        problems.add(
            at + ".widerDuty", "national and international functions are those of an authority"
        );
    }
}

constexpr std::array authority_kinds{
    "council", "police", "police authority", "fire and rescue", "health", "probation"};

bool is_partnership(const v1::Body& body) {
    return body.kind() == v1::BODY_KIND_CDRP || body.kind() == v1::BODY_KIND_CSP;
}

void check_authority(
    const std::string& at, const v1::ResponsibleAuthority& authority, Problems& problems
) {
    if (!base::is_id(authority.id())) {
        problems.add(at + ".id", "give lower-case letters, digits and hyphens");
    }
    problems.check_text(at + ".title", authority.title(), title_bytes_max, true);
    if (std::find(authority_kinds.begin(), authority_kinds.end(), authority.kind()) ==
        authority_kinds.end()) {
        problems.add(
            at + ".kind", fmt::format("give one of: {}", fmt::join(authority_kinds, ", "))
        );
    }
    problems.check_date(at + ".from", authority.from(), false);
    problems.check_date(at + ".to", authority.to(), false);
    if (!authority.from().empty() && !authority.to().empty() && authority.to() < authority.from()) {
        problems.add(at + ".to", "the last day is before the first");
    }
}

void check_authorities(const std::string& at, const v1::Body& body, Problems& problems) {
    const auto& authorities = body.responsible_authorities();
    if (!authorities.empty() && !is_partnership(body)) {
        problems.add(
            at + ".responsibleAuthorities",
            "only a partnership has them (Crime and Disorder Act 1998 s.5)"
        );
    }
    std::set<std::string_view> seen;
    for (int i = 0; i < authorities.size(); ++i) {
        const auto field = fmt::format("{}.responsibleAuthorities[{}]", at, i);
        check_authority(field, authorities[i], problems);
        if (!seen.insert(authorities[i].id()).second) {
            problems.add(field + ".id", fmt::format("{} is given twice", authorities[i].id()));
        }
    }
}

void check_relation(const std::string& at, const v1::BodyRelation& relation, Problems& problems) {
    if (relation.kind() == v1::BODY_RELATION_KIND_UNSPECIFIED ||
        !v1::BodyRelationKind_IsValid(relation.kind())) {
        problems.add(at + ".kind", "give a kind, such as BODY_RELATION_KIND_MAINTAINS");
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
    check_monitor(at, body, problems);
    check_peculiar(at, body, problems);
    check_authorities(at, body, problems);
    for (int i = 0; i < body.relations_size(); ++i) {
        const auto field = fmt::format("{}.relations[{}]", at, i);
        check_relation(field, body.relations(i), problems);
        if (body.relations(i).kind() == v1::BODY_RELATION_KIND_RESPONSIBLE_AUTHORITY &&
            !is_partnership(body)) {
            problems.add(field + ".kind", "only a partnership has responsible authorities");
        }
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

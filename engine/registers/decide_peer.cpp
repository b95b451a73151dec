// Registering peers and changing what the register says of them.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/registers/fields.hpp"
#include "engine/registers/registers.hpp"

namespace ladder::registers {

namespace {

using command::Problems;

constexpr int skills_max = 100;
constexpr int ranges_max = 100;

std::vector<std::string> skill_ids(const definition::Ruleset& ruleset) {
    std::vector<std::string> ids;
    for (const auto& skill : ruleset.definition().skills()) {
        ids.push_back(skill.id());
    }
    return ids;
}

void check_skills(Problems& problems, const v1::Peer& peer, const definition::Ruleset& ruleset) {
    if (peer.skills_size() > skills_max) {
        problems.field("peer.skills", fmt::format("are too many; give at most {}", skills_max));
        return;
    }
    std::set<std::string_view> seen;
    for (int i = 0; i < peer.skills_size(); ++i) {
        const auto field = fmt::format("peer.skills[{}]", i);
        if (ruleset.skill(peer.skills(i)) == nullptr) {
            problems.field(
                field,
                fmt::format(
                    "'{}' is not a skill of {}; {}",
                    peer.skills(i).substr(0, 80),
                    ruleset.name(),
                    definition::suggest(peer.skills(i), skill_ids(ruleset))
                )
            );
        } else if (!seen.insert(peer.skills(i)).second) {
            problems.field(field, "repeats an earlier skill; give each once");
        }
    }
}

void check_home_force(Problems& problems, const std::string& home_force, const Known& known) {
    if (const auto id = base::id_of(home_force, "bodies", "peer.home_force"); !id) {
        problems.field("peer.home_force", "is not written as bodies/west-midlands");
        return;
    }
    const auto* body = known.body(home_force);
    if (body == nullptr) {
        problems.field("peer.home_force", fmt::format("there is no body {}", home_force));
    } else if (body->kind() != v1::BODY_KIND_POLICE_FORCE) {
        problems.field(
            "peer.home_force",
            fmt::format("{} is no police force; peers are members of forces", home_force)
        );
    }
}

// Accreditation, and that the peer did not leave before it.
void check_accreditation(Problems& problems, const v1::Peer& peer) {
    const auto from =
        date_of(problems, "peer.accredited_from", peer.accredited_from(), Need::optional);
    const auto left = date_of(problems, "peer.left_on", peer.left_on(), Need::optional);
    check_order(problems, "peer.left_on", left, "accredited_from", from);
    const auto to = date_of(problems, "peer.accredited_to", peer.accredited_to(), Need::optional);
    check_order(problems, "peer.accredited_to", to, "accredited_from", from);
    check_optional_text(
        problems, "peer.accredited_by", peer.accredited_by(), command::title_chars_max
    );
    if (peer.accredited_from().empty()) {
        if (!peer.accredited_to().empty() || !peer.accredited_by().empty()) {
            problems.field(
                "peer.accredited_from", "is missing; an accreditation begins on a first day"
            );
        }
    } else if (peer.accredited_by().empty()) {
        problems.field("peer.accredited_by", "is missing; name who accredited the peer");
    }
}

void check_availability(Problems& problems, const v1::Peer& peer) {
    if (peer.availability_size() > ranges_max) {
        problems.field(
            "peer.availability", fmt::format("has too many ranges; give at most {}", ranges_max)
        );
        return;
    }
    for (int i = 0; i < peer.availability_size(); ++i) {
        const auto field = fmt::format("peer.availability[{}]", i);
        const auto& range = peer.availability(i);
        const auto from = date_of(problems, field + ".from", range.from(), Need::required);
        const auto to = date_of(problems, field + ".to", range.to(), Need::optional);
        check_order(problems, field + ".to", to, "from", from);
        // ISO dates sort as text; an open end reaches into every later range.
        if (i > 0 && (peer.availability(i - 1).to().empty() ||
                      range.from() <= peer.availability(i - 1).to())) {
            problems.field(
                field + ".from",
                "begins before the range before it has ended; give ranges in order, apart"
            );
        }
    }
}

// All that must be so of a peer, whoever records it and why.
void check_peer(
    Problems& problems, const v1::Peer& peer, const command::Context& context, const Known& known
) {
    if (const auto id = base::id_of(peer.name(), "peers", "peer.name"); !id) {
        problems.field("peer.name", "is not written as peers/a-smith");
    }
    command::check_text(problems, "peer.person", peer.person(), command::person_chars_max);
    command::check_text(problems, "peer.title", peer.title(), command::title_chars_max);
    check_home_force(problems, peer.home_force(), known);
    check_skills(problems, peer, context.ruleset);
    check_accreditation(problems, peer);
    if (!v1::Marking_IsValid(peer.clearance())) {
        problems.field("peer.clearance", "is no marking; give one such as MARKING_CONFIDENTIAL");
    }
    check_availability(problems, peer);
}

// What the caller says, without what the record itself adds.
v1::Peer said(v1::Peer peer, const std::string& reasons) {
    peer.clear_etag();
    peer.clear_updated_at();
    peer.clear_updated_by();
    peer.set_reasons(reasons);
    return peer;
}

command::Events peer_event(v1::Peer peer) {
    v1::Event event;
    *event.mutable_peer_recorded()->mutable_peer() = std::move(peer);
    return {std::move(event)};
}

bool says_the_same(const v1::Peer& state, const v1::Peer& peer) {
    return said(state, {}).SerializeAsString() == said(peer, {}).SerializeAsString();
}

}  // namespace

base::Result<command::Events> decide(
    const v1::Peer* standing,
    const v1::RegisterPeerRequest& command,
    const command::Context& context,
    const Known& known
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_KEEP_PEERS); !may) {
        return may.error();
    }
    if (standing != nullptr) {
        return base::Error{
            base::Code::already_exists,
            fmt::format("{} is registered already; update it", standing->name()),
            {}};
    }
    Problems problems;
    check_peer(problems, command.peer(), context, known);
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    known_day(problems, command.known_on(), context.recorded_at);
    if (problems.any()) {
        return problems.to_error("The peer can't be registered");
    }
    return peer_event(said(command.peer(), command.reasons()));
}

base::Result<command::Events> decide(
    const v1::Peer& state,
    const v1::UpdatePeerRequest& command,
    const command::Context& context,
    const Known& known
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_KEEP_PEERS); !may) {
        return may.error();
    }
    Problems problems;
    if (command.peer().etag().empty()) {
        problems.field("peer.etag", "is missing; send the etag of the peer as you saw it");
    } else if (command.peer().etag() != state.etag()) {
        return command::stale_etag(
            state.name(), command.peer().etag(), state.etag(), state.updated_by().person()
        );
    }
    check_peer(problems, command.peer(), context, known);
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    known_day(problems, command.known_on(), context.recorded_at);
    if (says_the_same(state, command.peer())) {
        problems.field("peer", "is what the register says already; change something");
    }
    if (problems.any()) {
        return problems.to_error("The peer can't be changed");
    }
    return peer_event(said(command.peer(), command.reasons()));
}

}  // namespace ladder::registers

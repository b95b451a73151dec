// Whether the peer that is asked about may do the work.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/casework/entries.hpp"
#include "engine/casework/gate_atoms.hpp"
#include "engine/casework/shared.hpp"
#include "engine/command/markings.hpp"

namespace ladder::casework {

namespace {

using base::Truth;

// The days on which the peer is asked to work. ISO dates sort as text.
struct Span {
    std::string from;
    std::string to;  // empty: no end is set
};

// Those of the entry itself, such as a deployment's, or the day of the decision.
Span span_of(const Circumstances& asked) {
    const std::string from{value_of(*asked.about, "from")};
    if (from.empty()) {
        const auto day = base::to_string(asked.effective_on);
        return {day, day};
    }
    return {from, std::string{value_of(*asked.about, "to")}};
}

bool covers(std::string_view from, std::string_view to, const Span& span) {
    return from <= span.from && (to.empty() || (!span.to.empty() && to >= span.to));
}

bool overlap(const Deployment& deployment, const Span& span) {
    return (span.to.empty() || deployment.from <= span.to) &&
           (deployment.to.empty() || deployment.to >= span.from);
}

// The peer's name: the key itself, or that of the entry which is the key.
std::string peer_name(const Circumstances& asked) {
    const auto& key = asked.about->key();
    if (key.starts_with("peers/") || asked.procedure == nullptr) {
        return key;
    }
    for (const auto& entry : asked.procedure->entries()) {
        if (entry.id() == key) {
            return entry.key();
        }
    }
    return key;
}

std::string span_words(const Span& span) {
    if (span.to == span.from) {
        return "on " + date_words(span.from);
    }
    return span.to.empty()
               ? "from " + date_words(span.from)
               : fmt::format("from {} to {}", date_words(span.from), date_words(span.to));
}

void check_accredited(std::vector<std::string>& faults, const v1::Peer& peer, const Span& span) {
    if (!peer.left_on().empty() && (span.to.empty() || peer.left_on() <= span.to)) {
        faults.push_back(fmt::format("left the register on {}", date_words(peer.left_on())));
    } else if (peer.accredited_from().empty()) {
        faults.push_back("is not accredited");
    } else if (!covers(peer.accredited_from(), peer.accredited_to(), span)) {
        faults.push_back(fmt::format(
            "is accredited from {}{}",
            date_words(peer.accredited_from()),
            peer.accredited_to().empty() ? "" : " to " + date_words(peer.accredited_to())
        ));
    }
}

// The forces that are helped: the body itself, and those that it maintains.
std::vector<std::string> helped(const v1::Body& body, const Span& span) {
    std::vector<std::string> forces{body.name()};
    for (const auto& relation : body.relations()) {
        if (relation.kind() == v1::BODY_RELATION_KIND_MAINTAINS &&
            relation.from() <= (span.to.empty() ? relation.from() : span.to) &&
            (relation.to().empty() || relation.to() >= span.from)) {
            forces.push_back(relation.body());
        }
    }
    return forces;
}

void check_force(
    std::vector<std::string>& faults, const v1::Peer& peer, const v1::Body& body, const Span& span
) {
    const auto forces = helped(body, span);
    if (std::find(forces.begin(), forces.end(), peer.home_force()) != forces.end()) {
        faults.push_back(fmt::format("belongs to {}, which is helped", peer.home_force()));
    }
}

void check_cleared(
    std::vector<std::string>& faults, const v1::Peer& peer, const Circumstances& asked
) {
    const auto of_procedure =
        asked.procedure == nullptr ? v1::MARKING_UNSPECIFIED : asked.procedure->marking();
    const auto work = command::marked(std::max(of_procedure, asked.about->marking()));
    const auto clearance = command::marked(peer.clearance());
    if (clearance < work) {
        faults.push_back(fmt::format(
            "is cleared to {}, and the work is marked {}",
            command::marking_title(clearance),
            command::marking_title(work)
        ));
    }
}

void check_available(
    std::vector<std::string>& faults,
    const v1::Peer& peer,
    const Circumstances& asked,
    const Span& span
) {
    const auto& ranges = peer.availability();
    if (!ranges.empty() && std::none_of(ranges.begin(), ranges.end(), [&](const auto& range) {
            return covers(range.from(), range.to(), span);
        })) {
        faults.push_back("is not available");
    }
    if (!asked.around.deployments) {
        return;
    }
    for (const auto& deployment : asked.around.deployments(peer.name())) {
        const bool elsewhere =
            asked.procedure == nullptr || deployment.procedure != asked.procedure->name();
        if (elsewhere && overlap(deployment, span)) {
            faults.push_back(fmt::format(
                "is deployed in {} from {}{}",
                deployment.procedure,
                date_words(deployment.from),
                deployment.to.empty() ? "" : " to " + date_words(deployment.to)
            ));
        }
    }
}

std::string faults_words(const std::vector<std::string>& faults) {
    std::string words;
    for (const auto& fault : faults) {
        words += (words.empty() ? "" : "; ") + fault;
    }
    return words;
}

}  // namespace

Atom ask(const v1::PeerCondition& condition, const Circumstances& asked) {
    if (asked.about == nullptr) {
        return Atom{Truth::unknown, "No peer is asked about here."};
    }
    const auto name = peer_name(asked);
    const auto* peer = asked.around.find_peer ? asked.around.find_peer(name) : nullptr;
    if (peer == nullptr) {
        return Atom{Truth::unknown, fmt::format("No peer {} is known.", name)};
    }
    if (condition.of_another_force() && asked.around.body == nullptr) {
        return Atom{Truth::unknown, "Nothing is known of the body."};
    }
    const auto span = span_of(asked);
    std::vector<std::string> faults;
    if (condition.accredited()) {
        check_accredited(faults, *peer, span);
    }
    if (condition.of_another_force()) {
        check_force(faults, *peer, *asked.around.body, span);
    }
    if (condition.cleared()) {
        check_cleared(faults, *peer, asked);
    }
    if (condition.available()) {
        check_available(faults, *peer, asked, span);
    }
    if (faults.empty()) {
        return Atom{Truth::yes, fmt::format("{} is as asked {}.", name, span_words(span))};
    }
    return Atom{
        Truth::no, fmt::format("{}, asked {}: {}.", name, span_words(span), faults_words(faults))};
}

}  // namespace ladder::casework

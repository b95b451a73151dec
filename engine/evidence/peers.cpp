#include "engine/evidence/peers.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace ladder::evidence {

PeerSets::PeerSets(const Panels& panels) {
    for (const auto& source : panels.peer_group_sets) {
        const auto from = base::parse_date(source.effective_from());
        if (!from) {
            continue;
        }
        PeerSet set;
        set.source = &source;
        set.effective_from = *from;
        const auto to = base::parse_date(source.effective_to());
        set.effective_to = to ? *to : base::Date::max();
        set.peers.resize(panels.bodies.size());
        for (const auto& group : source.groups()) {
            const auto body = panels.body_index(group.body());
            if (!body) {
                continue;
            }
            for (const auto& name : group.peers()) {
                const auto peer = panels.body_index(name);
                if (peer && *peer != *body) {
                    set.peers[*body].push_back(*peer);
                }
            }
        }
        sets_.push_back(std::move(set));
    }
    // The sets may come in any order; a name breaks a tie so that the answer does not depend on it.
    std::sort(sets_.begin(), sets_.end(), [](const auto& a, const auto& b) {
        return std::pair{a.effective_from, std::string_view{a.source->name()}} >
               std::pair{b.effective_from, std::string_view{b.source->name()}};
    });
}

const PeerSet* PeerSets::in_force(std::string_view group, base::Date day) const {
    for (const auto& set : sets_) {
        if (set.source->group() == group && set.effective_from <= day && day <= set.effective_to) {
            return &set;
        }
    }
    return nullptr;
}

std::string group_in_words(std::string_view group, const PeerSet* set) {
    if (set == nullptr) {
        return std::string{group};
    }
    const auto& name = set->source->name();
    return fmt::format("{} ({})", group, name.substr(name.find('/') + 1));
}

}  // namespace ladder::evidence

// Which bodies a body is compared with, and from when.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/evidence/panels.hpp"

namespace ladder::evidence {

// The name of the group that needs no set: every body of the same kind.
inline constexpr std::string_view group_of_all = "all";

// A set of peer groups by body index.
struct PeerSet {
    const v1::PeerGroupSet* source = nullptr;
    base::Date effective_from;
    base::Date effective_to;
    std::vector<std::vector<std::size_t>> peers;  // by body, nearest first; without itself
};

class PeerSets {
public:
    // `panels` is borrowed and outlives this. Peers that are no known body are left out.
    explicit PeerSets(const Panels& panels);

    // The newest set that serves the group on that day; null if none does.
    const PeerSet* in_force(std::string_view group, base::Date day) const;

private:
    std::vector<PeerSet> sets_;
};

// "most_similar (nearest-seven-2007)": the group with the id of the set in force; the group alone
// without one.
std::string group_in_words(std::string_view group, const PeerSet* set);

}  // namespace ladder::evidence

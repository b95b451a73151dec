// Bodies of a group beside each other at one period, with the group's funnel.
#pragma once

#include <string_view>

#include "engine/base/result.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/evidence/panels.hpp"
#include "ladder/v1/indicator_service.pb.h"

namespace ladder::evidence {

struct PeersAsked {
    std::string_view indicator;  // its id
    std::string_view body;       // its name
    base::Date period_end;
    std::string_view group;  // "most_similar", "all" or another; empty: "most_similar"
    bool overdispersed = false;
};

// The body first, then its peers, worst first (of an indicator without a good direction the highest
// first), those without a value last. The funnel is that of all of them, the body included.
// Errors: not_found for indicator or body; invalid_argument for a period without figures of the
// indicator, with the nearest; failed_precondition if no group is in force for the body.
[[nodiscard]] base::Result<v1::ComparePeersResponse> compare_peers(
    const definition::Ruleset& ruleset, const Panels& panels, const PeersAsked& asked
);

}  // namespace ladder::evidence

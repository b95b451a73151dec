// Episodes of a trigger: raised, held, cleared.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/truth.hpp"
#include "ladder/v1/evaluation_service.pb.h"

namespace ladder::evidence {

// Where an episode stands after the last of some periods.
struct Episode {
    v1::EpisodeOutcome outcome = v1::EPISODE_OUTCOME_UNKNOWN;
    // The index of the period that raised what stands, or else the last that stood.
    std::optional<std::size_t> since;
    // The index of the period that ended the last episode, while no other stands.
    std::optional<std::size_t> ended;
};

// Folds the truths of raise_when and clear_when, which are of one length. An episode is raised by
// a yes, and ends when clear_when has been yes for `hold` periods in a row (less than one counts as
// one), none of them the period that raised it. Unknown raises nothing, clears nothing, and breaks
// the row, so that a missing figure never brings an end nearer.
Episode fold(const base::Truth* raise, const base::Truth* clear, std::size_t periods, int hold);

}  // namespace ladder::evidence

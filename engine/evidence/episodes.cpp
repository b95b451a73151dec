#include "engine/evidence/episodes.hpp"

#include <algorithm>

namespace ladder::evidence {

using base::Truth;

Episode fold(const base::Truth* raise, const base::Truth* clear, std::size_t periods, int hold) {
    Episode episode;
    bool open = false;
    int cleared_in_a_row = 0;
    for (std::size_t period = 0; period < periods; ++period) {
        if (open) {
            cleared_in_a_row = clear[period] == Truth::yes ? cleared_in_a_row + 1 : 0;
            open = cleared_in_a_row < std::max(1, hold);
            episode.outcome = open ? v1::EPISODE_OUTCOME_HELD : v1::EPISODE_OUTCOME_CLEARED;
            episode.ended = open ? std::nullopt : std::optional{period};
        } else if (raise[period] == Truth::yes) {
            open = true;
            cleared_in_a_row = 0;
            episode = {v1::EPISODE_OUTCOME_RAISED, period, std::nullopt};
        } else {
            const bool known = raise[period] == Truth::no;
            episode.outcome = known ? v1::EPISODE_OUTCOME_QUIET : v1::EPISODE_OUTCOME_UNKNOWN;
        }
    }
    return episode;
}

}  // namespace ladder::evidence

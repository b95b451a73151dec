// How an episode is raised, held and cleared, period by period.
#include "engine/evidence/episodes.hpp"

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace ladder::evidence {
namespace episodes_test {

std::vector<base::Truth> truths(std::string_view text) {
    std::vector<base::Truth> made;
    for (const char c : text) {
        made.push_back(
            c == 'y'   ? base::Truth::yes
            : c == 'n' ? base::Truth::no
                       : base::Truth::unknown
        );
    }
    return made;
}

struct Folded {
    const char* name;
    const char* raise;
    const char* clear;
    int hold;
    v1::EpisodeOutcome outcome;
    int since;  // -1: none
    int ended;  // -1: none
};

void PrintTo(
    const Folded& row, std::ostream* out
) {  // NOLINT(readability-identifier-naming): gtest calls it
    *out << row.name;
}

constexpr auto quiet = v1::EPISODE_OUTCOME_QUIET;
constexpr auto raised = v1::EPISODE_OUTCOME_RAISED;
constexpr auto held = v1::EPISODE_OUTCOME_HELD;
constexpr auto cleared = v1::EPISODE_OUTCOME_CLEARED;
constexpr auto unknown = v1::EPISODE_OUTCOME_UNKNOWN;

// clang-format off
const Folded folds[]{
    // name                             raise     clear     hold outcome  since ended
    {"never",                           "nnn",    "yyy",    1,   quiet,   -1,  -1},
    {"now",                             "nny",    "yyn",    1,   raised,   2,  -1},
    {"unknown_raises_nothing",          "nn?",    "nnn",    1,   unknown, -1,  -1},
    {"stands_while_nothing_clears_it",  "ynn",    "nnn",    1,   held,     0,  -1},
    {"stands_through_unknown",          "y??",    "n??",    1,   held,     0,  -1},
    {"cleared_now",                     "ynn",    "nny",    1,   cleared,  0,   2},
    {"quiet_after_clearing",            "ynn",    "nyn",    1,   quiet,    0,   1},
    {"unknown_after_clearing",          "yn?",    "nyn",    1,   unknown,  0,   1},
    {"hold_zero_is_one",                "yn",     "ny",     0,   cleared,  0,   1},
    {"hold_not_reached",                "ynn",    "nny",    2,   held,     0,  -1},
    {"hold_reached",                    "ynn",    "nyy",    2,   cleared,  0,   2},
    {"no_breaks_the_row",               "ynnn",   "nyny",   2,   held,     0,  -1},
    {"unknown_breaks_the_row",          "ynnn",   "ny?y",   2,   held,     0,  -1},
    {"the_raising_period_clears_none",  "yn",     "yn",     1,   held,     0,  -1},
    {"raised_again",                    "yny",    "nyn",    1,   raised,   2,  -1},
    {"raised_again_and_held",           "ynyn",   "nynn",   1,   held,     2,  -1},
    {"a_new_row_for_a_new_episode",     "ynnyn",  "nyynn",  2,   held,     3,  -1},
};
// clang-format on

class EpisodeFold : public testing::TestWithParam<Folded> {};

TEST_P(EpisodeFold, Stands) {
    const auto& row = GetParam();
    const auto raise = truths(row.raise);
    const auto clear = truths(row.clear);
    const auto episode = fold(raise.data(), clear.data(), raise.size(), row.hold);
    EXPECT_EQ(episode.outcome, row.outcome);
    EXPECT_EQ(episode.since ? static_cast<int>(*episode.since) : -1, row.since);
    EXPECT_EQ(episode.ended ? static_cast<int>(*episode.ended) : -1, row.ended);
}

INSTANTIATE_TEST_SUITE_P(Table, EpisodeFold, testing::ValuesIn(folds), [](const auto& test) {
    return test.param.name;
});

}  // namespace episodes_test
}  // namespace ladder::evidence

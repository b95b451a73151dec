// What holds of episodes for any row of truths.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/evidence/episodes.hpp"

namespace ladder::evidence {
namespace {

using base::Truth;
using Truths = std::vector<Truth>;

Truths random_truths(std::size_t periods) {
    Truths made;
    for (std::size_t at = 0; at < periods; ++at) {
        made.push_back(*rc::gen::element(Truth::no, Truth::unknown, Truth::yes));
    }
    return made;
}

bool stands(const Episode& episode) {
    return episode.outcome == v1::EPISODE_OUTCOME_RAISED ||
           episode.outcome == v1::EPISODE_OUTCOME_HELD;
}

struct Rows {
    Truths raise;
    Truths clear;
    int hold = 1;
};

Rows random_rows() {
    const auto periods = *rc::gen::inRange<std::size_t>(1, 20);
    return {random_truths(periods), random_truths(periods), *rc::gen::inRange(0, 4)};
}

Episode after(const Rows& rows, std::size_t periods) {
    return fold(rows.raise.data(), rows.clear.data(), periods, rows.hold);
}

// Invariant 7: a period of which nothing is known raises nothing and clears nothing.
RC_GTEST_PROP(EpisodeProperties, AnUnknownPeriodChangesNothing, ()) {
    auto rows = random_rows();
    const auto at = *rc::gen::inRange<std::size_t>(0, rows.raise.size());
    rows.raise[at] = Truth::unknown;
    rows.clear[at] = Truth::unknown;
    const auto before = at == 0 ? Episode{} : after(rows, at);
    RC_ASSERT(stands(after(rows, at + 1)) == stands(before));
}

// Nothing is raised but by a yes, and nothing ends but by `hold` of them in a row.
RC_GTEST_PROP(EpisodeProperties, OnlyAYesRaisesAndOnlyARowOfThemClears, ()) {
    const auto rows = random_rows();
    for (std::size_t periods = 1; periods <= rows.raise.size(); ++periods) {
        const auto episode = after(rows, periods);
        if (episode.outcome == v1::EPISODE_OUTCOME_RAISED) {
            RC_ASSERT(rows.raise[periods - 1] == Truth::yes);
            RC_ASSERT(episode.since == periods - 1);
        }
        if (episode.outcome == v1::EPISODE_OUTCOME_CLEARED) {
            const auto hold = static_cast<std::size_t>(std::max(1, rows.hold));
            RC_ASSERT(periods >= hold);
            for (auto at = periods - hold; at < periods; ++at) {
                RC_ASSERT(rows.clear[at] == Truth::yes);
                RC_ASSERT(at > *episode.since);
            }
        }
    }
}

// Knowing less about clearing never ends an episode sooner, where no period both raises and clears.
// The rows are such that episodes are long and rows of clearing periods are often just broken.
RC_GTEST_PROP(EpisodeProperties, LessKnowledgeNeverEndsAnEpisodeSooner, ()) {
    const auto no = rc::gen::just(Truth::no);
    const auto yes = rc::gen::just(Truth::yes);
    const auto unknown = rc::gen::just(Truth::unknown);
    const auto periods = *rc::gen::inRange<std::size_t>(4, 20);
    Rows rows;
    rows.hold = *rc::gen::element(1, 2, 3);
    for (std::size_t at = 0; at < periods; ++at) {
        const bool raises = at == 0 || *rc::gen::inRange(0, 8) == 7;
        rows.raise.push_back(raises ? Truth::yes : Truth::no);
        rows.clear.push_back(
            raises ? Truth::no : *rc::gen::weightedOneOf<Truth>({{4, yes}, {3, no}, {1, unknown}})
        );
    }
    auto less = rows;
    for (auto& truth : less.clear) {
        truth = *rc::gen::arbitrary<bool>() ? Truth::unknown : truth;
    }
    for (std::size_t count = 1; count <= periods; ++count) {
        RC_ASSERT(!stands(after(rows, count)) || stands(after(less, count)));
    }
}

}  // namespace
}  // namespace ladder::evidence

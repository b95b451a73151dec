// Invariant 5: the state is the fold of the record, from its start to any point.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/property/commands.hpp"
#include "tests/property/walk.hpp"

namespace ladder::casework {
namespace {

using sample::Row;
using walk::any_steps;
using walk::bytes_of;
using walk::Walk;

WALKS_HOLD(Invariant5, ReplayOfEveryPrefixEqualsTheStateAsItThenWas) {
    Walk walk;
    std::vector<std::string> as_it_was{bytes_of(walk.desk.state)};
    walk.on_event = [&](const v1::Case&, const Row&, const v1::Case& after) {
        as_it_was.push_back(bytes_of(after));
    };
    walk.take(any_steps());
    RC_ASSERT(as_it_was.size() == walk.desk.record.size());
    v1::Case replayed;
    for (std::size_t i = 0; i < walk.desk.record.size(); ++i) {
        // Through bytes, as a journal keeps them.
        v1::Event event;
        RC_ASSERT(event.ParseFromString(walk.desk.record[i].event.SerializeAsString()));
        apply(replayed, event, walk.desk.record[i].recorded);
        RC_ASSERT(bytes_of(replayed) == as_it_was[i]);
    }
}

WALKS_HOLD(Invariant5, TheSummaryNeverDisagreesWithTheCase) {
    Walk walk;
    walk.on_event = [](const v1::Case&, const Row&, const v1::Case& after) {
        const auto summary = summary_of(after);
        RC_ASSERT(summary.stage() == after.stage());
        RC_ASSERT(summary.etag() == after.etag());
        RC_ASSERT(summary.closed_on() == after.closed_on());
        int open = 0;
        for (const auto& concern : after.concerns()) {
            open += concern.closed_on().empty() ? 1 : 0;
        }
        RC_ASSERT(summary.open_concerns() == open);
    };
    walk.take(any_steps());
}

WALKS_HOLD(Invariant5, DecidingTwiceOnTheSameStateGivesTheSameEvents) {
    Walk walk;
    walk.take(any_steps());
    walk.desk.caller = sample::hmcic();
    const auto command = walk.desk.remain();
    const auto first = walk.desk.decide(command);
    const auto second = walk.desk.decide(command);
    RC_ASSERT(first.has_value() == second.has_value());
    if (first) {
        RC_ASSERT(first->front().SerializeAsString() == second->front().SerializeAsString());
    } else {
        RC_ASSERT(first.error().message == second.error().message);
    }
}

}  // namespace
}  // namespace ladder::casework

// Invariants of meetings: closing is all or nothing, what was decided is what was prepared on cases
// as their deciders saw them, no minutes are lost, and the state is the fold of the record.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/property/commands.hpp"
#include "tests/property/meetings/meeting_walk.hpp"

namespace ladder::meetings {
namespace {

using walk::any_steps;
using walk::Walk;

// A meeting with nothing missing, so that many a walk closes it.
Walk settled() {
    Walk walk;
    walk.take({{walk::Deed::move, 0, 0}, {walk::Deed::remain, 1, 1}, {walk::Deed::note, 2, 0}});
    return walk;
}

// Nothing that forbids a closing held.
void assert_lawful(const v1::Meeting& prepared) {
    RC_ASSERT(prepared.state() == v1::MEETING_STATE_FROZEN);
    RC_ASSERT(std::any_of(
        prepared.attendance().begin(),
        prepared.attendance().end(),
        [](const auto& one) { return one.kind() == v1::ATTENDANCE_KIND_CHAIR; }
    ));
    for (const auto& item : prepared.items()) {
        RC_ASSERT(item.has_outcome());
        for (const auto& decision : item.outcome().decisions()) {
            for (const auto& recusal : item.recusals()) {
                RC_ASSERT(recusal.person() != decision.decision().decider().person());
            }
        }
    }
}

template <class Has>
int count(const Acts& acts, Has has) {
    return static_cast<int>(std::count_if(acts.begin(), acts.end(), [&](const Act& act) {
        return has(act.event);
    }));
}

// Everything that was prepared is written, and the closing once.
void assert_whole(const v1::Meeting& prepared, const Acts& acts) {
    int decisions = 0;
    int actions = 0;
    for (const auto& item : prepared.items()) {
        decisions += item.outcome().decisions_size();
        actions += item.outcome().actions_size();
    }
    RC_ASSERT(count(acts, [](const auto& event) {
                  return event.has_decision_recorded();
              }) == decisions);
    RC_ASSERT(count(acts, [](const auto& event) { return event.has_task_opened(); }) == actions);
    RC_ASSERT(count(acts, [](const auto& event) { return event.has_meeting_closed(); }) == 1);
}

WALKS_HOLD(Meetings, CloseLawfullyAndWhole) {
    auto walk = settled();
    walk.on_closing = [](const v1::Meeting& prepared, const base::Result<Acts>& closed) {
        if (closed) {
            assert_lawful(prepared);
            assert_whole(prepared, *closed);
        }
    };
    walk.take(any_steps());
    RC_ASSERT(walk.closings <= 1);
}

const v1::Case& case_named(const Walk& walk, const std::string& name) {
    const auto& first = walk.board.first.state;
    return first.name() == name ? first : walk.board.second.state;
}

// The case says of a decision what the outcome says.
void assert_recorded(const v1::Case& state, const v1::ItemDecision& prepared) {
    const auto& decisions = state.decisions();
    const auto found = std::find_if(decisions.begin(), decisions.end(), [&](const auto& decision) {
        return decision.id() == prepared.recorded();
    });
    RC_ASSERT(found != decisions.end());
    RC_ASSERT(found->outcome() == prepared.decision().outcome());
    RC_ASSERT(found->reasons() == prepared.decision().reasons());
    RC_ASSERT(found->decider().person() == prepared.decision().decider().person());
    const auto& to_stage = prepared.decision().to_stage();
    RC_ASSERT((to_stage.empty() || found->to_stage() == to_stage));
}

WALKS_HOLD(Meetings, DecideInTheirCasesWhatWasPreparedAndNothingElse) {
    auto walk = settled();
    walk.take(any_steps());
    int decided = 0;
    if (walk.closings == 1) {
        for (const auto& item : walk.board.state.items()) {
            for (const auto& prepared : item.outcome().decisions()) {
                assert_recorded(case_named(walk, prepared.case_name()), prepared);
                ++decided;
            }
        }
    }
    RC_ASSERT(
        walk.board.first.state.decisions_size() + walk.board.second.state.decisions_size() ==
        decided
    );
}

bool is_aborted(const base::Result<Acts>& closed) {
    return !closed && closed.error().code == base::Code::aborted;
}

WALKS_HOLD(Meetings, DecideOnCasesAsTheirDecidersSawThem) {
    auto walk = settled();
    walk.on_closing = [&](const v1::Meeting& prepared, const base::Result<Acts>& closed) {
        const auto& items = prepared.items();
        const bool changed = std::any_of(items.begin(), items.end(), [&](const auto& item) {
            return walk.changed_since(item);
        });
        RC_ASSERT(!(closed && changed));
        RC_ASSERT((!is_aborted(closed) || changed));
    };
    walk.take(any_steps());
}

WALKS_HOLD(Meetings, LoseNoMinutes) {
    auto walk = settled();
    walk.take(any_steps());
    const auto& state = walk.board.state;
    std::vector<std::string> kept;
    for (const auto& correction : state.corrections()) {
        kept.push_back(correction.superseded_text());
    }
    if (!state.minutes().empty()) {
        kept.push_back(state.minutes());
    }
    RC_ASSERT(kept == walk.minutes);
}

WALKS_HOLD(Meetings, AreTheFoldOfTheirRecord) {
    Walk walk;
    walk.take(any_steps());
    const auto& board = walk.board;
    const auto now = board.first.now;
    v1::Meeting replayed;
    replayed.set_name(board.state.name());
    for (const auto& act : board.record) {
        if (act.stream == replayed.name()) {
            apply(
                replayed,
                act.event,
                {0, replayed.version() + 1, now, board.caller, base::day_of(now), false}
            );
        }
    }
    RC_ASSERT(replayed.SerializeAsString() == board.state.SerializeAsString());
}

// The properties above would hold of walks that go nowhere. These go everywhere.
TEST(MeetingWalks, CloseAndAreRefusedForEachReason) {
    std::map<std::string, int> seen;
    rc::detail::TestParams parameters;
    parameters.seed = 7;
    parameters.maxSuccess = 200;
    const auto result = rc::detail::checkTestable(
        [&] {
            auto walk = settled();
            walk.on_closing = [&](const v1::Meeting&, const base::Result<Acts>& closed) {
                if (closed) {
                    ++seen["closed"];
                    return;
                }
                ++seen[std::string{base::to_string(closed.error().code)}];
                for (const auto& name : sample::named(closed.error())) {
                    ++seen[name];
                }
            };
            walk.take(any_steps());
            seen["corrected"] += walk.board.state.corrections_size();
        },
        rc::detail::TestMetadata{},
        parameters
    );
    EXPECT_TRUE(result.template is<rc::detail::SuccessResult>());
    for (const auto* thing :
         {"closed",
          "corrected",
          "aborted",
          "failed_precondition",
          "gate:chair",
          "gate:i1/recusal"}) {
        EXPECT_GT(seen[thing], 0) << thing;
    }
}

// A claim that is false: the walk that shows it is told in words, and is short.
TEST(MeetingWalks, ShrinkWhatShowsAFaultToAFewSteps) {
    const auto told = property::counterexample_of([] {
        auto walk = settled();
        walk.take(any_steps());
        RC_ASSERT(walk.board.state.corrections().empty());
    });
    EXPECT_EQ(told, "[{close i1, which 0}, {correct i1, which 0}]\n");
}

}  // namespace
}  // namespace ladder::meetings

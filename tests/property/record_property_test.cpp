// Invariant 4: nothing recorded is changed or removed, save the few fields that say what became of
// it, and these once.
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/property/commands.hpp"
#include "tests/property/walk.hpp"

namespace ladder::casework {
namespace {

using sample::Row;
using walk::any_steps;
using walk::Walk;

// What may still be written of a thing recorded is nothing yet, or is as it was.
bool once(const std::string& before, const std::string& after) {
    return before.empty() || before == after;
}

void assert_became(const v1::Concern& before, v1::Concern after) {
    RC_ASSERT(once(before.closed_on(), after.closed_on()));
    RC_ASSERT(once(before.closed_reason(), after.closed_reason()));
    if (before.closed_on().empty()) {
        after.clear_closed_on();
        after.clear_closed_reason();
        after.clear_closed_by();
    }
    RC_ASSERT(before.SerializeAsString() == after.SerializeAsString());
}

void assert_became(const v1::Fact& before, v1::Fact after) {
    if (!before.withdrawn()) {
        after.clear_withdrawn();
        after.clear_withdrawn_because();
    }
    RC_ASSERT(before.SerializeAsString() == after.SerializeAsString());
}

void assert_became(const v1::Recommendation& before, const v1::Recommendation& after) {
    RC_ASSERT(before.SerializeAsString() == after.SerializeAsString());
}

void assert_became(const v1::Proposal& before, v1::Proposal after) {
    RC_ASSERT(once(before.cleared_on(), after.cleared_on()));
    RC_ASSERT(once(before.decision(), after.decision()));
    if (before.state() == v1::PROPOSAL_STATE_OPEN) {
        after.set_state(before.state());
    }
    if (before.cleared_on().empty()) {
        after.clear_cleared_on();
        after.clear_cleared_because();
        after.clear_clearing_evaluation();
    }
    if (before.decision().empty()) {
        after.clear_decision();
    }
    RC_ASSERT(before.SerializeAsString() == after.SerializeAsString());
}

void assert_became(const v1::Decision& before, v1::Decision after) {
    RC_ASSERT(once(before.superseded_by(), after.superseded_by()));
    after.set_superseded_by(before.superseded_by());
    RC_ASSERT(before.SerializeAsString() == after.SerializeAsString());
}

template <class Items>
void assert_kept(const Items& before, const Items& after) {
    RC_ASSERT(before.size() <= after.size());
    for (int i = 0; i < before.size(); ++i) {
        assert_became(before[i], after[i]);
    }
}

WALKS_HOLD(Invariant4, NothingRecordedIsChangedOrRemoved) {
    Walk walk;
    walk.on_event = [](const v1::Case& before, const Row&, const v1::Case& after) {
        assert_kept(before.concerns(), after.concerns());
        assert_kept(before.facts(), after.facts());
        assert_kept(before.recommendations(), after.recommendations());
        assert_kept(before.proposals(), after.proposals());
        assert_kept(before.decisions(), after.decisions());
        RC_ASSERT(before.name() == after.name());
        RC_ASSERT(before.opened_on() == after.opened_on());
        RC_ASSERT(before.ruleset() == after.ruleset());
        RC_ASSERT(before.closed_on().empty());
    };
    walk.take(any_steps());
}

const v1::Decision& decision(const v1::Case& state, const std::string& id) {
    for (const auto& each : state.decisions()) {
        if (each.id() == id) {
            return each;
        }
    }
    RC_FAIL("there is no decision " + id);
}

WALKS_HOLD(Invariant4, CorrectionsPointBackAndWhatTheyCorrectPointsToThem) {
    Walk walk;
    walk.take(any_steps());
    const auto& state = walk.desk.state;
    for (const auto& each : state.decisions()) {
        const bool corrects = each.outcome() == v1::DECISION_OUTCOME_CORRECT;
        RC_ASSERT(corrects == !each.supersedes().empty());
        if (corrects) {
            RC_ASSERT(decision(state, each.supersedes()).superseded_by() == each.id());
        }
        if (!each.superseded_by().empty()) {
            RC_ASSERT(decision(state, each.superseded_by()).supersedes() == each.id());
        }
    }
}

WALKS_HOLD(Invariant4, AProposalStandsAtMostOnceForEachTriggerAndIndicator) {
    Walk walk;
    walk.on_event = [](const v1::Case&, const Row&, const v1::Case& after) {
        std::set<std::string> standing;
        for (const auto& proposal : after.proposals()) {
            if (proposal.cleared_on().empty()) {
                RC_ASSERT(standing.insert(proposal.trigger() + proposal.indicator()).second);
            }
        }
    };
    walk.take(any_steps());
}

template <class Items>
void assert_numbered(const Items& items, const std::string& letter) {
    for (int i = 0; i < items.size(); ++i) {
        RC_ASSERT(items[i].id() == letter + std::to_string(i + 1));
    }
}

WALKS_HOLD(Invariant4, IdsWithinACaseCountWithoutGaps) {
    Walk walk;
    walk.take(any_steps());
    const auto& state = walk.desk.state;
    assert_numbered(state.concerns(), "c");
    assert_numbered(state.facts(), "f");
    assert_numbered(state.recommendations(), "r");
    assert_numbered(state.proposals(), "p");
    assert_numbered(state.decisions(), "d");
}

}  // namespace
}  // namespace ladder::casework

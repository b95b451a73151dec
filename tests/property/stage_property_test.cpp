// Invariants 1 to 3: stages change only by decisions; decisions name what they must; statutory
// gates hold.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/property/commands.hpp"
#include "tests/property/walk.hpp"

namespace ladder::casework {
namespace {

using sample::Row;
using walk::any_steps;
using walk::Walk;

WALKS_HOLD(Invariant1, NoStageChangesWithoutADecisionToMove) {
    Walk walk;
    walk.on_event = [](const v1::Case& before, const Row& row, const v1::Case& after) {
        const auto& decision = row.event.decision_recorded().decision();
        const bool moves =
            row.event.has_decision_recorded() && decision.outcome() == v1::DECISION_OUTCOME_MOVE;
        RC_ASSERT((before.stage() != after.stage()) == moves);
        if (moves) {
            RC_ASSERT(decision.from_stage() == before.stage());
            RC_ASSERT(decision.to_stage() == after.stage());
            RC_ASSERT(decision.effective_on() == after.stage_since());
        } else {
            RC_ASSERT(before.stage_since() == after.stage_since());
        }
    };
    walk.take(any_steps());
}

void assert_names_what_it_must(const v1::Decision& decision) {
    for (const auto* actor : {&decision.decider(), &decision.recorded_by()}) {
        RC_ASSERT(!actor->person().empty());
        RC_ASSERT(walk::careless_ruleset().role(actor->capacity()) != nullptr);
    }
    RC_ASSERT(!decision.reasons().empty());
    RC_ASSERT(!decision.evidence().empty());
    RC_ASSERT(!decision.basis().empty());
    RC_ASSERT(decision.ruleset() == "rulesets/sample@1");
    RC_ASSERT(base::parse_date(decision.effective_on()).has_value());
    RC_ASSERT(base::parse_date(decision.known_on()).has_value());
    RC_ASSERT(decision.has_recorded_at());
    RC_ASSERT(decision.position() > 0);
}

WALKS_HOLD(Invariant2, EveryDecisionNamesWhoWhyOnWhatAndWhen) {
    Walk walk;
    walk.take(any_steps());
    for (const auto& decision : walk.desk.state.decisions()) {
        assert_names_what_it_must(decision);
    }
}

// Asks the facts themselves, not the gate.
bool established(const v1::Case& state, const std::string& id, std::string* latest) {
    bool found = false;
    for (const auto& fact : state.facts()) {
        if (fact.fact() == id && !fact.withdrawn()) {
            found = true;
            *latest = std::max(*latest, fact.effective_on());
        }
    }
    return found;
}

WALKS_HOLD(Invariant3, NobodyPassesAStatutoryGateThatIsNotMet) {
    Walk walk;
    walk.on_event = [](const v1::Case& before, const Row& row, const v1::Case& after) {
        if (before.stage() == after.stage() || after.stage() != "direction") {
            return;
        }
        std::string given;
        std::string represented;
        std::string considered;
        RC_ASSERT(established(before, "grounds_given", &given));
        RC_ASSERT(established(before, "considered", &considered));
        established(before, "represented", &represented);
        RC_ASSERT(considered >= represented);
        for (const auto& gate : row.event.decision_recorded().decision().gates()) {
            RC_ASSERT(gate.truth() == v1::TRUTH_TRUE);
            RC_ASSERT(gate.override_reason().empty());
            RC_ASSERT(!gate.not_applicable());
        }
    };
    walk.take(any_steps());
}

WALKS_HOLD(Invariant3, APolicyGateThatIsNotMetIsPassedOnlyByItsRoleWithAReason) {
    Walk walk;
    walk.on_event = [](const v1::Case&, const Row& row, const v1::Case&) {
        if (!row.event.has_decision_recorded()) {
            return;
        }
        const auto& decision = row.event.decision_recorded().decision();
        for (const auto& gate : decision.gates()) {
            if (gate.truth() != v1::TRUTH_TRUE && !gate.not_applicable()) {
                RC_ASSERT(!gate.override_reason().empty());
                RC_ASSERT(
                    (decision.decider().capacity() == "secretariat" ||
                     row.recorded.actor.capacity() == "secretariat")
                );
            }
        }
    };
    walk.take(any_steps());
}

// The properties above would hold of walks that go nowhere. These go everywhere.
TEST(Walks, ReachEveryStageEveryOutcomeAndEveryKindOfEvent) {
    std::map<std::string, int> seen;
    rc::detail::TestParams params;
    params.seed = 7;
    params.maxSuccess = 200;
    const auto result = rc::detail::checkTestable(
        [&] {
            Walk walk;
            walk.on_event = [&](const v1::Case&, const Row& row, const v1::Case& after) {
                ++seen[type_of(row.event)];
                ++seen[after.stage()];
                if (row.event.has_decision_recorded()) {
                    const auto& decision = row.event.decision_recorded().decision();
                    ++seen[v1::DecisionOutcome_Name(decision.outcome())];
                    for (const auto& gate : decision.gates()) {
                        ++seen[gate.override_reason().empty() ? "gate met" : "gate overridden"];
                    }
                    ++seen[decision.settlements().empty() ? "settles nothing" : "settles"];
                }
            };
            walk.on_refusal = [&](const base::Error& error) {
                ++seen[std::string{base::to_string(error.code)}];
            };
            walk.take(any_steps());
        },
        rc::detail::TestMetadata{},
        params
    );
    EXPECT_TRUE(result.template is<rc::detail::SuccessResult>());
    for (const auto* thing :
         {"concern_raised",
          "concern_closed",
          "fact_recorded",
          "fact_withdrawn",
          "recommendation_recorded",
          "decision_recorded",
          "trigger_raised",
          "trigger_cleared",
          "case_evaluated",
          "self_improvement",
          "peer_support",
          "watching_brief",
          "direction",
          "DECISION_OUTCOME_MOVE",
          "DECISION_OUTCOME_REMAIN",
          "DECISION_OUTCOME_CLOSE",
          "DECISION_OUTCOME_CORRECT",
          "gate met",
          "gate overridden",
          "settles",
          "invalid_argument",
          "failed_precondition",
          "permission_denied",
          "unauthenticated",
          "aborted"}) {
        EXPECT_GT(seen[thing], 0) << thing;
    }
}

// A claim that is false: the walk that shows it is told in words, and is short.
TEST(Walks, ShrinkWhatShowsAFaultToAFewSteps) {
    const auto told = property::counterexample_of([] {
        Walk walk;
        walk.on_event = [](const v1::Case&, const Row& row, const v1::Case&) {
            RC_ASSERT(!row.event.has_concern_closed());
        };
        walk.take(any_steps());
    });
    EXPECT_EQ(std::count(told.begin(), told.end(), '{'), 2) << told;
    EXPECT_NE(told.find("close a concern"), std::string::npos) << told;
}

}  // namespace
}  // namespace ladder::casework

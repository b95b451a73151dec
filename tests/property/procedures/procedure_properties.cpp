// Invariants of procedures: stages change only by steps, statutory gates hold, a withdrawal counts
// at once, entries never change, and the state is the fold of the record.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/command/describe.hpp"
#include "tests/property/commands.hpp"
#include "tests/property/procedures/procedure_walk.hpp"

namespace ladder::procedures {
namespace {

using sample::Row;
using walk::any_work;
using walk::Walk;

WALKS_HOLD(ProcedureInvariant, NoStageChangesWithoutAStep) {
    Walk walk;
    walk.on_event = [](const v1::Procedure& before, const Row& row, const v1::Procedure& after) {
        RC_ASSERT((before.stage() != after.stage()) == row.event.has_step_taken());
        RC_ASSERT(before.ended_on().empty() || before.ended_on() == after.ended_on());
        if (row.event.has_step_taken()) {
            const auto& step = row.event.step_taken().step();
            RC_ASSERT(before.ended_on().empty());
            RC_ASSERT(step.from_stage() == before.stage());
            RC_ASSERT(step.to_stage() == after.stage());
            RC_ASSERT(step.effective_on() >= before.stage_since());
            RC_ASSERT(!step.reasons().empty());
            RC_ASSERT(!step.basis().empty());
            RC_ASSERT(!step.evidence().empty());
        }
    };
    walk.take(any_work());
}

// Asks the entries themselves, by other words than the gate's.
bool stands(const v1::Entry& entry, const std::string& day) {
    if (day < entry.effective_on()) {
        return false;
    }
    if (!entry.withdrawn_on().empty() && !(day < entry.withdrawn_on())) {
        return false;
    }
    return entry.expires_on().empty() || !(entry.expires_on() < day);
}

bool has_standing(
    const v1::Procedure& state,
    const std::string& record,
    const std::string& key,
    const std::string& day
) {
    const auto& entries = state.entries();
    return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
        return entry.record() == record && entry.key() == key && stands(entry, day);
    });
}

WALKS_HOLD(ProcedureInvariant, NobodyPassesAStatutoryGateThatIsNotMet) {
    Walk walk;
    walk.on_event = [](const v1::Procedure& before, const Row& row, const v1::Procedure&) {
        if (!row.event.has_step_taken()) {
            return;
        }
        const auto& step = row.event.step_taken().step();
        const auto& day = step.effective_on();
        if (step.to_stage() == "team") {
            RC_ASSERT(has_standing(before, "terms", "", day));
        }
        if (step.to_stage() == "deployed") {
            int members = 0;
            for (const auto& entry : before.entries()) {
                if (entry.record() == "member" && stands(entry, day)) {
                    ++members;
                    RC_ASSERT(has_standing(before, "consent", entry.key(), day));
                }
            }
            RC_ASSERT(members > 0);
        }
        for (const auto& gate : step.gates()) {
            RC_ASSERT((gate.gate() == "considered" || gate.truth() == v1::TRUTH_TRUE));
            RC_ASSERT((gate.gate() == "considered" || gate.override_reason().empty()));
            RC_ASSERT(!gate.not_applicable());
        }
    };
    walk.take(any_work());
}

WALKS_HOLD(ProcedureInvariant, AWithdrawnConsentStopsTheDeploymentAtOnce) {
    Walk walk;
    walk.take(any_work());
    auto& desk = walk.desk;
    const auto today = base::to_string(base::day_of(desk.now));
    // Where the random work has got to no team, form one.
    if (desk.state.stage() == "asked") {
        if (!has_standing(desk.state, "terms", "", today)) {
            desk.act(desk.entry("terms", {}, {{"from", today}}), sample::secretariat());
        }
        desk.act(desk.step("team"), sample::hmcic());
    }
    if (desk.state.stage() != "team") {
        return;
    }
    for (const auto* peer : {"peers/ann", "peers/ben"}) {
        if (!has_standing(desk.state, "member", peer, today)) {
            desk.act(desk.entry("member", peer), sample::secretariat());
        }
        if (!has_standing(desk.state, "consent", peer, today)) {
            desk.act(desk.entry("consent", peer), sample::analyst());
        }
    }
    const auto& entries = desk.state.entries();
    const auto consent = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) {
        return entry.record() == "consent" && entry.key() == "peers/ben" && stands(entry, today);
    });
    RC_ASSERT(consent != entries.end());
    desk.act(desk.withdrawal(consent->id()), sample::secretariat());
    desk.caller = sample::hmcic();
    const auto result = desk.decide(desk.step("deployed"));
    RC_ASSERT(!result.has_value());
    const auto named = sample::named(result.error());
    RC_ASSERT(std::find(named.begin(), named.end(), "gate:consents") != named.end());
}

// An entry without its withdrawal.
std::string as_recorded(v1::Entry entry) {
    entry.clear_withdrawn_on();
    entry.clear_withdrawn_because();
    entry.clear_withdrawn_by();
    return entry.SerializeAsString();
}

WALKS_HOLD(ProcedureInvariant, EntriesAreNeverChangedAndWithdrawnOnce) {
    Walk walk;
    walk.on_event = [](const v1::Procedure& before, const Row&, const v1::Procedure& after) {
        RC_ASSERT(after.entries_size() >= before.entries_size());
        for (int i = 0; i < before.entries_size(); ++i) {
            RC_ASSERT(as_recorded(before.entries(i)) == as_recorded(after.entries(i)));
            if (!before.entries(i).withdrawn_on().empty()) {
                RC_ASSERT(
                    before.entries(i).SerializeAsString() == after.entries(i).SerializeAsString()
                );
            }
        }
    };
    walk.take(any_work());
}

WALKS_HOLD(ProcedureInvariant, AtMostOneStandsOnAnyDayWhereTheRecordSaysOnce) {
    Walk walk;
    walk.take(any_work());
    const auto& entries = walk.desk.state.entries();
    for (const auto& begun : entries) {
        std::map<std::pair<std::string, std::string>, int> standing;
        for (const auto& entry : entries) {
            const bool once = entry.record() == "terms" || entry.record() == "member" ||
                              entry.record() == "consent";
            if (once && stands(entry, begun.effective_on())) {
                const auto number = ++standing[std::pair(entry.record(), entry.key())];
                RC_ASSERT(number == 1);
            }
        }
    }
}

WALKS_HOLD(ProcedureInvariant, TheStateIsTheFoldOfTheRecord) {
    Walk walk;
    walk.take(any_work());
    v1::Procedure replayed;
    replayed.set_name(walk.desk.state.name());
    for (const auto& row : walk.desk.record) {
        apply(replayed, row.event, row.recorded);
    }
    RC_ASSERT(replayed.SerializeAsString() == walk.desk.state.SerializeAsString());
}

// The properties above would hold of walks that go nowhere. These go everywhere.
TEST(ProcedureWalks, ReachEveryStageAndEveryKindOfEvent) {
    std::map<std::string, int> seen;
    rc::detail::TestParams params;
    params.seed = 7;
    params.maxSuccess = 200;
    const auto result = rc::detail::checkTestable(
        [&] {
            Walk walk;
            walk.on_event = [&](const v1::Procedure&, const Row& row, const v1::Procedure& after) {
                ++seen[command::type_of(row.event)];
                ++seen[after.stage()];
                for (const auto& gate : row.event.step_taken().step().gates()) {
                    ++seen[gate.override_reason().empty() ? "gate met" : "gate overridden"];
                }
            };
            walk.on_refusal = [&](const base::Error& error) {
                ++seen[std::string{base::to_string(error.code)}];
            };
            walk.take(any_work());
        },
        rc::detail::TestMetadata{},
        params
    );
    EXPECT_TRUE(result.template is<rc::detail::SuccessResult>());
    for (const auto* thing :
         {"entry_recorded",
          "entry_withdrawn",
          "step_taken",
          "deadline_set",
          "deadline_ended",
          "team",
          "deployed",
          "closed",
          "gate met",
          "gate overridden",
          "invalid_argument",
          "failed_precondition",
          "permission_denied",
          "unauthenticated",
          "aborted"}) {
        EXPECT_GT(seen[thing], 0) << thing;
    }
}

// A claim that is false: the walk that shows it is told in words, and is short.
TEST(ProcedureWalks, ShrinkWhatShowsAFaultToAFewPieces) {
    const auto told = property::counterexample_of([] {
        Walk walk;
        walk.on_event = [](const v1::Procedure&, const Row& row, const v1::Procedure&) {
            RC_ASSERT(!row.event.has_entry_withdrawn());
        };
        walk.take(any_work());
    });
    EXPECT_EQ(std::count(told.begin(), told.end(), '{'), 2) << told;
    EXPECT_NE(told.find("withdraw"), std::string::npos) << told;
}

}  // namespace
}  // namespace ladder::procedures

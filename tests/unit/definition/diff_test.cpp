// Differences between two rulesets, in words.
#include "engine/definition/diff.hpp"

#include <gmock/gmock.h>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/definition/load.hpp"
#include "tests/unit/definition/shipped_ruleset.hpp"

namespace ladder::definition {
namespace diff_test {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

v1::RulesetDefinition shipped() {
    return load(shipped_ruleset()).value().definition;
}

std::vector<std::string> lines(
    const v1::RulesetDefinition& before, const v1::RulesetDefinition& after
) {
    std::vector<std::string> words;
    for (const auto& change : diff(before, after)) {
        words.push_back(in_words(change));
    }
    return words;
}

v1::LadderDefinition& ladder(v1::RulesetDefinition& definition, const std::string& id) {
    for (auto& each : *definition.mutable_ladders()) {
        if (each.id() == id) {
            return each;
        }
    }
    throw std::runtime_error{"no ladder " + id};
}

TEST(Diff, FindsNothingBetweenEqualRulesets) {
    EXPECT_THAT(diff(shipped(), shipped()), IsEmpty());
}

TEST(Diff, TellsAFieldOfAGateWithOldAndNew) {
    const auto before = shipped();
    auto after = before;
    auto& move = *ladder(after, "police-force").mutable_transitions(0);
    move.mutable_gates(0)->set_satisfied_by("raise two concerns");
    EXPECT_THAT(
        lines(before, after),
        ElementsAre(StartsWith(
            "ladder police-force, move " + move.from(0) + " -> " + move.to() + ", gate " +
            move.gates(0).id() + ": satisfied_by changed from '"
        ))
    );
}

TEST(Diff, TellsAConditionInTheWordsOfItsYaml) {
    v1::RulesetDefinition before;
    auto& gate = *before.add_ladders()->add_transitions()->add_gates();
    before.mutable_ladders(0)->set_id("l");
    before.mutable_ladders(0)->mutable_transitions(0)->add_from("a");
    before.mutable_ladders(0)->mutable_transitions(0)->set_to("b");
    gate.set_id("g");
    gate.mutable_condition()->mutable_concern()->set_count(1);
    auto after = before;
    after.mutable_ladders(0)
        ->mutable_transitions(0)
        ->mutable_gates(0)
        ->mutable_condition()
        ->mutable_concern()
        ->set_count(2);
    EXPECT_THAT(
        lines(before, after),
        ElementsAre("ladder l, move a -> b, gate g: condition changed from 'concern {count: 1}' to "
                    "'concern {count: 2}'")
    );
}

TEST(Diff, TellsWhatWasAddedAndRemoved) {
    const auto before = shipped();
    auto after = before;
    const auto gone = after.roles(0).id();
    after.mutable_roles()->DeleteSubrange(0, 1);
    auto& added = *after.add_roles();
    added.set_id("new_role");
    added.set_title("A new role");
    EXPECT_THAT(
        lines(before, after),
        ElementsAre(
            "role " + gone + ": removed", "role new_role: added: {id: new_role, title: A new role}"
        )
    );
}

TEST(Diff, TellsSpansOfDeadlines) {
    v1::RulesetDefinition before;
    auto& deadline = *before.add_deadlines();
    deadline.set_id("reply");
    deadline.mutable_due()->set_count(5);
    deadline.mutable_due()->set_unit(v1::TIME_UNIT_WORKING_DAYS);
    auto after = before;
    after.mutable_deadlines(0)->mutable_due()->set_count(10);
    EXPECT_THAT(
        lines(before, after),
        ElementsAre("deadline reply: due changed from '{count: 5, unit: working_days}' to '{count: "
                    "10, unit: working_days}'")
    );
}

TEST(Diff, TellsAnotherOrder) {
    const auto before = shipped();
    auto after = before;
    after.mutable_roles()->SwapElements(0, 1);
    const auto changes = diff(before, after);
    ASSERT_THAT(changes, SizeIs(1));
    EXPECT_EQ(changes[0].what, "order of roles");
}

TEST(Diff, TellsAFieldThatIsNewOrGone) {
    v1::RulesetDefinition before;
    before.set_id("x");
    auto after = before;
    after.set_source("a book");
    EXPECT_THAT(lines(before, after), ElementsAre("ruleset: source is now 'a book'"));
    EXPECT_THAT(lines(after, before), ElementsAre("ruleset: source is gone; it was 'a book'"));
}

}  // namespace diff_test
}  // namespace ladder::definition

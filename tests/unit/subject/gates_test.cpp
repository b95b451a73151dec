// What a move needs, from the ladder and what a dry run finds.
#include "services/console/subject/gates.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "small_rules.hpp"

namespace ladder::subject::test {

namespace gates_test {

using testing::ElementsAre;

v1::UnmetGate unmet(const char* id, const char* override_role = "") {
    v1::UnmetGate gate;
    gate.set_gate(id);
    gate.set_title(id);
    gate.set_explanation("as hmcic sees it");
    gate.set_override_role(override_role);
    return gate;
}

std::vector<std::string> ids_of(const std::vector<GateStanding>& gates, bool met) {
    std::vector<std::string> ids;
    for (const auto& gate : gates) {
        if (gate.met == met) {
            ids.push_back(gate.id);
        }
    }
    return ids;
}

TEST(SubjectGates, WhatIsNotNamedAsUnmetIsMet) {
    const auto titles = small_titles();
    const auto gates = gates_of(
        &small_move(titles),
        v1::SUBJECT_GENERAL,
        {unmet("recommendation"), unmet("told", "hmcic")},
        titles
    );
    EXPECT_THAT(ids_of(gates, true), ElementsAre("decider", "grounds"));
    EXPECT_THAT(ids_of(gates, false), ElementsAre("recommendation", "told"));
    EXPECT_EQ(gates[0].title, "Decided by Chief Inspector");
    EXPECT_EQ(gates[2].explanation, "as Chief Inspector sees it");
    EXPECT_THAT(gates[2].facts, ElementsAre("chief_told"));
    EXPECT_THAT(gates[2].procedures, ElementsAre("improvement-plan"));
    EXPECT_TRUE(gates[3].statutory);
    EXPECT_TRUE(gates[3].asks_concern);
    EXPECT_TRUE(gates[1].asks_recommendation);
}

TEST(SubjectGates, OnlyThePolicyGateOfOnesOwnIsNoBlock) {
    const auto titles = small_titles();
    const auto gates = gates_of(
        &small_move(titles), v1::SUBJECT_GENERAL, {unmet("told", "hmcic"), unmet("grounds")}, titles
    );
    EXPECT_FALSE(blocks(gates[2], {"hmcic", "ppsg_secretariat"}));
    EXPECT_TRUE(blocks(gates[2], {"ppsg_secretariat"}));
    EXPECT_TRUE(blocks(gates[3], {"hmcic"}));
    EXPECT_FALSE(blocks(gates[0], {}));
}

TEST(SubjectGates, AGateMayNotApplyToTheSubject) {
    const auto titles = small_titles();
    const auto gates = gates_of(&small_move(titles), v1::SUBJECT_CONFIDENCE, {}, titles);
    EXPECT_TRUE(gates[2].not_applicable);
    EXPECT_FALSE(gates[3].not_applicable);
}

TEST(SubjectGates, WhatTheFormAsksForIsLeftOutAndWhatTheLadderDoesNotNameIsAdded) {
    const auto titles = small_titles();
    const auto gates = gates_of(
        nullptr,
        v1::SUBJECT_GENERAL,
        {unmet("exceptional_reason"), unmet("open_proposals"), unmet("open_concerns")},
        titles
    );
    EXPECT_THAT(ids_of(gates, false), ElementsAre("open_concerns"));
}

}  // namespace gates_test

}  // namespace ladder::subject::test

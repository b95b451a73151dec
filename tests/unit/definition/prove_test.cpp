// Proofs: what holds of every path, and the shortest that gets round it.
#include "engine/definition/prove.hpp"

#include <gmock/gmock.h>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/definition/from_yaml.hpp"

namespace ladder::definition {
namespace prove_test {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string gate(const std::string& id, const std::string& more) {
    return "{id: " + id + ", title: T, legal_basis: L, satisfied_by: S, " + more + "}";
}

std::string move_of(
    const std::string& from,
    const std::string& to,
    const std::string& gates = "",
    const std::string& more = ""
) {
    return "- {from: [" + from + "], to: " + to + ", decided_by: [chief], gates: [" + gates + "]" +
           more + "}\n";
}

const std::string statutory_x = gate("gx", "kind: statutory, condition: {fact: {id: x}}");
const std::string policy_x = gate("gx", "kind: policy, condition: {fact: {id: x}}");
const std::string down = move_of("b", "a") + move_of("c", "a");
const std::string needs_x =
    "- {id: needs_x, title: X, legal_basis: L, ladders: [l], reaching: [c], kind: statutory, "
    "condition: {fact: {id: x}}}\n";

ProofReport prove_of(const SmallMachines& parts) {
    const Ruleset ruleset{"small", ruleset_from(parts)};
    return prove(ruleset);
}

std::string words_of_proof(const SmallMachines& parts) {
    const Ruleset ruleset{"small", ruleset_from(parts)};
    return in_words(prove(ruleset), ruleset);
}

const std::string closing = "- {from: [asked, answered], to: closed, decided_by: [chief]}\n";
const std::string asking = "- {from: [asked], to: answered, decided_by: [chief]}\n" + closing;

TEST(Prove, ThatAGateOnTheOnlyPathIsPassed) {
    const auto report = prove_of(
        {.ladder_moves = move_of("a", "b") + move_of("b", "c", statutory_x) + down,
         .procedure_moves = asking,
         .requirements = needs_x}
    );
    ASSERT_THAT(report.proofs, SizeIs(1));
    EXPECT_EQ(report.proofs[0].verdict, Verdict::proved);
    EXPECT_THAT(report.proofs[0].guards, ElementsAre("b -> c by gx"));
    EXPECT_THAT(report.proofs[0].subjects, SizeIs(3));
    EXPECT_TRUE(report.holds());
}

TEST(Prove, NamesTheShortestPathThatGetsRoundIt) {
    const SmallMachines parts{
        .ladder_moves =
            move_of("a", "b") + move_of("b", "c", statutory_x) + move_of("a", "c") + down,
        .procedure_moves = asking,
        .requirements = needs_x};
    const auto report = prove_of(parts);
    ASSERT_THAT(report.proofs, SizeIs(1));
    EXPECT_EQ(report.proofs[0].verdict, Verdict::avoided);
    ASSERT_THAT(report.proofs[0].path, SizeIs(1));
    EXPECT_EQ(report.proofs[0].path[0].from, "a");
    EXPECT_FALSE(report.holds());
    const auto words = words_of_proof(parts);
    EXPECT_THAT(words, HasSubstr("NOT PROVED needs_x (statutory; L): X\n"));
    EXPECT_THAT(
        words, HasSubstr("1. A (a) -> C (c), decided by chief; passes no gate that counts")
    );
    EXPECT_THAT(words, HasSubstr("none of it asks for: fact {id: x}"));
    EXPECT_THAT(words, HasSubstr("What this does not prove"));
}

TEST(Prove, CountsAnEarlierMoveOfThePath) {
    const auto report = prove_of(
        {.ladder_moves = move_of("a", "b", statutory_x) + move_of("b", "c") + down,
         .procedure_moves = asking,
         .requirements = needs_x}
    );
    EXPECT_TRUE(report.holds());
}

TEST(Prove, LooksAtSingleMovesWhereItIsToldWhatTheyLeave) {
    auto requirement = needs_x;
    requirement.replace(requirement.find("reaching"), 0, "leaving: [b], ");
    const auto report = prove_of(
        {.ladder_moves = move_of("a", "b", statutory_x) + move_of("b", "c") + down,
         .procedure_moves = asking,
         .requirements = requirement}
    );
    EXPECT_FALSE(report.holds());
}

TEST(Prove, CountsNoPolicyGateForTheLaw) {
    const auto report = prove_of(
        {.ladder_moves = move_of("a", "c", policy_x) + down + move_of("c", "b"),
         .procedure_moves = asking,
         .requirements = needs_x}
    );
    EXPECT_FALSE(report.holds());
}

TEST(Prove, TellsSubjectsApartThatAPolicyGateLeavesOut) {
    auto requirement = needs_x;
    requirement.replace(requirement.find("statutory"), 9, "policy");
    const auto partial =
        gate("gx", "kind: policy, not_for: [confidence], condition: {fact: {id: x}}");
    const SmallMachines parts{
        .ladder_moves = move_of("a", "c", partial) + down + move_of("c", "b"),
        .procedure_moves = asking,
        .requirements = requirement};
    const auto report = prove_of(parts);
    ASSERT_THAT(report.proofs, SizeIs(2));
    EXPECT_EQ(report.proofs[0].verdict, Verdict::proved);
    EXPECT_THAT(
        report.proofs[0].subjects, ElementsAre(v1::SUBJECT_GENERAL, v1::SUBJECT_COUNTER_TERRORISM)
    );
    EXPECT_EQ(report.proofs[1].verdict, Verdict::avoided);
    EXPECT_THAT(report.proofs[1].subjects, ElementsAre(v1::SUBJECT_CONFIDENCE));
    auto forgiving = parts;
    forgiving.requirements.replace(
        forgiving.requirements.find("kind:"), 0, "not_for: [confidence], "
    );
    EXPECT_TRUE(prove_of(forgiving).holds());
}

TEST(Prove, KnowsTheSubjectThatAGateAsksAbout) {
    const auto either = gate(
        "gx",
        "kind: statutory, condition: {any: [{fact: {id: x}}, {subject: {any_of: [confidence]}}]}"
    );
    const auto report = prove_of(
        {.ladder_moves = move_of("a", "c", either) + down + move_of("c", "b"),
         .procedure_moves = asking,
         .requirements = needs_x}
    );
    ASSERT_THAT(report.proofs, SizeIs(2));
    EXPECT_THAT(report.proofs[1].subjects, ElementsAre(v1::SUBJECT_CONFIDENCE));
    EXPECT_EQ(report.proofs[1].verdict, Verdict::avoided);
}

TEST(Prove, TakesARecommendationForAGate) {
    const auto report = prove_of(
        {.ladder_moves =
             move_of("a", "c", "", ", recommended_by: [board]") + down + move_of("c", "b"),
         .procedure_moves = asking,
         .requirements = "- {id: r, title: R, legal_basis: L, ladders: [l], reaching: [c], kind: "
                         "policy, condition: {recommendation: {by: [board]}}}\n"}
    );
    EXPECT_TRUE(report.holds());
}

// The ladder asks that the procedure came to `answered`; what that takes is the procedure's to ask.
const std::string rests_on_p = gate(
    "answered", "kind: statutory, condition: {procedure: {definition: p, reached: [answered]}}"
);
const std::string needs_r =
    "- {id: needs_r, title: R, legal_basis: L, ladders: [l], procedures: [p], reaching: [c, "
    "answered], kind: statutory, condition: {record: {id: r}}}\n";
const std::string statutory_r = gate("gr", "kind: statutory, condition: {record: {id: r}}");

TEST(Prove, LetsALadderRestOnTheProofOfAProcedure) {
    const auto report = prove_of(
        {.ladder_moves = move_of("a", "c", rests_on_p) + down + move_of("c", "b"),
         .procedure_moves = move_of("asked", "answered", statutory_r) + closing,
         .requirements = needs_r}
    );
    ASSERT_THAT(report.proofs, SizeIs(2));
    EXPECT_TRUE(report.holds());
    EXPECT_THAT(report.proofs[0].guards, ElementsAre("a -> c by answered"));
}

TEST(Prove, LetsNoLadderRestOnAProcedureThatFails) {
    const auto report = prove_of(
        {.ladder_moves = move_of("a", "c", rests_on_p) + down + move_of("c", "b"),
         .procedure_moves = asking,
         .requirements = needs_r}
    );
    ASSERT_THAT(report.proofs, SizeIs(2));
    EXPECT_EQ(report.proofs[0].verdict, Verdict::avoided);
    EXPECT_EQ(report.proofs[1].verdict, Verdict::avoided);
    ASSERT_THAT(report.proofs[1].path, SizeIs(2));
    EXPECT_EQ(report.proofs[1].path[0].from, "");
}

TEST(Prove, CountsTheGatesOfAStart) {
    const auto report = prove_of(
        {.ladder_moves = move_of("a", "b") + move_of("b", "c") + down,
         .procedure_moves = asking,
         .start_gates = "[" + statutory_x + "]",
         .requirements = "- {id: s, title: S, legal_basis: L, procedures: [p], reaching: [asked], "
                         "kind: statutory, condition: {fact: {id: x}}}\n"}
    );
    EXPECT_TRUE(report.holds());
    EXPECT_THAT(report.proofs[0].guards, ElementsAre("start -> asked by gx"));
}

// Entries of `sent` may be made at any stage that does not end the procedure, of `reply` at one.
std::string records_with(const std::string& gates_of_sent) {
    return "[{id: sent, title: S, gates: [" + gates_of_sent +
           "]}, {id: reply, title: R, only_at: [answered]}]";
}
const std::string sent_needs_x =
    "- {id: s, title: S, legal_basis: L, procedures: [p], reaching: [record sent], kind: policy, "
    "condition: {fact: {id: x}}}\n";

TEST(Prove, CountsTheGatesOfAnEntry) {
    const auto report = prove_of(
        {.ladder_moves = move_of("a", "b") + move_of("b", "c") + down,
         .procedure_moves = asking,
         .records = records_with(policy_x),
         .requirements = sent_needs_x}
    );
    ASSERT_THAT(report.proofs, SizeIs(1));
    EXPECT_EQ(report.proofs[0].verdict, Verdict::proved);
    EXPECT_THAT(
        report.proofs[0].guards,
        ElementsAre("asked -> record sent by gx", "answered -> record sent by gx")
    );
    EXPECT_EQ(report.soundness[1].policy_gates, 1);
}

TEST(Prove, NamesTheStageAtWhichAnEntryIsMadeWithoutIt) {
    const auto words = words_of_proof(
        {.ladder_moves = move_of("a", "b") + move_of("b", "c") + down,
         .procedure_moves = asking,
         .records = records_with(""),
         .requirements = sent_needs_x}
    );
    EXPECT_THAT(words, HasSubstr("1. the start -> Asked (asked), when it is started"));
    EXPECT_THAT(words, HasSubstr("2. Asked (asked) -> an entry of sent; passes no gate"));
}

TEST(Prove, CountsTheMovesToTheOnlyStageOfAnEntry) {
    const auto report = prove_of(
        {.ladder_moves = move_of("a", "b") + move_of("b", "c") + down,
         .procedure_moves = move_of("asked", "answered", policy_x) + closing,
         .records = records_with(""),
         .requirements = "- {id: r, title: R, legal_basis: L, procedures: [p], reaching: [record "
                         "reply, record sent], kind: policy, condition: {fact: {id: x}}}\n"}
    );
    ASSERT_THAT(report.proofs, SizeIs(2));
    EXPECT_EQ(report.proofs[0].verdict, Verdict::proved);
    EXPECT_EQ(report.proofs[1].verdict, Verdict::avoided);
}

TEST(Prove, FindsStagesThatCannotBeLeft) {
    const auto report = prove_of(
        {.ladder_moves = move_of("a", "b") + move_of("b", "c") + move_of("b", "a"),
         .procedure_moves = asking}
    );
    ASSERT_THAT(report.soundness, SizeIs(2));
    EXPECT_THAT(report.soundness[0].dead_ends, ElementsAre("c"));
    EXPECT_THAT(report.soundness[1].dead_ends, IsEmpty());  // its last stage ends it
    EXPECT_FALSE(report.holds());
}

}  // namespace prove_test
}  // namespace ladder::definition

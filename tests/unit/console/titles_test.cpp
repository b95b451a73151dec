// What records are called in place of their names.
#include "services/console/titles.hpp"

#include <gtest/gtest.h>

#include "services/console/words.hpp"

namespace ladder::console::test {

namespace titles_test {

Titles two_titles() {
    Titles titles;
    titles.add("peers/a-smith", "Chief Inspector A. Smith");
    titles.add("peers/a", "Somebody else");
    titles.add("bodies/kent", "Kent Police");
    return titles;
}

TEST(Titles, StandForNamesThatAreKnownAndLeaveTheIdOfOthers) {
    EXPECT_EQ(two_titles().of("bodies/kent"), "Kent Police");
    EXPECT_EQ(two_titles().of("bodies/essex"), "essex");
    EXPECT_EQ(two_titles().of("county-council"), "county-council");
}

TEST(Titles, TakeThePlaceOfWholeNamesInAText) {
    EXPECT_EQ(
        two_titles().in_text("For peers/a-smith: no consent (bodies/kent), peers/a-smithson has."),
        "For Chief Inspector A. Smith: no consent (Kent Police), peers/a-smithson has."
    );
    EXPECT_EQ(two_titles().in_text(""), "");
    EXPECT_EQ(two_titles().in_text("peers/a."), "Somebody else.");
}

TEST(Titles, LeaveOutTheIdsThatStandBehindThem) {
    v1::RulesetDefinition rules;
    rules.add_roles()->set_id("hmcic");
    rules.add_ladders()->add_stages()->set_id("peer_support");
    auto titles = two_titles();
    titles.leave_out_ids(definition::Ruleset{"rulesets/small@1", rules});
    EXPECT_EQ(
        titles.in_text("by Chief Inspector (hmcic) only: Peer support (peer_support), (hmcic x)"),
        "by Chief Inspector only: Peer support, (hmcic x)"
    );
    EXPECT_EQ(titles.in_text("hmcic (general)"), "hmcic (general)");
    EXPECT_EQ(titles.in_text("(hmcic) of bodies/kent"), "(hmcic) of Kent Police");
}

TEST(Titles, TakeThePlaceOfIdsThatStandAlone) {
    v1::RulesetDefinition rules;
    auto& stage = *rules.add_ladders()->add_stages();
    stage.set_id("peer_support");
    stage.set_title("Peer support");
    auto& fact = *rules.add_facts();
    fact.set_id("notified_chair");
    fact.set_title("The chair has been told");
    for (const auto* title : {"The plan is drafted", "The letter is drafted"}) {
        auto& procedure = *rules.add_procedures();
        procedure.set_id(title);
        auto& record = *procedure.add_records();
        record.set_id("draft");
        record.set_title(title);
    }
    const definition::Ruleset ruleset{"rulesets/small@1", rules};
    auto titles = two_titles();
    titles.leave_out_ids(ruleset, ruleset.procedure("The letter is drafted"));
    EXPECT_EQ(
        titles.in_text("a move to peer_support; record the fact notified_chair, with its day"),
        "a move to Peer support; record the fact “The chair has been told”, with its day"
    );
    EXPECT_EQ(
        titles.in_text("'The letter is drafted' (draft): record the entry draft of a draft"),
        "'The letter is drafted': record the entry “The letter is drafted” of a draft"
    );
    EXPECT_EQ(titles.in_text("accepts_undertakings"), "accepts_undertakings");
}

TEST(Words, OfTheLawHaveNoMarksOfHowSureTheyAre) {
    EXPECT_EQ(law_in_words("NA 13 (C)"), "NA 13");
    EXPECT_EQ(
        law_in_words("N 47 (C); \"three or more reviews\" is inferred (I)"),
        "N 47; \"three or more reviews\" is inferred"
    );
    EXPECT_EQ(law_in_words("PA s.40(3) (C, practice), NA 1 (C/I)"), "PA s.40(3), NA 1");
    EXPECT_EQ(law_in_words("N 21 (England) (C"), "N 21 (England) (C");
    EXPECT_EQ(law_in_words("s.40(C) (Ceased) (I"), "s.40(C) (Ceased) (I");
    EXPECT_EQ(law_in_words(""), "");
}

TEST(Titles, OfOneCollectionAreGivenByName) {
    const auto peers = two_titles().all("peers/");
    ASSERT_EQ(peers.size(), 2U);
    EXPECT_EQ(peers.begin()->first, "peers/a");
}

TEST(Titles, ThatAreEmptySayNothing) {
    Titles titles;
    titles.add("peers/b", "");
    EXPECT_EQ(titles.of("peers/b"), "b");
}

TEST(Words, OfADefinitionAreReadAsWords) {
    EXPECT_EQ(word_in_words("chief_constable"), "Chief constable");
    EXPECT_EQ(word_in_words(""), "");
}

}  // namespace titles_test

}  // namespace ladder::console::test

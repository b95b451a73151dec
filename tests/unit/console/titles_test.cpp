// What records are called in place of their names.
#include "services/console/titles.hpp"

#include <gtest/gtest.h>

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

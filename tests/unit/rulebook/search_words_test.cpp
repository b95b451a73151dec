// What somebody looks for.
#include "services/console/rulebook/search_words.hpp"

#include <gtest/gtest.h>

namespace ladder::rulebook {

namespace search_words_test {

TEST(SearchWords, MustEachStandInOneText) {
    const SearchWords words{" notts  GENERAL "};
    EXPECT_TRUE(words.are_in({"Notts Police", "general performance"}));
    EXPECT_FALSE(words.are_in({"Notts Police"}));
}

TEST(SearchWords, AreInNothingWhereThereAreNone) {
    EXPECT_FALSE(SearchWords{" ,; "}.are_in({"anything"}));
    EXPECT_FALSE(SearchWords{""}.are_in({""}));
}

TEST(SearchWords, AreTakenAsTheyStand) {
    EXPECT_TRUE(SearchWords{"<b>"}.are_in({"a <b> c"}));
    EXPECT_FALSE(SearchWords{".*"}.are_in({"abc"}));
}

}  // namespace search_words_test

}  // namespace ladder::rulebook

// The word that was probably meant.
#include "engine/definition/suggest.hpp"

#include <gtest/gtest.h>

namespace ladder::definition {
namespace suggest_test {

const std::vector<std::string> keys{"id", "title", "legal_basis", "decided_by", "to"};

TEST(Nearest, FindsTheWordASlipAway) {
    EXPECT_EQ(nearest("legal_bases", keys), "legal_basis");  // one letter changed
    EXPECT_EQ(nearest("legalbasis", keys), "legal_basis");   // one left out
    EXPECT_EQ(nearest("titel", keys), "title");              // neighbours swapped
    EXPECT_EQ(nearest("decided_byy", keys), "decided_by");   // one too many
}

TEST(Nearest, FindsNothingBeyondAThirdOfTheWord) {
    EXPECT_EQ(nearest("tilte", keys), "title");
    EXPECT_EQ(nearest("tixyz", keys), "");
    EXPECT_EQ(nearest("override", keys), "");
    EXPECT_EQ(nearest("", keys), "");
    EXPECT_EQ(nearest(std::string(65, 'a'), {std::string(64, 'a')}), "");
}

TEST(Nearest, TakesTheFirstOfTwoAtTheSameDistance) {
    EXPECT_EQ(nearest("cat", {"car", "cap"}), "car");
}

TEST(Suggest, AsksForTheNearestOrListsWhatIsAllowed) {
    EXPECT_EQ(suggest("titel", keys), "did you mean 'title'?");
    EXPECT_EQ(suggest("gate", {"a", "b"}), "write one of: a, b");
    EXPECT_EQ(suggest("gate", {}), "");
}

TEST(Suggest, ListsTwelveAtMost) {
    std::vector<std::string> many;
    for (int i = 0; i < 14; ++i) {
        many.push_back("word_number_" + std::to_string(i));
    }
    const auto text = suggest("x", many);
    EXPECT_NE(text.find("word_number_11 and 2 more"), std::string::npos) << text;
    EXPECT_EQ(text.find("word_number_12"), std::string::npos) << text;
}

}  // namespace suggest_test
}  // namespace ladder::definition

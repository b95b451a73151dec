// What people are called where the record tells identifiers.
#include "services/console/people.hpp"

#include <gtest/gtest.h>

namespace ladder::console::test {

namespace people_test {

People two_people() {
    return People{std::make_shared<const db::TitlesByPerson>(db::TitlesByPerson{
        {"jane.smith@hmic.example", "Jane Smith"}, {"clerk", "The clerk"}})};
}

v1::Actor actor(const char* person) {
    v1::Actor actor;
    actor.set_person(person);
    return actor;
}

TEST(People, AreCalledByTitleHoweverTheIdentifierWasTyped) {
    EXPECT_EQ(two_people().title("jane.smith@hmic.example"), "Jane Smith");
    EXPECT_EQ(two_people().title("Jane.Smith@HMIC.example"), "Jane Smith");
}

TEST(People, WhoAreNotRegisteredKeepTheIdentifier) {
    EXPECT_EQ(two_people().title("Jane@hmic.example"), "Jane@hmic.example");
    EXPECT_EQ(two_people().title(""), "");
    EXPECT_EQ(People{}.title("jane.smith@hmic.example"), "jane.smith@hmic.example");
}

TEST(People, AreMeantByTheirNameInWhateverCase) {
    EXPECT_EQ(two_people().identifier("Jane Smith"), "jane.smith@hmic.example");
    EXPECT_EQ(two_people().identifier("jane smith"), "jane.smith@hmic.example");
    EXPECT_EQ(two_people().identifier("Jane.Smith@hmic.example"), "Jane.Smith@hmic.example");
    EXPECT_EQ(two_people().identifier("Jane Smithers"), "Jane Smithers") << "no account is needed";
    EXPECT_EQ(People{}.identifier("Jane Smith"), "Jane Smith");
}

TEST(People, AreMeantByTheirIdentifierBeforeTheirName) {
    const People people{std::make_shared<const db::TitlesByPerson>(db::TitlesByPerson{
        {"clerk", "Ann"}, {"zoe", "Clerk"}})};
    EXPECT_EQ(people.identifier("clerk"), "clerk") << "nobody is taken for another by a title";
}

TEST(People, AreToldWithTheCapacityInWhichTheyActed) {
    const auto jane = actor("jane.smith@hmic.example");
    EXPECT_EQ(two_people().in_words(jane, "PPSG chair"), "Jane Smith, PPSG chair");
    EXPECT_EQ(two_people().in_words(jane, ""), "Jane Smith");
}

TEST(People, AreCalledByTitleInSentences) {
    const auto in_text = [](const char* sentence) { return two_people().in_text(sentence); };
    EXPECT_EQ(
        in_text("It was changed by jane.smith@hmic.example."), "It was changed by Jane Smith."
    );
    EXPECT_EQ(
        in_text("(jane.smith@hmic.example, 'Jane.Smith@hmic.example'): no"),
        "(Jane Smith, 'Jane Smith'): no"
    );
    EXPECT_EQ(in_text("ajane.smith@hmic.example. And"), "ajane.smith@hmic.example. And");
    EXPECT_EQ(in_text("The clerk met a clerk..."), "The clerk met a clerk...")
        << "a word is no identifier";
    EXPECT_EQ(in_text(".@. @ \n"), ".@. @ \n");
    EXPECT_EQ(in_text(""), "");
}

}  // namespace people_test

}  // namespace ladder::console::test

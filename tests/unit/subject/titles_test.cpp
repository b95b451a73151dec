// Titles in place of ids.
#include "services/console/subject/titles.hpp"

#include <gtest/gtest.h>

#include "small_rules.hpp"

namespace ladder::subject::test {

TEST(SubjectTitles, WhatIsNamedHasItsTitleAndWhatIsNotStays) {
    const auto titles = small_titles();
    EXPECT_EQ(titles.stage("force", "calm"), "Self-improvement");
    EXPECT_EQ(titles.alias("force", "calm"), "PPSG stage 1");
    EXPECT_EQ(titles.alias("force", "peer_support"), "");
    EXPECT_EQ(titles.role("nobody"), "nobody");
    EXPECT_EQ(titles.field("improvement-plan", "examination", "verdict"), "Verdict");
    EXPECT_EQ(titles.field("improvement-plan", "examination", "other_one"), "other one");
    EXPECT_EQ(Titles{nullptr}.stage("force", "calm"), "calm");
}

TEST(SubjectTitles, SentencesHaveNoIds) {
    const auto titles = small_titles();
    const auto plain = [&](const char* sentence) { return titles.plain(sentence); };
    EXPECT_EQ(plain("by Chair of the group (ppsg_chair) only"), "by Chair of the group only");
    EXPECT_EQ(plain("move to peer_support by hmcic."), "move to Peer support by Chief Inspector.");
    EXPECT_EQ(
        plain("record the fact chief_told, with its date"),
        "record the fact “The chief constable has been told”, with its date"
    );
    EXPECT_EQ(plain("Recorded: 'x' (f5, 15 December 2009)."), "Recorded: 'x' (15 December 2009).");
    EXPECT_EQ(
        plain("procedures/kent-improvement-plan-1 stands at not_convincing"),
        "Improvement plan stands at Not convincing"
    );
    EXPECT_EQ(
        plain("opened for bodies/kent, in cases/kent-general-1"), "opened for kent, in the case"
    );
}

TEST(SubjectTitles, PeopleAreCalledByTitle) {
    const auto titles = small_titles(console::People{
        std::make_shared<const db::TitlesByPerson>(db::TitlesByPerson{{"denis@x", "Denis Cole"}})});
    v1::Actor denis;
    denis.set_person("denis@x");
    EXPECT_EQ(titles.actor(denis), "Denis Cole");
    denis.set_capacity("hmcic");
    EXPECT_EQ(titles.actor(denis), "Denis Cole, Chief Inspector");
    EXPECT_EQ(
        titles.plain("Decision d1: denis@x decided as hmcic"),
        "Decision: Denis Cole decided as Chief Inspector"
    );
}

TEST(SubjectTitles, ItemsHaveNoIds) {
    const auto titles = small_titles();
    EXPECT_EQ(
        titles.plain("Fact f6 recorded: chief_told"),
        "Fact recorded: “The chief constable has been told”"
    );
    EXPECT_EQ(titles.plain("Decision d1: denis@x decided"), "Decision: denis@x decided");
    EXPECT_EQ(titles.plain("section s40 stays"), "section s40 stays");
}

TEST(SubjectTitles, WordsThatAreNoIdsStay) {
    const auto titles = small_titles();
    for (const std::string sentence :
         {"hmcic@hmic.example decided",
          "It stays calm, year-after-year (at most 0.001).",
          "7.06 per 1,000 population",
          "/x/",
          ""}) {
        EXPECT_EQ(titles.plain(sentence), sentence);
    }
}

TEST(SubjectTitles, SeveritiesAreWords) {
    EXPECT_EQ(severity_in_words(v1::SEVERITY_CONCERN), "Concern");
    EXPECT_EQ(severity_in_words(v1::SEVERITY_SERIOUS), "Serious");
}

}  // namespace ladder::subject::test

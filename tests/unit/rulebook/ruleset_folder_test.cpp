// The folder of a ruleset in what a browser sends, and what is told of it.
#include "services/console/rulebook/ruleset_folder.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/base/sha256.hpp"
#include "services/console/rulebook/carried.hpp"
#include "services/console/sources.hpp"

namespace ladder::rulebook::test {

namespace ruleset_folder_test {

FolderFiles files(const std::vector<std::string>& paths) {
    FolderFiles all;
    for (const auto& path : paths) {
        const auto name = path.substr(path.rfind('/') + 1);
        all.emplace(path, console::Upload{name, "text/plain", "id: " + name});
    }
    return all;
}

std::vector<std::string> paths_of(const RulesetFolder& folder) {
    std::vector<std::string> paths;
    for (const auto& file : folder.files) {
        paths.push_back(file.path);
    }
    return paths;
}

TEST(RulesetFolder, IsTheOneThatHoldsTheHeading) {
    const auto found = ruleset_folder(files(
        {"rules/README.md",
         "rules/mine/ruleset.yaml",
         "rules/mine/README.md",
         "rules/mine/ladders/a.yaml",
         "rules/mine/letters/b.mustache",
         "rules/mine/tests/c.yaml"}
    ));
    EXPECT_EQ(found.refusal, "");
    EXPECT_THAT(
        paths_of(found),
        testing::ElementsAre("ladders/a.yaml", "letters/b.mustache", "ruleset.yaml")
    );
    EXPECT_EQ(found.left_out, 3U);
}

TEST(RulesetFolder, MayBeChosenFileByFile) {
    EXPECT_THAT(
        paths_of(ruleset_folder(files({"ruleset.yaml", "roles.yaml"}))),
        testing::ElementsAre("roles.yaml", "ruleset.yaml")
    );
}

TEST(RulesetFolder, IsRefusedWhereThereIsNoneOrMoreThanOne) {
    EXPECT_EQ(ruleset_folder({}).refusal, "files.missing");
    EXPECT_EQ(ruleset_folder(files({"rules/roles.yaml"})).refusal, "files.no_ruleset");
    EXPECT_EQ(ruleset_folder(files({"a/ruleset.yaml", "b/ruleset.yaml"})).refusal, "files.several");
}

TEST(CheckedRuleset, TellsEveryErrorOfReadingWithItsPlaceAndFix) {
    const auto checked = checked_ruleset(
        {{"ruleset.yaml", "id: mine\ntitle: Mine\neffective_from: 2009-04-01\nsuorce: x\n"},
         {"roles.yaml", "- id: a\n  titel: A\n"}}
    );
    ASSERT_EQ(checked.errors, 2U);
    EXPECT_EQ(checked.findings[0].issue.file(), "roles.yaml");
    EXPECT_EQ(checked.findings[0].issue.line(), 2);
    EXPECT_EQ(checked.findings[0].issue.column(), 3);
    EXPECT_THAT(checked.findings[1].issue.fix(), testing::HasSubstr("source"));
}

TEST(CheckedRuleset, TellsWhatTheCheckFindsWhereTheFilesReadWell) {
    const auto checked = checked_ruleset(
        {{"ruleset.yaml", "id: mine\ntitle: Mine\neffective_from: 2009-04-01\nsource: x\n"}}
    );
    EXPECT_GT(checked.errors, 0U) << "a ruleset without a ladder is none";
    EXPECT_EQ(checked.definition.id(), "mine");
}

TEST(ChangeTable, ShowsOfLongValuesWhatDiffers) {
    const console::Templates templates{
        console::templates_embedded(), console::texts_embedded(), "en"};
    const std::string long_head(200, 'a');
    const auto table = change_table(
        templates,
        {{definition::ChangeKind::changed,
          "trigger x",
          "raise_when",
          long_head + " and then at least 10, for ever",
          long_head + " and then at least 12, for ever"},
         {definition::ChangeKind::added, "", "title", "", "New"},
         {definition::ChangeKind::changed, "role x", "title", "a b", "a"}}
    );
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_THAT(table.rows[0][2].text, testing::HasSubstr("at least 10, for ever"));
    EXPECT_THAT(table.rows[0][3].text, testing::HasSubstr("at least 12, for ever"));
    EXPECT_EQ(table.rows[1][0].text, "The ruleset");
    EXPECT_EQ(table.rows[1][2].text, "");
    EXPECT_EQ(table.rows[1][3].text, "New");
    EXPECT_EQ(table.rows[2][2].text, "a b");
    EXPECT_EQ(table.rows[2][3].text, "a");
}

TEST(Carried, ComesBackAsItWasSentAndNothingElseDoes) {
    const std::string bytes{"\0\xff\r\n a", 6};
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    EXPECT_EQ(from_base64("*"), "");
    EXPECT_EQ(from_base64(""), "");
    EXPECT_EQ(base::sha256("").size(), 32U);
}

}  // namespace ruleset_folder_test

}  // namespace ladder::rulebook::test

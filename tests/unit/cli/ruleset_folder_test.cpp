// A ruleset's folder as texts.
#include "services/cli/ruleset_folder.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace ladder::cli {
namespace ruleset_folder_test {

void write(const std::filesystem::path& path, std::string_view text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << text;
}

TEST(RulesetFolder, GivesItsDefinitionsInOrderOfPathAndLeavesTheRest) {
    const tests::TemporaryFolder folder;
    write(folder.path() / "triggers/b.yaml", "b");
    write(folder.path() / "ruleset.yaml", "r");
    write(folder.path() / "README.md", "for people");
    write(folder.path() / "tests/a.yaml", "a test");
    const auto files = read_ruleset_folder(folder.path());
    ASSERT_TRUE(files);
    ASSERT_EQ(files->size(), 2U);
    EXPECT_EQ((*files)[0].path, "ruleset.yaml");
    EXPECT_EQ((*files)[1].path, "triggers/b.yaml");
    EXPECT_EQ((*files)[1].text, "b");
}

TEST(RulesetFolder, IsRefusedIfItIsNoneOrEmpty) {
    const tests::TemporaryFolder folder;
    const auto missing = read_ruleset_folder(folder.path() / "none");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, base::Code::not_found);
    const auto empty = read_ruleset_folder(folder.path());
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().code, base::Code::invalid_argument);
}

TEST(ReadFile, KeepsToItsLimitExactly) {
    const tests::TemporaryFolder folder;
    write(folder.path() / "f", "12345");
    EXPECT_EQ(read_file(folder.path() / "f", 5).value(), "12345");
    const auto refused = read_file(folder.path() / "f", 4);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
}

}  // namespace ruleset_folder_test
}  // namespace ladder::cli

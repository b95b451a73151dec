// Where rules and demo data are found.
#include "services/cli/share.hpp"

#include <filesystem>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace ladder::cli {
namespace share_test {

namespace fs = std::filesystem;

TEST(Share, IsFoundBesideAnInstalledBinary) {
    const tests::TemporaryFolder folder;
    fs::create_directories(folder.path() / "share/ladder/rules");
    fs::create_directories(folder.path() / "share/ladder/demo");
    const auto share = find_share("", folder.path() / "bin/ladder");
    ASSERT_TRUE(share);
    EXPECT_EQ(share->rules, folder.path() / "share/ladder/rules");
    EXPECT_EQ(share->demo_data, folder.path() / "share/ladder/demo");
}

TEST(Share, IsFoundInTheSourceTreeOfABuild) {
    const tests::TemporaryFolder folder;
    fs::create_directories(folder.path() / "rules");
    fs::create_directories(folder.path() / "deploy/demo/data");
    const auto share = find_share("", folder.path() / "build/dev/services/cli/ladder");
    ASSERT_TRUE(share);
    EXPECT_EQ(share->rules, folder.path() / "rules");
    EXPECT_EQ(share->demo_data, folder.path() / "deploy/demo/data");
}

TEST(Share, IsTheOneConfiguredOrNone) {
    const tests::TemporaryFolder folder;
    const auto share = find_share(folder.path().string(), "/usr/bin/ladder");
    ASSERT_FALSE(share);
    EXPECT_EQ(share.error().code, base::Code::not_found);
    EXPECT_THAT(share.error().message, testing::HasSubstr(folder.path().string()));
}

TEST(Share, SaysWhereItLooked) {
    const tests::TemporaryFolder folder;
    const auto share = find_share("", folder.path() / "bin/ladder");
    ASSERT_FALSE(share);
    EXPECT_THAT(
        share.error().message, testing::HasSubstr((folder.path() / "share/ladder").string())
    );
}

}  // namespace share_test
}  // namespace ladder::cli

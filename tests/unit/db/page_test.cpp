// Page tokens.
#include "db/page.hpp"

#include <gtest/gtest.h>

namespace ladder::db {
namespace page_test {

TEST(PageToken, GivesBackWhatItHolds) {
    for (const std::vector<std::string>& key :
         {std::vector<std::string>{},
          {"cases/a"},
          {"2011-03-31", "cases/a/proposals/p1"},
          {"", "x", ""}}) {
        const auto token = encode_cursor("cases", {17, key});
        EXPECT_EQ(token.find_first_of("+/="), std::string::npos);
        const auto cursor = decode_cursor("cases", token);
        ASSERT_TRUE(cursor);
        EXPECT_EQ(cursor->bound, 17);
        EXPECT_EQ(cursor->key, key);
    }
}

TEST(PageToken, BeginsAtTheFirstPageWhenEmpty) {
    const auto cursor = decode_cursor("cases", "");
    ASSERT_TRUE(cursor);
    EXPECT_EQ(cursor->bound, -1);
    EXPECT_TRUE(cursor->key.empty());
}

TEST(PageToken, FitsOnlyItsOwnList) {
    const auto token = encode_cursor("cases|stage=a", {1, {"cases/a"}});
    const auto refused = decode_cursor("cases|stage=b", token);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
}

TEST(PageToken, IsRefusedAfterAnyChange) {
    const auto token = encode_cursor("cases", {17, {"cases/a"}});
    for (std::size_t i = 0; i < token.size(); ++i) {
        for (const char letter : {'A', '*', '\0', '_'}) {
            auto changed = token;
            changed[i] = letter;
            // The last letter holds bits that are not used.
            if (changed != token && i + 1 < token.size()) {
                EXPECT_FALSE(decode_cursor("cases", changed)) << i;
            }
        }
        EXPECT_FALSE(i > 0 && decode_cursor("cases", token.substr(0, i))) << i;
    }
    EXPECT_FALSE(decode_cursor("cases", std::string(5000, 'A')));
}

TEST(PageSize, HasABoundAndANormal) {
    EXPECT_EQ(*page_size_of({0, ""}, 100, 1000), 100);
    EXPECT_EQ(*page_size_of({1, ""}, 100, 1000), 1);
    EXPECT_EQ(*page_size_of({1000, ""}, 100, 1000), 1000);
    EXPECT_FALSE(page_size_of({1001, ""}, 100, 1000));
    EXPECT_FALSE(page_size_of({-1, ""}, 100, 1000));
}

}  // namespace page_test
}  // namespace ladder::db

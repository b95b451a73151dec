// What is said once: readable for one session, and for nobody else.
#include "services/console/notice.hpp"

#include <gtest/gtest.h>

namespace ladder::console::test {

namespace notice_test {

Notice made() {
    Notice notice{"token_made", {}};
    notice.values.set("secret", "ladder_abc &=");
    return notice;
}

TEST(Notice, IsOpenedByItsSession) {
    const auto opened = open_notice(seal_notice(made(), "one"), "one");
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->kind, "token_made");
    EXPECT_EQ(opened->values.value("secret"), "ladder_abc &=");
}

TEST(Notice, IsClosedToOthersAndToWhoeverChangesIt) {
    const auto sealed = seal_notice(made(), "one");
    EXPECT_FALSE(open_notice(sealed, "two").has_value());
    EXPECT_FALSE(open_notice("", "one").has_value());
    EXPECT_FALSE(open_notice("AAAA", "one").has_value());
    EXPECT_FALSE(open_notice("no base64!", "one").has_value());
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(open_notice(changed, "one").has_value()) << i;
    }
}

TEST(Notice, HoldsOnlyCharactersOfACookie) {
    EXPECT_EQ(
        seal_notice(made(), "one")
            .find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"),
        std::string::npos
    );
}

}  // namespace notice_test

}  // namespace ladder::console::test

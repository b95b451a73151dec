// Where a redirect that the browser asked for may lead.
#include "services/console/visit.hpp"

#include <gtest/gtest.h>

namespace ladder::console::test {

namespace visit_test {

class LocalPath : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(LocalPath, LeadsNowhereElse) {
    EXPECT_EQ(local_path(GetParam().first), GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    LocalPath,
    testing::Values(
        std::pair{"/account?x=1", "/account?x=1"},
        std::pair{"", "/"},
        std::pair{"account", "/"},
        std::pair{"//elsewhere.example", "/"},
        std::pair{"/\\elsewhere.example", "/"},
        std::pair{"https://elsewhere.example", "/"},
        std::pair{"/a\r\nSet-Cookie: b=c", "/"},
        std::pair{"/a b", "/"},
        std::pair{"/\xC3\xA9", "/"}
    )
);

}  // namespace visit_test

}  // namespace ladder::console::test

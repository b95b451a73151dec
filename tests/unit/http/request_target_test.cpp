// Targets and hosts of requests.
#include "services/http/request_target.hpp"

#include <gtest/gtest.h>

namespace ladder::http::test {

namespace request_target_test {

TEST(RequestTarget, IsSplitAtTheQuestionMark) {
    const auto target = split_target("/a/b?c=d?e#f");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/a/b");
    EXPECT_EQ(target->query, "c=d?e");
    EXPECT_EQ(split_target("/")->query, "");
}

TEST(RequestTarget, MayBeAbsolute) {
    EXPECT_EQ(split_target("http://localhost:1/a?b")->path, "/a");
    EXPECT_EQ(split_target("http://localhost")->path, "/");
}

TEST(RequestTarget, IsRefusedInOtherForms) {
    for (const auto* bad : {"", "*", "a", "localhost:443", "ftp://x/"}) {
        EXPECT_FALSE(split_target(bad)) << bad;
    }
}

TEST(LoopbackHost, IsToldFromOthers) {
    for (const auto* host :
         {"localhost",
          "LOCALHOST:80",
          "127.0.0.1",
          "127.0.0.1:8700",
          "127.1.2.3",
          "[::1]",
          "[::1]:80"}) {
        EXPECT_TRUE(is_loopback_host(host)) << host;
    }
    for (const auto* host :
         {"",
          ":80",
          "evil.example",
          "localhost.evil.example",
          "127.evil.example",
          "127.0.0.1.evil.example",
          "[::2]",
          "::1",
          "localhost:80:80",
          "10.0.0.1",
          "localhost:http"}) {
        EXPECT_FALSE(is_loopback_host(host)) << host;
    }
}

}  // namespace request_target_test

}  // namespace ladder::http::test

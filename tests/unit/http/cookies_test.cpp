// Cookies as browsers send them and as they are told to keep them.
#include "services/http/cookies.hpp"

#include <gtest/gtest.h>

namespace ladder::http::test {

namespace {

constexpr Cookie plain_cookie{"id", false};
constexpr Cookie secure_cookie{"id", true};

Request with_cookies(std::vector<std::string> values) {
    Request request;
    for (auto& value : values) {
        request.headers.push_back({"cookie", std::move(value)});
    }
    return request;
}

struct CookieCase {
    const char* name;
    std::vector<std::string> sent;
    std::string_view value;
};

class CookieOf : public testing::TestWithParam<CookieCase> {};

TEST_P(CookieOf, IsTheOneOfItsName) {
    EXPECT_EQ(cookie_of(with_cookies(GetParam().sent), plain_cookie), GetParam().value);
}

// clang-format off
const CookieCase cookie_cases[]{
    {"None", {}, ""},
    {"Alone", {"id=7"}, "7"},
    {"AmongOthers", {"a=b; id=7; c=d"}, "7"},
    {"WithoutBlanks", {"a=b;id=7;c=d"}, "7"},
    {"InASecondHeader", {"a=b", "id=7"}, "7"},
    {"WithAnEqualsSign", {"id=7=8"}, "7=8"},
    {"OfALongerName", {"id2=7; xid=8"}, ""},
    {"OfAnotherCase", {"ID=7"}, ""},
    {"WithoutAValue", {"id"}, ""},
    {"Twice", {"id=7; id=8"}, ""},
    {"TwiceTheSecondEmpty", {"id=7; id="}, ""},
    {"OnlyMarks", {";;;=;;"}, ""},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, CookieOf, testing::ValuesIn(cookie_cases), [](const auto& test) {
    return test.param.name;
});

TEST(Cookies, OfHttpsAreThisHostsAlone) {
    const auto request = with_cookies({"id=7; __Host-id=8"});
    EXPECT_EQ(cookie_of(request, secure_cookie), "8");
    EXPECT_EQ(cookie_of(request, plain_cookie), "7");
}

TEST(Cookies, AreKeptFromScriptsAndOtherSites) {
    EXPECT_EQ(
        set_cookie(secure_cookie, "8").value, "__Host-id=8; Path=/; HttpOnly; SameSite=Lax; Secure"
    );
    EXPECT_EQ(
        set_cookie(plain_cookie, "8", std::chrono::seconds{600}).value,
        "id=8; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"
    );
    EXPECT_EQ(
        end_cookie(secure_cookie).value,
        "__Host-id=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0"
    );
}

}  // namespace

}  // namespace ladder::http::test

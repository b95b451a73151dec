// Tokens: which are taken, and each reason why others are not.
#include "services/access/oidc/jwt.hpp"

#include <gmock/gmock.h>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/unit/oidc/signer.hpp"

namespace ladder::oidc {
namespace jwt_test {

using testing::HasSubstr;
using namespace std::string_literals;

constexpr std::int64_t now_s = 1'290'772'800;  // 26 November 2010, noon
const std::vector<Algorithm> allowed{Algorithm::es256, Algorithm::rs256};

Expected expected() {
    Expected claims;
    claims.issuer = "https://id.example";
    claims.audience = "ladder";
    claims.now = base::from_micros(now_s * 1'000'000);
    claims.nonce = "n-1";
    return claims;
}

// The claims of a token that is taken, with what each case says in their place; "": left out.
std::string claims_of(std::map<std::string, std::string> changed) {
    std::map<std::string, std::string> members{
        {"iss", R"("https://id.example")"},
        {"sub", R"("7")"},
        {"aud", R"("ladder")"},
        {"exp", std::to_string(now_s + 300)},
        {"iat", std::to_string(now_s)},
    };
    for (auto& [name, json] : changed) {
        members[name] = json;
    }
    std::string text;
    for (const auto& [name, json] : members) {
        if (!json.empty()) {
            text += fmt::format("{}\"{}\":{}", text.empty() ? "" : ",", name, json);
        }
    }
    return "{" + text + "}";
}

const Signer& signer() {
    static const Signer one{Algorithm::es256, "a"};
    return one;
}

std::string token(const std::string& header, const std::string& claims) {
    return signer().sign(header, claims);
}

// Empty if it is taken, else why not.
std::string refusal(const std::string& text, Use use) {
    const auto jwt = parse_jwt(text, allowed);
    if (!jwt) {
        EXPECT_EQ(jwt.error().code, base::Code::unauthenticated);
        return jwt.error().message;
    }
    const auto subject = check_claims(*jwt, use, expected());
    if (!subject) {
        EXPECT_EQ(subject.error().code, base::Code::unauthenticated);
        return subject.error().message;
    }
    EXPECT_EQ(*subject, "7");
    return "";
}

struct ClaimCase {
    const char* name;
    std::map<std::string, std::string> changed;
    const char* refusal;  // empty: it is taken
};

class AccessToken : public testing::TestWithParam<ClaimCase> {};

TEST_P(AccessToken, IsTakenOrRefused) {
    const auto said =
        refusal(token(signer().header(), claims_of(GetParam().changed)), Use::access_token);
    if (*GetParam().refusal == '\0') {
        EXPECT_EQ(said, "");
    } else {
        EXPECT_THAT(said, HasSubstr(GetParam().refusal));
    }
}

std::string at(std::int64_t seconds) {
    return std::to_string(now_s + seconds);
}

// clang-format off
const ClaimCase claim_cases[]{
    {"Good", {}, ""},
    {"AmongAudiences", {{"aud", R"(["x","ladder"])"}}, ""},
    {"WithAFraction", {{"exp", at(300) + ".5"}}, ""},
    {"OfAnotherIssuer", {{"iss", R"("https://id.example/")"}}, "issuer"},
    {"OfNoIssuer", {{"iss", ""}}, "issuer"},
    {"OfSeveralIssuers", {{"iss", R"(["https://id.example"])"}}, "issuer"},
    {"ForAnother", {{"aud", R"("ladder2")"}}, "audience"},
    {"ForOthers", {{"aud", R"(["x","y"])"}}, "audience"},
    {"ForNobody", {{"aud", ""}}, "audience"},
    {"ForAnEmptyList", {{"aud", "[]"}}, "audience"},
    {"ForAListOfOtherThings", {{"aud", R"(["ladder",7])"}}, "audience"},
    {"EndedWithinTheLeeway", {{"exp", at(-29)}}, ""},
    {"Ended", {{"exp", at(-30)}}, "has ended"},
    {"WithoutEnd", {{"exp", ""}}, "does not say when it ends"},
    {"EndingInWords", {{"exp", '"' + at(300) + '"'}}, "does not say when it ends"},
    {"EndingNever", {{"exp", "1e300"}}, "does not say when it ends"},
    {"EndingBeforeAllTime", {{"exp", "-1"}}, "does not say when it ends"},
    {"IssuedWithinTheLeeway", {{"iat", at(30)}}, ""},
    {"IssuedInTheFuture", {{"iat", at(31)}}, "in the future"},
    {"IssuedNever", {{"iat", ""}}, "when it was issued"},
    {"GoodWithinTheLeeway", {{"nbf", at(30)}}, ""},
    {"NotGoodYet", {{"nbf", at(31)}}, "not good yet"},
    {"GoodFromWords", {{"nbf", R"("now")"}}, "not good yet"},
    {"WithoutSubject", {{"sub", ""}}, "no subject"},
    {"OfAnEmptySubject", {{"sub", R"("")"}}, "no subject"},
    {"OfANumber", {{"sub", "7"}}, "no subject"},
    {"OfALongSubject", {{"sub", '"' + std::string(256, '7') + '"'}}, "no subject"},
    {"OfASignIn", {{"nonce", R"("n-1")"}}, "no access token"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, AccessToken, testing::ValuesIn(claim_cases), [](const auto& test) {
    return test.param.name;
});

class IdToken : public testing::TestWithParam<ClaimCase> {};

TEST_P(IdToken, IsTakenOrRefused) {
    auto changed = GetParam().changed;
    changed.emplace("nonce", R"("n-1")");
    const auto said = refusal(token(signer().header(), claims_of(changed)), Use::id_token);
    if (*GetParam().refusal == '\0') {
        EXPECT_EQ(said, "");
    } else {
        EXPECT_THAT(said, HasSubstr(GetParam().refusal));
    }
}

// clang-format off
const ClaimCase id_cases[]{
    {"Good", {}, ""},
    {"IssuedToUs", {{"azp", R"("ladder")"}}, ""},
    {"IssuedToUsAmongAudiences", {{"azp", R"("ladder")"}, {"aud", R"(["x","ladder"])"}}, ""},
    {"IssuedToAnother", {{"azp", R"("x")"}}, "another party"},
    {"IssuedToANumber", {{"azp", "7"}}, "another party"},
    {"AmongAudiencesIssuedToNobody", {{"aud", R"(["x","ladder"])"}}, "another party"},
    {"OfAnotherSignIn", {{"nonce", R"("n-2")"}}, "another sign-in"},
    {"OfNoSignIn", {{"nonce", ""}}, "another sign-in"},
    {"Ended", {{"exp", at(-30)}}, "has ended"},
    {"ForAnother", {{"aud", R"("x")"}}, "audience"},
    {"OfAnotherIssuer", {{"iss", R"("http://id.example")"}}, "issuer"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, IdToken, testing::ValuesIn(id_cases), [](const auto& test) {
    return test.param.name;
});

struct HeaderCase {
    const char* name;
    std::string header;
    const char* refusal;
};

class JwtHeader : public testing::TestWithParam<HeaderCase> {};

TEST_P(JwtHeader, IsTakenOrRefused) {
    const auto said = refusal(token(GetParam().header, claims_of({})), Use::access_token);
    if (*GetParam().refusal == '\0') {
        EXPECT_EQ(said, "");
    } else {
        EXPECT_THAT(said, HasSubstr(GetParam().refusal));
    }
}

// clang-format off
const HeaderCase header_cases[]{
    {"Plain", R"({"alg":"ES256","kid":"a"})", ""},
    {"Nameless", R"({"alg":"ES256"})", ""},
    {"OfAnAccessToken", R"({"alg":"ES256","typ":"at+jwt"})", ""},
    {"OfAnAccessTokenInFull", R"({"alg":"ES256","typ":"application/AT+JWT"})", ""},
    {"OfAJwt", R"({"alg":"ES256","typ":"JWT"})", ""},
    {"OfALogoutToken", R"({"alg":"ES256","typ":"logout+jwt"})", "no access token"},
    {"None", R"({"alg":"none"})", "algorithm"},
    {"NoneInCapitals", R"({"alg":"NONE"})", "algorithm"},
    {"Symmetric", R"({"alg":"HS256","kid":"a"})", "algorithm"},
    {"NotAllowedHere", R"({"alg":"EdDSA","kid":"a"})", "algorithm"},
    {"Missing", R"({"kid":"a"})", "algorithm"},
    {"Number", R"({"alg":7})", "algorithm"},
    {"List", R"({"alg":["ES256"]})", "algorithm"},
    {"Twice", R"({"alg":"ES256","alg":"none"})", "JSON"},
    {"TwiceByEscape", R"({"alg":"ES256","\u0061lg":"none"})", "JSON"},
    {"Critical", R"({"alg":"ES256","crit":["exp"],"exp":1})", "extension"},
    {"CriticalOfNothing", R"({"alg":"ES256","crit":[]})", "extension"},
    {"Unencoded", R"({"alg":"ES256","b64":false,"crit":["b64"]})", "extension"},
    {"KeyOfANumber", R"({"alg":"ES256","kid":7})", "kid"},
    {"KeyOfNoName", R"({"alg":"ES256","kid":""})", "kid"},
    {"Array", "[]", "JSON"},
    {"Text", R"("ES256")", "JSON"},
    {"Nothing", "", "JSON"},
    {"More", R"({"alg":"ES256"}{})", "JSON"},
    {"Deep", "{\"x\":" + std::string(40, '[') + std::string(40, ']') + "}", "JSON"},
    {"NotUtf8", "{\"alg\":\"ES256\",\"x\":\"\xFF\"}", "JSON"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, JwtHeader, testing::ValuesIn(header_cases), [](const auto& test) {
    return test.param.name;
});

TEST(Jwt, IsRefusedUnlessItIsOfThreePartsOfStrictBase64Url) {
    const auto good = token(signer().header(), claims_of({}));
    ASSERT_EQ(refusal(good, Use::access_token), "");
    const auto first = good.find('.');
    const auto last = good.rfind('.');
    for (const auto& text :
         {""s,
          "."s,
          ".."s,
          "a"s,
          good.substr(0, last),
          good + ".x",
          good + "=",
          good + "\n",
          " " + good,
          good.substr(0, first) + "=" + good.substr(first),
          good.substr(0, first) + "+" + good.substr(first),
          good.substr(0, last + 1) + std::string(3, '\0'),
          // Five parts are an encrypted token.
          good + "." + good}) {
        EXPECT_NE(refusal(text, Use::access_token), "") << text;
    }
    // The last character's spare bits must be zero: one token, one text.
    auto spare = token(R"({"alg":"ES256" })", claims_of({}));
    const auto end = spare.find('.');
    ASSERT_NE(end % 4, 0U);
    ++spare[end - 1];
    EXPECT_THAT(refusal(spare, Use::access_token), HasSubstr("base64url"));
}

TEST(Jwt, IsRefusedIfItIsTooLong) {
    const auto huge =
        token(signer().header(), claims_of({{"x", '"' + std::string(jwt_bytes_max, 'x') + '"'}}));
    EXPECT_THAT(refusal(huge, Use::access_token), HasSubstr("too long"));
    EXPECT_THAT(refusal(std::string(10'000'000, '.'), Use::id_token), HasSubstr("too long"));
}

TEST(Jwt, OfAnotherUseIsNotTaken) {
    const auto nonce = std::map<std::string, std::string>{{"nonce", R"("n-1")"}};
    const auto access = token(R"({"alg":"ES256","typ":"at+jwt"})", claims_of(nonce));
    EXPECT_THAT(refusal(access, Use::id_token), HasSubstr("no ID token"));
    const auto id = token(signer().header(), claims_of(nonce));
    EXPECT_EQ(refusal(id, Use::id_token), "");
    EXPECT_THAT(refusal(id, Use::access_token), HasSubstr("no access token"));
}

TEST(Jwt, NeedsTheNonceOfAnAttempt) {
    const auto jwt = parse_jwt(token(signer().header(), claims_of({{"nonce", R"("")"}})), allowed);
    auto none = expected();
    none.nonce.clear();
    EXPECT_FALSE(check_claims(*jwt, Use::id_token, none)) << "an empty one is none";
}

}  // namespace jwt_test
}  // namespace ladder::oidc

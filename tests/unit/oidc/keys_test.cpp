// Which keys of a provider count, and what they have signed.
#include "services/access/oidc/keys.hpp"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "services/access/oidc/jwt.hpp"
#include "services/http/json_text.hpp"
#include "tests/unit/oidc/signer.hpp"

namespace ladder::oidc {
namespace keys_test {

constexpr std::array every{Algorithm::rs256, Algorithm::ps256, Algorithm::es256, Algorithm::eddsa};

std::string set_of(const std::vector<std::string>& keys) {
    return fmt::format(R"({{"keys":[{}]}})", fmt::join(keys, ","));
}

std::size_t count_in(const std::vector<std::string>& keys) {
    const auto set = parse_key_set(set_of(keys));
    return set ? set->size() : 0;
}

Signature signature_of(const std::string& token, const KeySet& keys) {
    const auto jwt = parse_jwt(token, {every.begin(), every.end()});
    return jwt ? check_signature(*jwt, keys) : Signature::bad;
}

class EachAlgorithm : public testing::TestWithParam<Algorithm> {};

TEST_P(EachAlgorithm, IsTakenOfItsOwnKeyAlone) {
    const Signer signer{GetParam(), "a"};
    const Signer other{GetParam(), "a"};
    const auto token = signer.sign(signer.header(), R"({"sub":"7"})");
    const auto set = parse_key_set(set_of({signer.jwk()}));
    ASSERT_TRUE(set) << set.error().message;
    EXPECT_EQ(signature_of(token, *set), Signature::good);
    EXPECT_EQ(signature_of(token, *parse_key_set(set_of({other.jwk()}))), Signature::bad);
    auto changed = token;
    changed[changed.find('.') + 3] ^= 1;
    EXPECT_NE(signature_of(changed, *set), Signature::good);
}

TEST_P(EachAlgorithm, IsRefusedWithASignatureOfAnotherLength) {
    const Signer signer{GetParam(), "a"};
    const auto set = parse_key_set(set_of({signer.jwk()}));
    const auto token = signer.sign(signer.header(), R"({"sub":"7"})");
    const auto dot = token.rfind('.');
    EXPECT_EQ(signature_of(token.substr(0, dot + 1), *set), Signature::bad);
    EXPECT_EQ(signature_of(token.substr(0, dot + 5), *set), Signature::bad);
    EXPECT_EQ(signature_of(token + "AAAA", *set), Signature::bad);
    EXPECT_EQ(
        signature_of(token.substr(0, dot + 1) + to_base64url(std::string(64, '\0')), *set),
        Signature::bad
    );
}

TEST_P(EachAlgorithm, IsOfNoKeyThatIsForAnother) {
    const Signer signer{GetParam(), "a"};
    const auto set = parse_key_set(set_of({signer.jwk(R"(,"alg":"RS512")")}));
    ASSERT_TRUE(set);
    EXPECT_EQ(signature_of(signer.sign(signer.header(), "{}"), *set), Signature::of_unknown_key);
}

INSTANTIATE_TEST_SUITE_P(Table, EachAlgorithm, testing::ValuesIn(every), [](const auto& test) {
    return std::string{name_of(test.param)};
});

// r and s with a leading zero each are the same numbers, and another text.
TEST(Es256, HasOneTextForASignature) {
    const Signer signer{Algorithm::es256, "a"};
    const auto set = *parse_key_set(set_of({signer.jwk()}));
    const auto token = signer.sign(signer.header(), "{}");
    const auto dot = token.rfind('.');
    const auto signature = *http::from_base64(token.substr(dot + 1));
    const auto padded = std::string(1, '\0') + signature.substr(0, 32) + std::string(1, '\0') +
                        signature.substr(32);
    EXPECT_EQ(signature_of(token, set), Signature::good);
    EXPECT_EQ(signature_of(token.substr(0, dot + 1) + to_base64url(padded), set), Signature::bad);
}

TEST(Algorithms, AreFourAndNeitherNoneNorSymmetric) {
    for (const auto* name :
         {"none",
          "None",
          "",
          "HS256",
          "HS512",
          "RS1",
          "rs256",
          "RS256 ",
          "ES256K",
          "RS512",
          "eddsa"}) {
        EXPECT_FALSE(algorithm_of(name)) << name;
    }
    for (const auto algorithm : every) {
        EXPECT_EQ(algorithm_of(name_of(algorithm)), algorithm);
    }
}

TEST(KeySets, PassOverKeysOfOtherUsesAndKinds) {
    const Signer rsa{Algorithm::rs256, "a"};
    const Signer ed{Algorithm::eddsa, "b"};
    EXPECT_EQ(count_in({rsa.jwk(R"(,"use":"sig")"), ed.jwk(R"(,"key_ops":["verify"])")}), 2U);
    EXPECT_EQ(count_in({rsa.jwk(R"(,"use":"enc")"), ed.jwk()}), 1U);
    EXPECT_EQ(count_in({rsa.jwk(R"(,"key_ops":["encrypt"])"), ed.jwk()}), 1U);
    EXPECT_EQ(count_in({R"({"kty":"oct","k":"AAAA","kid":"c"})", ed.jwk()}), 1U);
    EXPECT_EQ(count_in({R"({"kty":"OKP","crv":"X25519","x":"AAAA"})", ed.jwk()}), 1U);
    EXPECT_EQ(count_in({R"({"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"})", ed.jwk()}), 1U);
    EXPECT_EQ(count_in({R"({"kty":"RSA","n":"!","e":"AQAB"})", ed.jwk()}), 1U);
    EXPECT_EQ(count_in({"7", "{}", R"({"kty":7})", ed.jwk()}), 1U);
}

// Of a text of 4 n + 1 characters, which is no base64, cjose makes an end of the whole program.
TEST(KeySets, PassOverMembersThatAreNoBase64Url) {
    const Signer ed{Algorithm::eddsa, "b"};
    for (const auto* text : {"A", "AAAAA", "AAAA=", "AA+A", "A B", ""}) {
        const auto rsa = fmt::format(R"({{"kty":"RSA","n":"{}","e":"AQAB"}})", text);
        const auto small = fmt::format(R"({{"kty":"RSA","n":"AQAB","e":"{}"}})", text);
        const auto ec = fmt::format(R"({{"kty":"EC","crv":"P-256","x":"{}","y":"AAAA"}})", text);
        EXPECT_EQ(count_in({rsa, small, ec, ed.jwk()}), 1U) << text;
    }
    // Private members are never read.
    const Signer ec{Algorithm::es256, "a"};
    EXPECT_EQ(count_in({ec.jwk(R"(,"d":"A")")}), 1U);
}

TEST(KeySets, PassOverKeysThatAreTooShort) {
    const Signer small{Algorithm::rs256, "a", 1024};
    EXPECT_EQ(count_in({small.jwk()}), 0U);
}

TEST(KeySets, AreRefusedIfNoKeyIsLeftOrTheyAreNone) {
    EXPECT_FALSE(parse_key_set("{}"));
    EXPECT_FALSE(parse_key_set("[]"));
    EXPECT_FALSE(parse_key_set(R"({"keys":7})"));
    EXPECT_FALSE(parse_key_set(set_of({})));
    const Signer signer{Algorithm::eddsa, "a"};
    auto large = set_of({signer.jwk()});
    large.insert(1, std::string(key_set_bytes_max, ' '));
    EXPECT_FALSE(parse_key_set(large));
}

TEST(KeySets, AreAskedByNameUnlessOneKeyAloneFits) {
    const Signer first{Algorithm::es256, "first"};
    const Signer second{Algorithm::es256, "second"};
    const auto both = *parse_key_set(set_of({first.jwk(), second.jwk()}));
    const auto alone = *parse_key_set(set_of({first.jwk()}));
    const std::string nameless = R"({"alg":"ES256"})";
    EXPECT_EQ(signature_of(first.sign(nameless, "{}"), alone), Signature::good);
    EXPECT_NE(signature_of(first.sign(nameless, "{}"), both), Signature::good);
    EXPECT_EQ(signature_of(first.sign(second.header(), "{}"), both), Signature::bad);
    EXPECT_EQ(signature_of(second.sign(second.header(), "{}"), alone), Signature::of_unknown_key);
    const Signer twin{Algorithm::es256, "first"};
    const auto twins = *parse_key_set(set_of({first.jwk(), twin.jwk()}));
    EXPECT_NE(signature_of(first.sign(first.header(), "{}"), twins), Signature::good);
}

}  // namespace keys_test
}  // namespace ladder::oidc

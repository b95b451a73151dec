// What is configured of an identity provider: whole, by HTTPS, or refused with the setting's name.
#include "services/cli/identity_provider.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "services/cli/secret_file.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ladder::cli {
namespace identity_provider_test {

using testing::ElementsAre;
using testing::HasSubstr;

Config whole() {
    Config config;
    config.oidc_issuer = "https://id.example/hmic";
    config.oidc_client_id = "ladder";
    config.oidc_redirect_base = "https://ladder.example";
    config.oidc_audience = "https://ladder.example/api";
    config.oidc_algorithms = "RS256,EdDSA";
    config.behind_proxy = true;
    return config;
}

struct OidcCase {
    const char* name;
    void (*change)(Config&);
    const char* field;  // that is refused
};

class BadOidcSettings : public testing::TestWithParam<OidcCase> {};

TEST_P(BadOidcSettings, AreRefusedByName) {
    auto config = whole();
    GetParam().change(config);
    const auto settings = oidc_settings(config);
    ASSERT_FALSE(settings);
    const auto error = settings.error();
    EXPECT_EQ(std::get<v1::FieldViolation>(error.details.at(0)).field(), GetParam().field);
}

// clang-format off
const OidcCase oidc_cases[]{
    {"IssuerMissing", [](Config& c) { c.oidc_issuer.clear(); }, "oidc_issuer"},
    {"IssuerByPlainHttp", [](Config& c) { c.oidc_issuer = "http://id.example"; }, "oidc_issuer"},
    {"IssuerThatIsNoAddress", [](Config& c) { c.oidc_issuer = "id.example"; }, "oidc_issuer"},
    {"ClientMissing", [](Config& c) { c.oidc_client_id.clear(); }, "oidc_client_id"},
    {"BaseMissing", [](Config& c) { c.oidc_redirect_base.clear(); }, "oidc_redirect_base"},
    {"BaseWithAPath", [](Config& c) { c.oidc_redirect_base += "/"; }, "oidc_redirect_base"},
    {"BaseByPlainHttp", [](Config& c) { c.oidc_redirect_base = "http://ladder.example"; }, "oidc_redirect_base"},
    {"BaseOnLoopbackBehindAProxy", [](Config& c) { c.oidc_redirect_base = "http://127.0.0.1:1"; }, "oidc_redirect_base"},
    {"BaseByHttpsWithoutTls", [](Config& c) { c.behind_proxy = false; }, "oidc_redirect_base"},
    {"AudienceOfTheClient", [](Config& c) { c.oidc_audience = "ladder"; }, "oidc_audience"},
    {"AlgorithmNone", [](Config& c) { c.oidc_algorithms = "RS256,none"; }, "oidc_algorithms"},
    {"AlgorithmSymmetric", [](Config& c) { c.oidc_algorithms = "HS256"; }, "oidc_algorithms"},
    {"NoAlgorithm", [](Config& c) { c.oidc_algorithms = ""; }, "oidc_algorithms"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(
    Table,
    BadOidcSettings,
    testing::ValuesIn(oidc_cases),
    [](const auto& test) { return test.param.name; }
);

TEST(OidcSettings, AreTakenWhole) {
    const auto settings = oidc_settings(whole());
    ASSERT_TRUE(settings && *settings);
    EXPECT_EQ((*settings)->redirect_uri(), "https://ladder.example/sign-in/oidc/callback");
    EXPECT_TRUE((*settings)->is_secure());
    EXPECT_THAT(
        (*settings)->algorithms, ElementsAre(oidc::Algorithm::rs256, oidc::Algorithm::eddsa)
    );
}

TEST(OidcSettings, AreNothingWithoutAnIssuer) {
    const auto settings = oidc_settings(Config{});
    ASSERT_TRUE(settings);
    EXPECT_FALSE(*settings);
}

TEST(OidcSettings, TakeTheSecretFromAFileOfItsOwnersAlone) {
    const tests::TemporaryFolder folder;
    auto config = whole();
    config.oidc_client_secret_file = (folder.path() / "secret").string();
    EXPECT_FALSE(oidc_settings(config)) << "it is not there";
    ASSERT_TRUE(write_secret_file(config.oidc_client_secret_file, "the secret\n"));
    EXPECT_EQ((*oidc_settings(config))->client_secret, "the secret");
    std::filesystem::permissions(config.oidc_client_secret_file, std::filesystem::perms{0644});
    const auto readable = oidc_settings(config);
    ASSERT_FALSE(readable);
    EXPECT_THAT(readable.error().message, HasSubstr("others"));
}

}  // namespace identity_provider_test
}  // namespace ladder::cli

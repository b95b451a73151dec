// Discovery documents: of the right issuer, and nowhere by plain HTTP.
#include "services/access/oidc/metadata.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "services/access/oidc/json_object.hpp"
#include "services/access/oidc/web.hpp"

namespace ladder::oidc {
namespace metadata_test {

std::string document(
    const std::string& issuer, const std::string& token_endpoint, const std::string& more = ""
) {
    return fmt::format(
        R"({{"issuer":"{}","authorization_endpoint":"https://id.example/auth",)"
        R"("token_endpoint":"{}","jwks_uri":"https://keys.example/jwks"{}}})",
        issuer,
        token_endpoint,
        more
    );
}

const std::string issuer = "https://id.example";
const std::string endpoint = "https://id.example/token";

TEST(Metadata, IsTakenOfItsIssuerAlone) {
    const auto metadata = parse_metadata(document(issuer, endpoint), issuer);
    ASSERT_TRUE(metadata) << metadata.error().message;
    EXPECT_EQ(metadata->token_endpoint, endpoint);
    EXPECT_EQ(metadata->end_session_endpoint, "");
    EXPECT_FALSE(parse_metadata(document(issuer, endpoint), issuer + "/"));
    EXPECT_FALSE(parse_metadata(document(issuer + ".evil", endpoint), issuer));
    EXPECT_FALSE(parse_metadata("[]", issuer));
    EXPECT_FALSE(parse_metadata(document(issuer, endpoint, R"(,"issuer":"x")"), issuer));
}

TEST(Metadata, IsRefusedWithAnEndpointThatIsNotHttps) {
    for (const auto* bad :
         {"",
          "http://id.example/token",
          "http://127.0.0.1/token",
          "ftp://id.example/",
          "file:///etc/passwd",
          "https://user@id.example/",
          "https://id.example/ x",
          "https:///token",
          "https://id.example:port/"}) {
        EXPECT_FALSE(parse_metadata(document(issuer, bad), issuer)) << bad;
    }
    const auto bad_end = document(issuer, endpoint, R"(,"end_session_endpoint":"javascript:0")");
    EXPECT_FALSE(parse_metadata(bad_end, issuer));
    EXPECT_FALSE(parse_metadata(document(issuer, endpoint + std::string(3000, 'x')), issuer));
}

TEST(Metadata, OfAProviderOnLoopbackMayHaveEndpointsThere) {
    const std::string local = "http://127.0.0.1:4000";
    EXPECT_TRUE(parse_metadata(document(local, local + "/token"), local));
    EXPECT_FALSE(parse_metadata(document(local, "http://id.example/token"), local));
    EXPECT_FALSE(parse_metadata(document(local, "http://127.0.0.1.evil.example/"), local));
}

TEST(Metadata, TellsHowTheSecretIsSent) {
    const auto form_alone = R"(,"token_endpoint_auth_methods_supported":["client_secret_post"])";
    const auto both =
        R"(,"token_endpoint_auth_methods_supported":["client_secret_post","client_secret_basic"])";
    EXPECT_FALSE(parse_metadata(document(issuer, endpoint), issuer)->secret_in_form);
    EXPECT_TRUE(parse_metadata(document(issuer, endpoint, form_alone), issuer)->secret_in_form);
    EXPECT_FALSE(parse_metadata(document(issuer, endpoint, both), issuer)->secret_in_form);
}

TEST(Metadata, IsFoundBelowItsIssuer) {
    EXPECT_EQ(metadata_url(issuer), "https://id.example/.well-known/openid-configuration");
    EXPECT_EQ(metadata_url(issuer + "/"), "https://id.example/.well-known/openid-configuration");
}

TEST(JsonObjects, GiveNothingWhereTheKindIsAnother) {
    const auto object =
        JsonObject::parse(R"({"t":"x","n":7.9,"a":["x","y"],"m":["x",1],"o":{"t":"y"},"z":null})");
    ASSERT_TRUE(object);
    EXPECT_EQ(object->text("t"), "x");
    EXPECT_EQ(object->seconds("n"), 7);
    EXPECT_EQ(object->texts("t"), std::vector<std::string>{"x"});
    EXPECT_EQ(object->texts("a"), (std::vector<std::string>{"x", "y"}));
    for (const auto* name : {"n", "a", "m", "o", "z", "none"}) {
        EXPECT_FALSE(object->text(name)) << name;
    }
    for (const auto* name : {"t", "a", "m", "o", "z", "none"}) {
        EXPECT_FALSE(object->seconds(name)) << name;
    }
    for (const auto* name : {"n", "m", "o", "z", "none"}) {
        EXPECT_FALSE(object->texts(name)) << name;
    }
    EXPECT_TRUE(object->has("z"));
}

TEST(Forms, AreEncoded) {
    EXPECT_EQ(encode(Form{{"a b", "c&d=é"}, {"x", "-._~"}}), "a%20b=c%26d%3D%C3%A9&x=-._~");
}

}  // namespace metadata_test
}  // namespace ladder::oidc

// Tokens, keys and documents of an identity provider. Of its keys nobody here has the private
// halves, so no token may ever be found good.
#include "services/access/oidc/jwt.hpp"
#include "services/access/oidc/metadata.hpp"
#include "services/access/oidc/web.hpp"
#include "tests/fuzz/guided/expect.hpp"

namespace ladder::fuzz {

namespace {

using oidc::Algorithm;

// Made once; their private halves were never written down.
constexpr std::string_view known_keys =
    R"({"keys":[{"kty":"RSA","kid":"r","e":"AQAB","n":")"
    "sSM6PqEuCiq9pft8-qx53RLNSflWZ4JUimqSrk4cfrlZUkDj-8kjRfLLJRvlaWyBBJc4p83dg9wEBe_OkVCMoPV9"
    "_09Jp99MkAvIlBEX4c1Xj5oKXkFQUulf5qdgnECwsBOoav-AnWVzu40Dt6DwCn96g_MLGxleAiW4W-KjbsikJznY"
    "tqhsGCKJcgjye_g7oDJuWBa9MfhnF8XCvzqBTTuQpFArysY5s3Fbjpie7j7-0L-Vhv-W_lPuOO-FO6sagLIMqeWs"
    "xEDg0EI7HSYuL7Rc8Xm_gXRHG0skbHY2g1IlolViGzfhWm1Mlw2kR5FjjWQtoaF99i3CZvooujMEUw"
    R"("},{"kty":"EC","kid":"e","crv":"P-256","x":"gT6pBxB-Sibk0ERlBYLwKbzbcrIIDopUir-j19FcsNo",)"
    R"("y":"d5DsT_sH61ZAOV3BEWeEgAXO4MIXHTjB5sKlvcN0jJQ"},)"
    R"({"kty":"OKP","kid":"d","crv":"Ed25519","x":"BZGKdXbAA76thZX4sedeBSEeZFaq8VjXR3du9hsQ2Y4"}]})";

const oidc::KeySet& keys() {
    static const auto set = oidc::parse_key_set(known_keys);
    expect(set.has_value() && set->size() == 3, "these are keys");
    return *set;
}

void take_token(std::string_view text) {
    static const std::vector<Algorithm> all{
        Algorithm::rs256, Algorithm::ps256, Algorithm::es256, Algorithm::eddsa};
    const auto jwt = oidc::parse_jwt(text, all);
    if (!jwt) {
        expect(jwt.error().code == base::Code::unauthenticated, "a refusal is of one kind");
        return;
    }
    expect(oidc::check_signature(*jwt, keys()) != oidc::Signature::good, "nobody can sign");
    const oidc::Expected expected{
        "https://id.example", "ladder", base::from_micros(1'290'772'800'000'000), "n"};
    for (const auto use : {oidc::Use::id_token, oidc::Use::access_token}) {
        const auto subject = oidc::check_claims(*jwt, use, expected);
        expect(!subject || !subject->empty(), "whoever is named has a name");
    }
}

void take_documents(std::string_view text) {
    if (const auto set = oidc::parse_key_set(text)) {
        expect(!set->empty(), "a set has a key");
    }
    if (const auto metadata = oidc::parse_metadata(text, "https://id.example")) {
        expect(oidc::is_https(metadata->token_endpoint), "an endpoint is HTTPS");
    }
}

}  // namespace

}  // namespace ladder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const auto text = ladder::fuzz::text_of(bytes, size);
    ladder::fuzz::take_token(text);
    ladder::fuzz::take_documents(text);
    return 0;
}

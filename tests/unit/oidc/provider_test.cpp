// The provider's keys: fetched beforehand, rotated, kept while it is away, and never asked for more
// often than it can bear. The provider is a server on loopback.
#include "services/access/oidc/provider.hpp"

#include <atomic>
#include <gmock/gmock.h>
#include <optional>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/unit/http/running_server.hpp"
#include "tests/unit/oidc/signer.hpp"

namespace ladder::oidc {
namespace provider_test {

using namespace std::chrono_literals;
using testing::HasSubstr;

const base::Instant noon = base::from_micros(1'290'772'800'000'000);

// A provider of one key, which may be exchanged.
class FakeProvider {
public:
    FakeProvider() { rotate("first"); }

    void rotate(const std::string& kid) {
        const std::lock_guard lock{mutex_};
        signer_.emplace(Algorithm::eddsa, kid);
    }
    void break_down(int status) { status_ = status; }
    void stop() { server_.reset(); }
    std::string issuer() const { return issuer_; }
    int asked() const { return asked_; }

    std::string token(const std::string& header = {}) const {
        const std::lock_guard lock{mutex_};
        return signer_->sign(
            header.empty() ? signer_->header() : header,
            fmt::format(
                R"({{"iss":"{}","sub":"7","aud":"api","iat":1290772800,"exp":1290773100}})", issuer_
            )
        );
    }

private:
    http::Response json(std::string body) const {
        http::Response response;
        response.status = status_;
        response.content_type = "application/json";
        response.body = std::move(body);
        return response;
    }
    http::Router router() {
        http::Router router;
        router.add(
            "GET",
            "/.well-known/openid-configuration",
            [this](const http::Request&, const http::Reply& reply) {
                reply.send(json(fmt::format(
                    R"({{"issuer":"{0}","authorization_endpoint":"{0}/auth",)"
                    R"("token_endpoint":"{0}/token","jwks_uri":"{0}/jwks"}})",
                    issuer_
                )));
            }
        );
        router.add("GET", "/jwks", [this](const http::Request&, const http::Reply& reply) {
            ++asked_;
            const std::lock_guard lock{mutex_};
            reply.send(json(fmt::format(R"({{"keys":[{}]}})", signer_->jwk())));
        });
        return router;
    }

    mutable std::mutex mutex_;
    std::optional<Signer> signer_;
    std::atomic<int> status_{200};
    std::atomic<int> asked_{0};
    std::optional<http::test::RunningServer> server_{std::in_place, router()};
    std::string issuer_{server_->url()};
};

class ProviderTest : public testing::Test {
protected:
    Provider& start(Pace pace = {}) {
        Settings settings;
        settings.issuer = there_.issuer();
        settings.client_id = "ladder";
        settings.base = "http://127.0.0.1:8420";
        settings.audience = "api";
        settings.algorithms = {Algorithm::eddsa};
        provider_ = std::make_unique<Provider>(
            std::move(settings), Provider::Hooks{[] { return noon; }, {}}, pace
        );
        return *provider_;
    }
    base::Code code(const base::Result<std::string>& result) {
        return result ? base::Code{} : result.error().code;
    }

    FakeProvider there_;
    std::unique_ptr<Provider> provider_;
};

TEST_F(ProviderTest, KnowsWhomATokenNamesAndAsksOnce) {
    auto& provider = start();
    for (int i = 0; i < 20; ++i) {
        const auto identity = provider.identity_of_access_token(there_.token());
        ASSERT_TRUE(identity) << identity.error().message;
        EXPECT_EQ(*identity, there_.issuer() + " 7");
    }
    EXPECT_EQ(there_.asked(), 1) << "whatever it says of caching";
    EXPECT_EQ(provider.metadata()->authorization_endpoint, there_.issuer() + "/auth");
}

TEST_F(ProviderTest, TakesANewKeyAtItsFirstTokenAndDropsTheOld) {
    auto& provider = start();
    const auto old = there_.token();
    ASSERT_TRUE(provider.identity_of_access_token(old));
    there_.rotate("second");
    EXPECT_TRUE(provider.identity_of_access_token(there_.token()));
    EXPECT_EQ(code(provider.identity_of_access_token(old)), base::Code::unauthenticated);
}

TEST_F(ProviderTest, IsNotAskedForEveryKeyThatSomebodyMakesUp) {
    auto& provider = start();
    ASSERT_TRUE(provider.identity_of_access_token(there_.token()));
    for (int i = 0; i < 50; ++i) {
        const auto token = there_.token(fmt::format(R"({{"alg":"EdDSA","kid":"made-up-{}"}})", i));
        EXPECT_EQ(code(provider.identity_of_access_token(token)), base::Code::unauthenticated);
    }
    EXPECT_EQ(there_.asked(), 1 + Pace{}.early_most);
    EXPECT_TRUE(provider.identity_of_access_token(there_.token())) << "others go on";
}

TEST_F(ProviderTest, GoesOnWithTheKeysItHasWhileTheProviderIsAway) {
    Pace hasty;
    hasty.age_least = hasty.age_most = 0s;  // fetches on and on
    hasty.retry = 0s;
    auto& provider = start(hasty);
    const auto token = there_.token();
    ASSERT_TRUE(provider.identity_of_access_token(token));
    there_.break_down(500);
    const auto asked = there_.asked();
    while (there_.asked() < asked + 3) {  // it was fetched in vain since
        EXPECT_TRUE(provider.identity_of_access_token(token));
    }
    there_.stop();
    EXPECT_TRUE(provider.identity_of_access_token(token));
}

TEST_F(ProviderTest, TrustsKeysNoMoreThatAreStale) {
    Pace pace;
    pace.stale = 0s;
    auto& provider = start(pace);
    EXPECT_EQ(code(provider.identity_of_access_token(there_.token())), base::Code::unavailable);
}

TEST_F(ProviderTest, SaysThatTheProviderCantBeReachedAndDoesNotWaitForEver) {
    there_.stop();
    auto& provider = start();
    const auto token = there_.token();
    for (int i = 0; i < 5; ++i) {
        const auto refused = provider.identity_of_access_token(token);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, base::Code::unavailable);
    }
    EXPECT_EQ(provider.await_metadata(), nullptr);
}

TEST_F(ProviderTest, TakesNoDocumentOfAnotherKind) {
    there_.break_down(404);
    EXPECT_EQ(code(start().identity_of_access_token(there_.token())), base::Code::unavailable);
}

TEST(ProviderWithoutAudience, TakesNoTokenForTheApi) {
    Settings settings;
    settings.issuer = "http://127.0.0.1:1";
    Provider provider{std::move(settings), {[] { return noon; }, {}}};
    const auto refused = provider.identity_of_access_token("a.b.c");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("not taken for the API"));
}

}  // namespace provider_test
}  // namespace ladder::oidc

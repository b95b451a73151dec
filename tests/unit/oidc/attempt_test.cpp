// Attempts to sign in: short-lived, and each with secrets of its own.
#include "services/access/oidc/attempt.hpp"

#include <gtest/gtest.h>

namespace ladder::oidc {
namespace attempt_test {

using namespace std::chrono_literals;

const base::Instant noon = base::from_micros(1'290'772'800'000'000);

TEST(Attempt, IsKnownByItsCookieForTenMinutes) {
    const auto begun = begin_attempt(noon);
    const auto known = attempt_of(begun.cookie, noon + 9min + 59s);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->state, begun.state);
    EXPECT_EQ(known->nonce, begun.nonce);
    EXPECT_EQ(known->verifier, begun.verifier);
    EXPECT_FALSE(attempt_of(begun.cookie, noon + 10min));
    EXPECT_FALSE(attempt_of(begun.cookie, noon - 1s)) << "it began in the future";
}

TEST(Attempt, HasFourDifferentSecretsAndTellsNoneByAnother) {
    const auto one = begin_attempt(noon);
    const auto two = begin_attempt(noon);
    EXPECT_NE(one.cookie, two.cookie);
    EXPECT_NE(one.state, two.state);
    EXPECT_NE(one.state, one.nonce);
    EXPECT_NE(one.nonce, one.verifier);
    EXPECT_NE(one.verifier, one.challenge);
    EXPECT_EQ(one.verifier.size(), 43U) << "the least that RFC 7636 takes";
}

TEST(Attempt, OfAnotherTimeIsAnotherAttempt) {
    const auto begun = begin_attempt(noon);
    const auto moved = "1290772801" + begun.cookie.substr(begun.cookie.find('.'));
    const auto other = attempt_of(moved, noon + 1s);
    ASSERT_TRUE(other);
    EXPECT_NE(other->verifier, begun.verifier) << "the provider would not take its code";
}

TEST(Attempt, IsNothingOfNoise) {
    for (const std::string cookie :
         {"",
          ".",
          "x",
          "1290772800",
          "x.y",
          "-1.y",
          "99999999999999999999.y",
          "9223372036854775807.y"}) {
        EXPECT_FALSE(attempt_of(cookie, noon)) << cookie;
    }
    EXPECT_FALSE(attempt_of("1290772800." + std::string(100'000, 'x'), noon));
}

// RFC 7636, appendix B.
TEST(Attempt, ChallengesByTheHashOfTheVerifier) {
    const auto begun = begin_attempt(noon);
    EXPECT_EQ(begun.challenge.size(), 43U);
    EXPECT_EQ(begun.challenge.find_first_of("+/="), std::string::npos);
}

}  // namespace attempt_test
}  // namespace ladder::oidc

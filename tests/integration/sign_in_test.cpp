// Signing in by password and by one-time link: who fails learns one thing only.
#include <gmock/gmock.h>

#include <fmt/format.h>

#include "tests/integration/doors.hpp"

namespace ladder::db {
namespace sign_in_test {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr auto good = "four words that fit";

class SignIn : public OnBoth {
protected:
    SignIn() {
        doors_.add("ben", {"chief"});
        must(doors_.welcome(doors_.invite("ben"), good));
    }

    Doors doors_{GetParam()};
};

LADDER_ON_BOTH(SignIn);

TEST_P(SignIn, BeginsASessionOfThePerson) {
    const auto in = must(doors_.sign_in("Ben@X.example", good));
    EXPECT_EQ(in.person.name(), "people/ben");
    EXPECT_EQ(must(doors_.access().sessions.find(in.cookie)).person, "people/ben");
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_SIGNED_IN), 2);
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_PASSWORD_CHOSEN), 1);
}

TEST_P(SignIn, FailsAlikeForNobodyAWrongPasswordNoPasswordAndSomebodyOutOfUse) {
    doors_.add("new", {"chief"});
    doors_.add("gone", {"chief"});
    must(doors_.welcome(doors_.invite("gone"), good));
    v1::PersonChange suspends;
    suspends.set_suspended(true);
    doors_.change("gone", suspends);
    const auto wrong = doors_.sign_in("ben@x.example", "four words that miss");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, base::Code::unauthenticated);
    for (const auto* person : {"nobody@x.example", "new@x.example", "gone@x.example", ""}) {
        const auto failed = doors_.sign_in(person, good);
        ASSERT_FALSE(failed) << person;
        EXPECT_EQ(failed.error().code, wrong.error().code) << person;
        EXPECT_EQ(failed.error().message, wrong.error().message) << person;
        EXPECT_TRUE(failed.error().details.empty());
    }
    EXPECT_FALSE(doors_.sign_in("new@x.example", ""));
    EXPECT_FALSE(doors_.sign_in("ben@x.example", std::string(100'000, 'x')));
}

TEST_P(SignIn, MakesWhoeverFailsWaitLongerEachTimeAlsoWithTheRightPassword) {
    const auto fail = [&](int times, int from) {
        for (int i = 0; i < times; ++i) {
            // From many addresses: it is the account that waits.
            (void)doors_.sign_in(
                "ben@x.example", "four words that miss", fmt::format("192.0.2.{}:1", from + i)
            );
        }
    };
    fail(5, 0);
    EXPECT_TRUE(doors_.sign_in("ben@x.example", good)) << "five are free";
    fail(6, 10);
    EXPECT_FALSE(doors_.sign_in("ben@x.example", good));
    doors_.pass(15s);
    EXPECT_TRUE(doors_.sign_in("ben@x.example", good));
    fail(6, 20);
    doors_.pass(15s);
    fail(1, 30);
    doors_.pass(15s);
    EXPECT_FALSE(doors_.sign_in("ben@x.example", good)) << "the wait doubles";
    doors_.pass(15s);
    EXPECT_TRUE(doors_.sign_in("ben@x.example", good));
}

// An identifier without an account waits too, and fills the journal no more than one that has one.
TEST_P(SignIn, MakesNobodyWaitLikeSomebody) {
    for (int i = 0; i < 9; ++i) {
        (void)doors_.sign_in("nobody@x.example", good, fmt::format("192.0.2.{}:1", i));
    }
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_SIGN_IN_FAILED), 6) << "five are free";
}

TEST_P(SignIn, MakesAnAccountWaitOverARestart) {
    for (int i = 0; i < 6; ++i) {
        (void)doors_.sign_in("ben@x.example", "four words that miss");
    }
    (void)doors_.records(v1::ACCESS_KIND_SIGN_IN_FAILED);
    access::Access fresh{
        doors_.ground().database(),
        doors_.ground().writer(),
        [now = doors_.now()] { return now; },
        cheap};
    const auto again = doors_.signed_in([&](access::WhenSignedIn done) {
        fresh.sign_in.by_password("ben@x.example", good, "192.0.2.9:1", std::move(done));
    });
    EXPECT_FALSE(again);
}

TEST_P(SignIn, MakesAnAddressWaitThatTriesManyAccounts) {
    for (int i = 0; i < 21; ++i) {
        (void)doors_.sign_in(fmt::format("user-{}", i), "four words that miss", "192.0.2.7:44");
    }
    EXPECT_FALSE(doors_.sign_in("ben@x.example", good, "192.0.2.7:45"));
    EXPECT_TRUE(doors_.sign_in("ben@x.example", good, "192.0.2.8:44"));
}

TEST_P(SignIn, RecordsFailuresWithoutWhatWasTyped) {
    (void)doors_.sign_in("my secret typed into the wrong field", "x");
    (void)doors_.sign_in("ben@x.example", "four words that miss");
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_SIGN_IN_FAILED), 2);
    EXPECT_EQ(
        doors_.ground().count("SELECT count(*) FROM access_row WHERE kind = "
                              "'ACCESS_KIND_SIGN_IN_FAILED' AND person <> ''"),
        0
    );
}

TEST_P(SignIn, TakesALinkOnceAndNotAfterADayOrAnother) {
    doors_.add("new", {"chief"});
    const auto first = doors_.invite("new");
    const auto code = doors_.invite("new");
    EXPECT_FALSE(doors_.welcome(first, good)) << "a later link replaces it";
    EXPECT_EQ(doors_.welcome(code, "short").error().code, base::Code::invalid_argument);
    EXPECT_TRUE(doors_.welcome(code, good)) << "a bad password leaves the link";
    const auto again = doors_.welcome(code, good);
    ASSERT_FALSE(again);
    EXPECT_THAT(again.error().message, HasSubstr("was used"));
    const auto late = doors_.invite("new");
    doors_.pass(24h);
    EXPECT_FALSE(doors_.welcome(late, good));
}

TEST_P(SignIn, EndsEarlierSessionsWhereAPasswordIsChosen) {
    const auto before = must(doors_.sign_in("ben@x.example", good));
    const auto change = [&](const std::string& present, const std::string& chosen) {
        return doors_.signed_in([&](access::WhenSignedIn done) {
            doors_.access().sign_in.change_password(
                "people/ben", present, chosen, "192.0.2.1:1", std::move(done)
            );
        });
    };
    EXPECT_FALSE(change("four words that miss", "another four words"));
    EXPECT_TRUE(doors_.access().sessions.find(before.cookie));
    const auto after = must(change(good, "another four words"));
    EXPECT_FALSE(doors_.access().sessions.find(before.cookie));
    EXPECT_TRUE(doors_.access().sessions.find(after.cookie));
    EXPECT_FALSE(doors_.sign_in("ben@x.example", good));
}

TEST_P(SignIn, KnowsWhomAnIdentityProviderNames) {
    v1::PersonChange change;
    change.set_identity("https://id.example 7");
    doors_.change("ben", change);
    auto& sign_in = doors_.access().sign_in;
    EXPECT_EQ(must(sign_in.by_identity("https://id.example 7")).person.name(), "people/ben");
    EXPECT_FALSE(sign_in.by_identity("https://id.example 8"));
    EXPECT_FALSE(sign_in.by_identity(""));
}

TEST_P(SignIn, LetsNobodyInWhoIsOutOfUse) {
    doors_.add("gone", {"chief"});
    v1::PersonChange change;
    change.set_identity("https://id.example 9");
    doors_.change("gone", change);
    const auto code = doors_.invite("gone");
    change.set_suspended(true);
    doors_.change("gone", change);
    const auto welcomed = doors_.welcome(code, good);
    ASSERT_FALSE(welcomed);
    EXPECT_EQ(welcomed.error().code, base::Code::unauthenticated);
    EXPECT_FALSE(doors_.access().sign_in.by_identity("https://id.example 9"));
    change.set_suspended(false);
    doors_.change("gone", change);
    EXPECT_TRUE(doors_.access().sign_in.by_identity("https://id.example 9"));
    EXPECT_TRUE(doors_.welcome(code, good)) << "the link was left";
}

TEST_P(SignIn, IsOverOnceSignedOut) {
    const auto in = must(doors_.sign_in("ben@x.example", good));
    must(doors_.access().sign_in.sign_out(in.cookie));
    EXPECT_FALSE(doors_.access().sessions.find(in.cookie));
    EXPECT_TRUE(doors_.access().sign_in.sign_out(in.cookie)) << "twice is as good as once";
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_SIGNED_OUT), 1);
}

}  // namespace sign_in_test
}  // namespace ladder::db

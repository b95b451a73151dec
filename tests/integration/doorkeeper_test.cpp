// Who is let in, and for how long: tokens, identities, certificates, sessions.
#include <gmock/gmock.h>

#include "services/access/secrets.hpp"
#include "tests/integration/doors.hpp"

namespace ladder::db {
namespace doorkeeper_test {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class Doorkeeper : public OnBoth {
protected:
    base::Code code(const base::Result<access::Caller>& caller) {
        return caller ? base::Code{} : caller.error().code;
    }

    Doors doors_{GetParam()};
};

LADDER_ON_BOTH(Doorkeeper);

TEST_P(Doorkeeper, LetsInByTokenInTheOnlyCapacity) {
    doors_.add("ben", {"chief"});
    const auto caller = must(doors_.call(doors_.token("ben")));
    EXPECT_EQ(caller.person->name(), "people/ben");
    EXPECT_EQ(caller.capacity, "chief");
    EXPECT_EQ(caller.actor().person(), "ben@x.example");
    EXPECT_FALSE(caller.read_only);
}

TEST_P(Doorkeeper, AsksWhichOfSeveralCapacitiesAndRefusesOthersByName) {
    doors_.add("ben", {"chief", "keeper"});
    const auto token = doors_.token("ben");
    EXPECT_EQ(must(doors_.call(token)).capacity, "");
    EXPECT_THAT(must(doors_.call(token)).capacities, ElementsAre("chief", "keeper"));
    EXPECT_EQ(must(doors_.call(token, "keeper")).capacity, "keeper");
    const auto other = doors_.call(token, "hmcic");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, base::Code::permission_denied);
    EXPECT_THAT(other.error().message, AllOf(HasSubstr("hmcic"), HasSubstr("chief, keeper")));
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_REFUSED), 1);
}

TEST_P(Doorkeeper, RecordsThatATokenOfSomebodyOutOfUseIsUsedOnceInAWhile) {
    doors_.add("ben", {"chief"});
    const auto token = doors_.token("ben");
    v1::PersonChange suspends;
    suspends.set_suspended(true);
    doors_.change("ben", suspends);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(code(doors_.call(token)), base::Code::unauthenticated);
    }
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_REFUSED), 1);
    doors_.pass(60s);
    (void)doors_.call(token);
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_REFUSED), 2);
}

TEST_P(Doorkeeper, KnowsATokenOfFewerCapacitiesAndOneThatOnlyReads) {
    doors_.add("ben", {"chief", "keeper"});
    const auto token = doors_.token("ben", {{}, {}, {"keeper"}, true, 1});
    const auto caller = must(doors_.call(token));
    EXPECT_THAT(caller.only, ElementsAre("keeper"));
    EXPECT_EQ(caller.capacity, "keeper");
    EXPECT_TRUE(caller.read_only);
    EXPECT_EQ(code(doors_.call(token, "chief")), base::Code::permission_denied);
}

TEST_P(Doorkeeper, GivesATokenOfFewerCapacitiesTheSightOfTheseAlone) {
    doors_.ground().publish_and_register();
    doors_.add("ben", {"chief", "keeper"});
    const auto sight = [&](const std::vector<std::string>& only) {
        return must(doors_.call(doors_.token("ben", {{}, {}, only, false, 1})))
            .reader.rights()
            ->roles;
    };
    EXPECT_THAT(sight({}), ElementsAre("chief", "keeper"));
    EXPECT_THAT(sight({"keeper"}), ElementsAre("keeper"));
}

TEST_P(Doorkeeper, LetsInUntilTheTokenEndsAndNotAMomentLonger) {
    doors_.add("ben", {"chief"});
    const auto token = doors_.token("ben", {{}, {}, {}, false, 2});
    doors_.pass(48h - 500ms);
    EXPECT_TRUE(doors_.call(token));
    doors_.pass(500ms);  // less than what is proved counts for
    EXPECT_EQ(code(doors_.call(token)), base::Code::unauthenticated);
}

TEST_P(Doorkeeper, EndsARevokedTokenAtOnce) {
    doors_.add("ben", {"chief"});
    const auto token = doors_.token("ben");
    ASSERT_TRUE(doors_.call(token));
    auto& access = doors_.access();
    must(access.tokens.revoke(must(access.tokens.of("people/ben")).front().id));
    access.doorkeeper.forget();
    EXPECT_EQ(code(doors_.call(token)), base::Code::unauthenticated);
}

// Another node revoked it, and the clock was put back meanwhile.
TEST_P(Doorkeeper, BelievesNoProofFromTheFuture) {
    doors_.add("ben", {"chief"});
    const auto token = doors_.token("ben");
    ASSERT_TRUE(doors_.call(token));
    auto& tokens = doors_.access().tokens;
    must(tokens.revoke(must(tokens.of("people/ben")).front().id));
    doors_.pass(-1h);
    EXPECT_EQ(code(doors_.call(token)), base::Code::unauthenticated);
}

TEST_P(Doorkeeper, KeepsNoProofThatWasBegunBeforeAChange) {
    doors_.add("ben", {"chief"});
    v1::PersonChange change;
    change.set_identity("https://id.example 7");
    doors_.change("ben", change);
    auto& doorkeeper = doors_.access().doorkeeper;
    int proved = 0;
    doorkeeper.set_verify_jwt([&](std::string_view) {
        if (++proved == 1) {
            doorkeeper.forget();
        }
        return base::Result<std::string>{"https://id.example 7"};
    });
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(doors_.call("7.b.c"));
    }
    EXPECT_EQ(proved, 2);
}

TEST_P(Doorkeeper, NoticesWhatAnotherNodeTookAwayWithinASecondAndWhatItGaveAtOnce) {
    doors_.add("ben", {"chief"});
    const auto token = doors_.token("ben");
    ASSERT_TRUE(doors_.call(token));
    v1::PersonChange gives;
    gives.mutable_give_membership()->set_role("keeper");
    gives.mutable_give_membership()->set_from("2000-01-01");
    doors_.change("ben", gives);
    EXPECT_EQ(must(doors_.call(token, "keeper")).capacity, "keeper");
    v1::PersonChange suspends;
    suspends.set_suspended(true);
    doors_.change("ben", suspends);
    doors_.pass(1s);
    EXPECT_EQ(code(doors_.call(token)), base::Code::unauthenticated);
}

TEST_P(Doorkeeper, EndsACapacityWithItsDay) {
    doors_.add("ben", {"chief"});
    const auto token = doors_.token("ben");
    v1::PersonChange ends;
    ends.set_end("mchief");
    doors_.change("ben", ends);
    EXPECT_EQ(code(doors_.call(token, "chief")), base::Code::permission_denied);
    EXPECT_EQ(must(doors_.call(token)).capacity, "");
}

TEST_P(Doorkeeper, EndsADelegationWithTheCapacityThatWasDelegated) {
    doors_.add("carol", {"chair"});
    doors_.add("ben", {"chief"});
    v1::PersonChange delegates;
    auto& delegation = *delegates.mutable_give_delegation();
    delegation.set_role("chair");
    delegation.set_delegator("carol@x.example");
    delegation.set_from("2000-01-01");
    delegation.set_until("2099-12-31");
    doors_.change("ben", delegates);
    const auto token = doors_.token("ben");
    EXPECT_EQ(must(doors_.call(token, "chair")).capacity, "chair");
    v1::PersonChange ends;
    ends.set_end("mchair");
    doors_.change("carol", ends);
    doors_.pass(1s);
    EXPECT_EQ(code(doors_.call(token, "chair")), base::Code::permission_denied);
    EXPECT_EQ(must(doors_.call(token)).capacity, "chief");
}

TEST_P(Doorkeeper, EndsADelegationBySomebodyOutOfUse) {
    doors_.add("carol", {"chair"});
    doors_.add("ben", {});
    v1::PersonChange delegates;
    auto& delegation = *delegates.mutable_give_delegation();
    delegation.set_role("chair");
    delegation.set_delegator("carol@x.example");
    delegation.set_from("2000-01-01");
    doors_.change("ben", delegates);
    const auto token = doors_.token("ben");
    EXPECT_EQ(must(doors_.call(token)).capacity, "chair");
    v1::PersonChange suspends;
    suspends.set_suspended(true);
    doors_.change("carol", suspends);
    doors_.pass(1s);
    EXPECT_EQ(must(doors_.call(token)).capacity, "");
}

TEST_P(Doorkeeper, RecordsTheFirstUseOfATokenOnEachDay) {
    doors_.add("ben", {"chief"});
    const auto token = doors_.token("ben");
    for (int i = 0; i < 3; ++i) {
        must(doors_.call(token));
        doors_.pass(2s);
    }
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_TOKEN_USED), 1);
    doors_.pass(24h);
    must(doors_.call(token));
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_TOKEN_USED), 2);
}

TEST_P(Doorkeeper, KnowsPeopleByWhatAnIdentityProviderSigned) {
    doors_.add("ben", {"chief"});
    v1::PersonChange change;
    change.set_identity("https://id.example 7");
    doors_.change("ben", change);
    EXPECT_EQ(code(doors_.call("a.b.c")), base::Code::unauthenticated);
    doors_.access().doorkeeper.set_verify_jwt([](std::string_view jwt) {
        return base::Result<std::string>{"https://id.example " + std::string{jwt.substr(0, 1)}};
    });
    EXPECT_EQ(must(doors_.call("7.b.c")).person->name(), "people/ben");
    EXPECT_EQ(code(doors_.call("8.b.c")), base::Code::unauthenticated);
}

TEST_P(Doorkeeper, AnswersAlikeToWhoeverTheProviderKnowsWithoutAnAccountAndSomebodyOutOfUse) {
    doors_.add("ben", {"chief"});
    v1::PersonChange change;
    change.set_identity("https://id.example 7");
    doors_.change("ben", change);
    v1::PersonChange suspends;
    suspends.set_suspended(true);
    doors_.change("ben", suspends);
    doors_.access().doorkeeper.set_verify_jwt([](std::string_view jwt) {
        return base::Result<std::string>{"https://id.example " + std::string{jwt.substr(0, 1)}};
    });
    const auto suspended = doors_.call("7.b.c");
    const auto unknown = doors_.call("8.b.c");
    ASSERT_FALSE(suspended);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(suspended.error().code, unknown.error().code);
    EXPECT_EQ(suspended.error().message, unknown.error().message);
    (void)doors_.call("8.b.c");
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_REFUSED), 2) << "once for each, however often";
    doors_.pass(60s);
    (void)doors_.call("8.b.c");
    EXPECT_EQ(doors_.records(v1::ACCESS_KIND_REFUSED), 3);
}

TEST_P(Doorkeeper, KnowsAServiceByItsCertificateUnlessAnotherProofIsGiven) {
    doors_.add("importer", {"chief"});
    v1::PersonChange change;
    change.set_certificate(std::string(64, 'a'));
    doors_.change("importer", change);
    http::Call call;
    call.procedure = "/ladder.v1.CaseService/GetCase";
    call.certificate = http::ClientCertificate{std::string(64, 'a'), "CN=import.example"};
    EXPECT_EQ(must(doors_.access().doorkeeper.caller_of(call)).person->name(), "people/importer");
    call.certificate->fingerprint = std::string(64, 'b');
    EXPECT_EQ(code(doors_.access().doorkeeper.caller_of(call)), base::Code::unauthenticated);
    call.certificate->fingerprint = std::string(64, 'a');
    call.headers = {{"Authorization", "Bearer ladder_nothing"}};
    EXPECT_EQ(code(doors_.access().doorkeeper.caller_of(call)), base::Code::unauthenticated);
}

TEST_P(Doorkeeper, RefusesWhatIsNoToken) {
    doors_.add("ben", {"chief"});
    auto token = doors_.token("ben");
    token.back() = token.back() == '0' ? '1' : '0';
    EXPECT_EQ(code(doors_.call(token)), base::Code::unauthenticated);
    EXPECT_EQ(code(doors_.call("")), base::Code::unauthenticated);
    http::Call nobody;
    nobody.headers = {{"Cookie", "session=x"}, {"Authorization", "Basic YTpi"}};
    EXPECT_EQ(code(doors_.access().doorkeeper.caller_of(nobody)), base::Code::unauthenticated);
}

TEST_P(Doorkeeper, KnowsASessionWhoseCapacityHasEnded) {
    doors_.add("ben", {"chief", "keeper"});
    auto& sessions = doors_.access().sessions;
    const auto cookie = must(sessions.create("people/ben", "chief"));
    const auto caller = [&] {
        return must(doors_.access().doorkeeper.caller_of_session(must(sessions.find(cookie))));
    };
    EXPECT_EQ(caller().capacity, "chief");
    v1::PersonChange ends;
    ends.set_end("mchief");
    doors_.change("ben", ends);
    EXPECT_EQ(caller().capacity, "keeper") << "the only one left";
}

class Sessions : public OnBoth {
protected:
    Doors doors_{GetParam()};
    access::Sessions& sessions_{doors_.access().sessions};
};

LADDER_ON_BOTH(Sessions);

TEST_P(Sessions, EndAfterHalfAnHourWithoutARequest) {
    const auto cookie = must(sessions_.create("people/ben", "chief"));
    for (int i = 0; i < 3; ++i) {
        doors_.pass(29min);
        EXPECT_EQ(must(sessions_.find(cookie)).person, "people/ben");
    }
    doors_.pass(30min);
    EXPECT_FALSE(sessions_.find(cookie));
}

TEST_P(Sessions, EndAfterTwelveHoursWhateverHappens) {
    const auto cookie = must(sessions_.create("people/ben", "chief"));
    for (int i = 0; i < 12 * 3 - 1; ++i) {
        doors_.pass(20min);
        ASSERT_TRUE(sessions_.find(cookie)) << i;
    }
    doors_.pass(20min);
    EXPECT_FALSE(sessions_.find(cookie));
}

TEST_P(Sessions, HaveASecretForFormsThatChangesWithTheCookie) {
    const auto first = must(sessions_.create("people/ben", ""));
    const auto csrf = must(sessions_.find(first)).csrf;
    EXPECT_EQ(must(sessions_.find(first)).csrf, csrf);
    EXPECT_EQ(first.find(csrf), std::string::npos);
    const auto second = must(sessions_.rotate(first));
    EXPECT_FALSE(sessions_.find(first));
    EXPECT_NE(must(sessions_.find(second)).csrf, csrf);
}

TEST_P(Sessions, KeepTheCapacityChosenAndEndOneByOneOrAll) {
    const auto a = must(sessions_.create("people/ben", ""));
    const auto b = must(sessions_.create("people/ben", ""));
    const auto other = must(sessions_.create("people/ann", ""));
    must(sessions_.choose(a, "chief"));
    EXPECT_EQ(must(sessions_.find(a)).capacity, "chief");
    EXPECT_EQ(must(sessions_.find(b)).capacity, "");
    must(sessions_.end(a));
    EXPECT_FALSE(sessions_.find(a));
    const auto c = must(sessions_.create("people/ben", ""));
    EXPECT_EQ(must(sessions_.end_all("people/ben")), 2);
    EXPECT_FALSE(sessions_.find(b));
    EXPECT_FALSE(sessions_.find(c));
    EXPECT_TRUE(sessions_.find(other));
}

TEST_P(Sessions, AreNotToBeFoundByWhatTheDatabaseHolds) {
    const auto cookie = must(sessions_.create("people/ben", ""));
    EXPECT_EQ(
        doors_.ground().count("SELECT count(*) FROM session WHERE secret_hash = '" + cookie + "'"),
        0
    );
    EXPECT_FALSE(sessions_.find(access::hash_of(cookie)));
}

}  // namespace doorkeeper_test
}  // namespace ladder::db

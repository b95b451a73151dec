// AccessService as its handlers: who may ask what of people and tokens.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "services/api/people_commands.hpp"
#include "services/api/people_reads.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace people_test {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class People : public testing::Test {
protected:
    v1::Person add(const std::string& person, v1::PersonKind kind = v1::PERSON_KIND_PERSON) {
        v1::RegisterPersonRequest request;
        request.mutable_person()->set_person(person);
        request.mutable_person()->set_title(person);
        request.mutable_person()->set_organisation("X");
        request.mutable_person()->set_kind(kind);
        request.set_reasons("Joined");
        request.set_request_id(service.next_id());
        return value_of(service.answer_of<v1::RegisterPersonResponse>([&](Done done) {
                   register_person(
                       service.app(), keeper(), access::Authority::local, request, done
                   );
               })
        ).person();
    }

    v1::Person change(const v1::Person& person, const v1::PersonChange& change) {
        v1::ChangePersonRequest request;
        request.set_name(person.name());
        request.set_etag(person.etag());
        *request.mutable_change() = change;
        request.set_reasons("As agreed");
        request.set_request_id(service.next_id());
        return value_of(service.answer_of<v1::ChangePersonResponse>([&](Done done) {
                   change_person(service.app(), keeper(), access::Authority::local, request, done);
               })
        ).person();
    }

    v1::Person grant(const v1::Person& person, const std::string& role) {
        v1::PersonChange given;
        given.mutable_give_membership()->set_role(role);
        return change(person, given);
    }

    // By a token that is good for some capacities alone; none: for all.
    access::Caller caller(const v1::Person& person, const std::vector<std::string>& only = {}) {
        return value_of(access::caller_for(
            std::make_shared<const v1::Person>(person),
            {},
            only,
            base::day_of(service.app().clock()),
            db::Reader::everything()
        ));
    }

    static v1::Actor keeper() {
        v1::Actor actor;
        actor.set_person("Night shift");
        actor.set_capacity("operator");
        return actor;
    }

    v1::CreateTokenRequest token_of(const std::string& person = {}) {
        v1::CreateTokenRequest request;
        request.set_title("Laptop");
        request.set_person(person);
        return request;
    }

    // Throws where there is an error.
    template <class T>
    static T value_of(const base::Result<T>& result) {
        if (!result) {
            throw std::runtime_error{result.error().message};
        }
        return *result;
    }

    Service service;
};

TEST_F(People, ANameIsMadeOfTheIdentifier) {
    EXPECT_EQ(add("Ann Lee").name(), "people/ann-lee");
}

TEST_F(People, EverybodyKnowsWhoTheyAreAndMakesTheirOwnTokens) {
    const auto ben = grant(grant(add("Ben"), "chief"), "clerk");
    auto me = caller(ben);
    EXPECT_THAT(
        value_of(who_am_i(service.app(), me, {})).capacities(), ElementsAre("chief", "clerk")
    );
    auto request = token_of();
    request.add_capacities("clerk");
    const auto made = value_of(create_token(service.app(), me, request));
    EXPECT_THAT(made.secret(), StartsWith("ladder_"));
    EXPECT_EQ(made.token().person(), "Ben");
    const auto listed = value_of(list_tokens(service.app(), me, {}));
    ASSERT_EQ(listed.tokens_size(), 1);
    EXPECT_EQ(listed.DebugString().find(made.secret()), std::string::npos);
    request.add_capacities("hmcic");
    EXPECT_EQ(code_of(create_token(service.app(), me, request)), base::Code::invalid_argument);
}

TEST_F(People, ATokenOfOneCapacityMakesNoneOfMore) {
    const auto ben = grant(grant(add("Ben"), "chief"), "clerk");
    const auto me = caller(ben, {"clerk"});
    EXPECT_THAT(
        value_of(create_token(service.app(), me, token_of())).token().capacities(),
        ElementsAre("clerk")
    );
    auto request = token_of();
    request.add_capacities("chief");
    EXPECT_EQ(code_of(create_token(service.app(), me, request)), base::Code::invalid_argument);
}

// What it is good for today says nothing of what its owner will hold tomorrow.
TEST_F(People, ATokenOfOneCapacityMakesNoneOfAllWhateverIsHeldToday) {
    for (const auto& ben :
         {add("Ben"), grant(add("Ben Two"), "clerk"), grant(add("Ben Three"), "chief")}) {
        const auto made = create_token(service.app(), caller(ben, {"clerk"}), token_of());
        EXPECT_THAT(value_of(made).token().capacities(), ElementsAre("clerk"));
    }
}

// An administrator's token for a program that does something else.
TEST_F(People, ATokenOfOneCapacityKeepsNoRights) {
    auto keeper = grant(add("Ann"), "clerk");
    keeper.set_administrator(true);
    EXPECT_TRUE(require_keeper(caller(keeper)));
    EXPECT_EQ(code_of(require_keeper(caller(keeper, {"clerk"}))), base::Code::permission_denied);
}

TEST_F(People, TokensOfOthersAreNeitherMadeNorFound) {
    const auto ben = add("Ben");
    const auto ann = add("Ann");
    add("Feed", v1::PERSON_KIND_SERVICE);
    const auto token = value_of(create_token(service.app(), caller(ben), token_of())).token();
    for (const auto* other : {"people/ben", "people/feed"}) {
        EXPECT_EQ(
            code_of(create_token(service.app(), caller(ann), token_of(other))),
            base::Code::permission_denied
        );
        v1::ListTokensRequest list;
        list.set_person(other);
        EXPECT_EQ(
            code_of(list_tokens(service.app(), caller(ann), list)), base::Code::permission_denied
        );
    }
    v1::RevokeTokenRequest revoke;
    revoke.set_id(token.id());
    EXPECT_EQ(code_of(revoke_token(service.app(), caller(ann), revoke)), base::Code::not_found);
    EXPECT_TRUE(revoke_token(service.app(), caller(ben), revoke));
    EXPECT_EQ(code_of(revoke_token(service.app(), caller(ben), revoke)), base::Code::not_found);
}

TEST_F(People, ARevokedTokenIsForgottenAtOnce) {
    const auto ben = add("Ben");
    const auto made = value_of(create_token(service.app(), caller(ben), token_of()));
    http::Call call;
    call.headers = {{"Authorization", "Bearer " + made.secret()}};
    auto& doorkeeper = service.app().access.doorkeeper;
    EXPECT_TRUE(doorkeeper.caller_of(call));
    v1::RevokeTokenRequest revoke;
    revoke.set_id(made.token().id());
    EXPECT_TRUE(revoke_token(service.app(), caller(ben), revoke));
    EXPECT_EQ(code_of(doorkeeper.caller_of(call)), base::Code::unauthenticated);
}

TEST_F(People, AdministratorsKeepServiceAccountsAndRevokeAnybodysTokens) {
    v1::PersonChange administers;
    administers.set_administrator(true);
    const auto ada = caller(change(add("Ada"), administers));
    add("Feed", v1::PERSON_KIND_SERVICE);
    const auto ben = add("Ben");
    EXPECT_TRUE(create_token(service.app(), ada, token_of("people/feed")));
    EXPECT_EQ(
        code_of(create_token(service.app(), ada, token_of("people/ben"))),
        base::Code::permission_denied
    );
    v1::RevokeTokenRequest revoke;
    revoke.set_id(value_of(create_token(service.app(), caller(ben), token_of())).token().id());
    EXPECT_TRUE(revoke_token(service.app(), ada, revoke));
    v1::InvitePersonRequest invite;
    invite.set_name("people/feed");
    EXPECT_EQ(code_of(invite_person(service.app(), ada, invite)), base::Code::failed_precondition);
    invite.set_name("people/ben");
    EXPECT_THAT(
        value_of(invite_person(service.app(), ada, invite)).path(), StartsWith("/welcome?code=")
    );
    EXPECT_EQ(
        code_of(invite_person(service.app(), caller(ben), invite)), base::Code::permission_denied
    );
}

TEST_F(People, OthersAreReadByAdministratorsAloneWhetherOrNotTheyExist) {
    const auto ben = add("Ben");
    add("Ann");
    v1::GetPersonRequest request;
    for (const auto* name : {"people/ann", "people/nobody", "cases/x", ""}) {
        request.set_name(name);
        EXPECT_EQ(
            code_of(get_person(service.app(), caller(ben), request)), base::Code::permission_denied
        );
    }
    request.set_name("people/ben");
    EXPECT_EQ(value_of(get_person(service.app(), caller(ben), request)).person().person(), "Ben");
    v1::SignOutEverywhereRequest out;
    out.set_name("people/ann");
    EXPECT_EQ(
        code_of(sign_out_everywhere(service.app(), caller(ben), out)), base::Code::permission_denied
    );
    EXPECT_TRUE(sign_out_everywhere(service.app(), caller(ben), {}));
    EXPECT_EQ(code_of(list_people(service.app(), caller(ben), {})), base::Code::permission_denied);
}

TEST_F(People, AreListedByTheRoleTheyHoldToday) {
    v1::PersonChange administers;
    administers.set_administrator(true);
    const auto ada = caller(change(add("Ada"), administers));
    grant(add("Ben"), "chief");
    v1::ListPeopleRequest request;
    EXPECT_EQ(value_of(list_people(service.app(), ada, request)).people_size(), 2);
    request.set_role("chief");
    const auto chiefs = value_of(list_people(service.app(), ada, request));
    ASSERT_EQ(chiefs.people_size(), 1);
    EXPECT_EQ(chiefs.people(0).person(), "Ben");
}

}  // namespace people_test
}  // namespace ladder::api

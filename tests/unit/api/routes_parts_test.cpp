// Who acts: in which capacity, by which token.
#include "services/api/routes_parts.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <set>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "services/api/people_commands.hpp"
#include "tests/unit/api/callers.hpp"

namespace ladder::api {
namespace routes_parts_test {

using testing::HasSubstr;
using testing::Not;

access::Caller caller_in(const std::vector<std::string>& held, const std::string& capacity) {
    access::Caller caller{db::Reader::everything()};
    caller.capacities = held;
    caller.capacity = capacity;
    return caller;
}

TEST(MayAct, WhoeverNamesTheCapacityOrHoldsOne) {
    EXPECT_TRUE(may_act(caller_in({"chair"}, "chair")));
    EXPECT_EQ(code_of(may_act(caller_in({}, ""))), base::Code::permission_denied);
    const auto unnamed = may_act(caller_in({"chair", "hmcic"}, ""));
    EXPECT_EQ(code_of(unnamed), base::Code::invalid_argument);
    EXPECT_THAT(unnamed.error().message, HasSubstr("chair or hmcic"));
}

TEST(MayAct, NobodyByATokenThatOnlyReads) {
    auto caller = caller_in({"chair"}, "chair");
    EXPECT_TRUE(may_write(caller));
    caller.read_only = true;
    EXPECT_EQ(code_of(may_write(caller)), base::Code::permission_denied);
    EXPECT_EQ(code_of(may_act(caller)), base::Code::permission_denied);
}

class Routes : public testing::Test {
protected:
    Routes() {
        service_.publish();
        person_.set_name("people/keeper");
        person_.set_person("keeper@x.example");
        person_.set_administrator(true);
    }

    // An empty request: who may not is told so before it is read.
    Reply call(std::string_view procedure, const std::string& capacity) {
        return callers_.call(
            person_, capacity, std::string{procedure}, v1::WhoAmIRequest::default_instance()
        );
    }

    // Somebody whom an identity provider knows.
    void register_somebody(const std::string& identity) {
        v1::RegisterPersonRequest request;
        request.mutable_person()->set_person("ben@x.example");
        request.mutable_person()->set_title("Ben");
        request.mutable_person()->set_organisation("X");
        request.mutable_person()->set_kind(v1::PERSON_KIND_PERSON);
        request.set_reasons("Joined");
        request.set_request_id(service_.next_id());
        const auto made = service_.answer_of<v1::RegisterPersonResponse>([&](Done done) {
            register_person(
                service_.app(), person_keeper(), access::Authority::local, request, done
            );
        });
        v1::ChangePersonRequest change;
        change.set_name(made.value().person().name());
        change.set_etag(made.value().person().etag());
        change.mutable_change()->set_identity(identity);
        change.set_reasons("Joined");
        change.set_request_id(service_.next_id());
        (void)service_
            .answer_of<v1::ChangePersonResponse>([&](Done done) {
                change_person(
                    service_.app(), person_keeper(), access::Authority::local, change, done
                );
            })
            .value();
    }

    static v1::Actor person_keeper() {
        v1::Actor actor;
        actor.set_person("Night shift");
        actor.set_capacity("operator");
        return actor;
    }

    Service service_;
    Callers callers_{service_};
    v1::Person person_;
};

// Whether the protocol says that a procedure changes something.
bool changes(const access::CallRule& rule) {
    auto name = std::string{rule.procedure.substr(1)};
    std::replace(name.begin(), name.end(), '/', '.');
    const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
    return method->options().idempotency_level() !=
           google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
}

TEST_F(Routes, LetChangeNothingByATokenThatOnlyReads) {
    callers_.read_only = true;
    for (const auto& rule : access::call_rules()) {
        const bool hands_out =
            rule.procedure.ends_with("/GetCheckpoint") || rule.procedure.ends_with("/ExportBundle");
        const auto answered = call(rule.procedure, "ppsg_secretariat");
        if (changes(rule) && !hands_out) {
            EXPECT_EQ(Callers::code_of(answered), "permission_denied") << rule.procedure;
            EXPECT_THAT(answered.body, HasSubstr("may only read")) << rule.procedure;
        } else {
            EXPECT_THAT(answered.body, Not(HasSubstr("may only read"))) << rule.procedure;
        }
    }
}

// The methods of what was refused, as the journal has them.
std::multiset<std::string> refused_in(Service& service, Callers& callers) {
    // All that was handed to the writer before this is written with it.
    v1::RegisterBodiesRequest last;
    callers.everything("ppsg_secretariat", "/ladder.v1.BodyService/RegisterBodies", last);
    service.register_forces();
    v1::ListAccessRecordsRequest request;
    request.set_kind(v1::ACCESS_KIND_REFUSED);
    request.set_page_size(500);
    std::multiset<std::string> methods;
    const auto listed = Callers::in<v1::ListAccessRecordsResponse>(
        callers.everything({}, "/ladder.v1.AccessService/ListAccessRecords", request)
    );
    for (const auto& record : listed.records()) {
        EXPECT_EQ(record.code(), "permission_denied") << record.method();
        methods.insert(record.method());
    }
    return methods;
}

TEST_F(Routes, RecordWhatIsRefusedToATokenThatOnlyReads) {
    callers_.read_only = true;
    std::multiset<std::string> refused;
    for (const auto& rule : access::call_rules()) {
        if (Callers::code_of(call(rule.procedure, "ppsg_secretariat")) == "permission_denied") {
            refused.emplace(rule.procedure);
        }
    }
    EXPECT_GT(refused.size(), 40U);
    EXPECT_EQ(refused_in(service_, callers_), refused);
}

TEST_F(Routes, RecordWhatIsRefusedToWhoeverKeepsNoRights) {
    person_.set_administrator(false);
    v1::GetPersonRequest get;
    get.set_name("people/other");
    v1::SignOutEverywhereRequest sign_out;
    sign_out.set_name("people/other");
    v1::CreateTokenRequest create;
    create.set_person("people/other");
    v1::ListTokensRequest list;
    list.set_person("people/other");
    const v1::WhoAmIRequest nothing;
    const std::pair<const char*, const google::protobuf::Message*> calls[]{
        {"RegisterPerson", &nothing},
        {"ChangePerson", &nothing},
        {"InvitePerson", &nothing},
        {"ListPeople", &nothing},
        {"WhoCouldSee", &nothing},
        {"ListAccessRecords", &nothing},
        {"GetPerson", &get},
        {"SignOutEverywhere", &sign_out},
        {"CreateToken", &create},
        {"ListTokens", &list}};
    std::multiset<std::string> refused;
    for (const auto& [name, request] : calls) {
        const auto procedure = std::string{"/ladder.v1.AccessService/"} + name;
        EXPECT_EQ(
            Callers::code_of(callers_.call(person_, {}, procedure, *request)), "permission_denied"
        ) << name;
        refused.insert(procedure);
    }
    EXPECT_EQ(refused_in(service_, callers_), refused);
}

// What needs a permission of the newest rules, apart from any record.
TEST_F(Routes, RefuseWhatARoleMayNot) {
    service_.register_forces();
    v1::RegisterBodiesRequest bodies;
    *bodies.add_bodies() = service_.view().bodies.get("bodies/north", {}).value();
    v1::RecordPeerGroupsRequest peers;
    auto& set = *peers.mutable_peer_group_set();
    set.set_name("peerGroupSets/two");
    set.set_group("most_similar");
    set.set_method("made-up");
    set.set_effective_from("2005-01-01");
    auto& group = *set.add_groups();
    group.set_body("bodies/north");
    group.add_peers("bodies/south");
    v1::ImportObservationsRequest figures;
    figures.set_layout("population");
    figures.set_file_name("population.csv");
    figures.set_content(
        "force_id,year,population,households,source_table\nnorth,2008,1000000,400000,made up\n"
    );
    const auto code = [&](const char* capacity, const char* procedure, auto request) {
        request.set_request_id(service_.next_id());
        return Callers::code_of(
            callers_.everything(capacity, std::string{"/ladder.v1."} + procedure, request)
        );
    };
    EXPECT_EQ(code("peer", "BodyService/RegisterBodies", bodies), "permission_denied");
    EXPECT_EQ(code("peer", "BodyService/RecordPeerGroups", peers), "permission_denied");
    EXPECT_EQ(code("peer", "IndicatorService/ImportObservations", figures), "permission_denied");
    const auto* may = "ppsg_secretariat";
    EXPECT_EQ(code(may, "BodyService/RecordPeerGroups", peers), "ok");
    EXPECT_EQ(code(may, "IndicatorService/ImportObservations", figures), "ok");
}

// They kept rights when they called, and no longer when the writer came to it.
TEST_F(Routes, RecordWhatTheWriterRefusesToWhoeverKeepsRights) {
    v1::RegisterPersonRequest request;
    request.mutable_person()->set_person("ben@x.example");
    request.set_request_id(service_.next_id());
    const auto* procedure = "/ladder.v1.AccessService/RegisterPerson";
    EXPECT_EQ(
        Callers::code_of(callers_.call(person_, {}, procedure, request)), "permission_denied"
    );
    EXPECT_EQ(refused_in(service_, callers_), std::multiset<std::string>{procedure});
}

// Rights are compiled by the newest rules and by the bodies' regions.
TEST_F(Routes, ProveEverybodyAnewOnceRulesOrBodiesAreNew) {
    service_.register_forces();
    auto& doorkeeper = service_.app().access.doorkeeper;
    int proved = 0;
    doorkeeper.set_verify_jwt([&proved](std::string_view) -> base::Result<std::string> {
        ++proved;
        return {"https://id.example ben"};
    });
    register_somebody("https://id.example ben");
    const auto times_proved = [&] {
        http::Call call;
        call.headers = {{"Authorization", "Bearer a.b.c"}};
        EXPECT_TRUE(doorkeeper.caller_of(call));
        return proved;
    };
    EXPECT_EQ(times_proved(), 1);
    EXPECT_EQ(times_proved(), 1) << "known for a second, in which no time passes here";
    v1::RegisterBodiesRequest bodies;
    auto& body = *bodies.add_bodies();
    body = service_.view().bodies.get("bodies/north", {}).value();
    body.set_name("bodies/east");
    body.set_title("East");
    bodies.set_request_id(service_.next_id());
    (void)Callers::in<v1::RegisterBodiesResponse>(
        callers_.everything("ppsg_secretariat", "/ladder.v1.BodyService/RegisterBodies", bodies)
    );
    EXPECT_EQ(times_proved(), 2);
    v1::PublishRulesetRequest rules;
    *rules.mutable_definition() =
        service_.view().rulesets.get("rulesets/landscape-2009").value().definition();
    rules.set_reasons("As before");
    rules.set_request_id(service_.next_id());
    (void)Callers::in<v1::PublishRulesetResponse>(
        callers_.everything("ppsg_secretariat", "/ladder.v1.RulesetService/PublishRuleset", rules)
    );
    EXPECT_EQ(times_proved(), 3);
}

TEST_F(Routes, LetActNobodyWithoutACapacity) {
    for (const auto& rule : access::call_rules()) {
        if (rule.kind == access::CallKind::act) {
            const auto refused = call(rule.procedure, {});
            EXPECT_EQ(Callers::code_of(refused), "permission_denied") << rule.procedure;
            EXPECT_THAT(refused.body, HasSubstr("hold no capacity")) << rule.procedure;
        }
    }
}

}  // namespace routes_parts_test
}  // namespace ladder::api

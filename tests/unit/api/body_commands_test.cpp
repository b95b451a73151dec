// Registering bodies and peers through the journal.
#include "services/api/body_commands.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace body_commands_test {

v1::RegisterBodiesRequest one_authority(Service& service, const std::string& maintained) {
    v1::RegisterBodiesRequest request;
    auto& body = *request.add_bodies();
    body.set_name("bodies/north-authority");
    body.set_kind(v1::BODY_KIND_POLICE_AUTHORITY);
    body.set_title("North Police Authority");
    body.set_short_title("North");
    body.set_country(v1::COUNTRY_ENGLAND);
    body.set_etag("ignored");
    auto& relation = *body.add_relations();
    relation.set_kind(v1::BODY_RELATION_KIND_MAINTAINS);
    relation.set_body(maintained);
    request.set_request_id(service.next_id());
    return request;
}

base::Result<v1::RegisterBodiesResponse> register_by(
    Service& service, const v1::Actor& actor, const v1::RegisterBodiesRequest& request
) {
    return service.answer_of<v1::RegisterBodiesResponse>([&](Done done) {
        register_bodies(service.view().writer, actor, request, std::move(done));
    });
}

TEST(RegisterBodies, NeedsNoRoleBeforeTheFirstRuleset) {
    Service service;
    service.register_forces();
    v1::Actor anyone;
    anyone.set_person("ann");
    anyone.set_capacity("anything");
    const auto before = register_by(service, anyone, one_authority(service, "bodies/north"));
    ASSERT_TRUE(before);
    EXPECT_EQ(before->bodies(0).etag(), "v1");
    service.publish();
    auto later = one_authority(service, "bodies/south");
    later.mutable_bodies(0)->set_name("bodies/south-authority");
    EXPECT_EQ(code_of(register_by(service, anyone, later)), base::Code::permission_denied);
    EXPECT_TRUE(register_by(service, Service::secretariat(), later));
}

TEST(RegisterBodies, RefusesARelationToNobody) {
    Service service;
    const auto refused =
        register_by(service, Service::secretariat(), one_authority(service, "bodies/nowhere"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    EXPECT_EQ(
        std::get<v1::FieldViolation>(refused.error().details.at(0)).field(),
        "bodies[0].relations[0].body"
    );
}

TEST(RegisterBodies, RegistersAllOrNone) {
    Service service;
    service.register_forces();
    auto request = one_authority(service, "bodies/north");
    auto& again = *request.add_bodies();
    again = request.bodies(0);
    again.set_name("bodies/south");
    EXPECT_EQ(
        code_of(register_by(service, Service::secretariat(), request)), base::Code::already_exists
    );
    EXPECT_EQ(
        code_of(service.app().bodies.get("bodies/north-authority", {})), base::Code::not_found
    );
}

TEST(RegisterBodies, IsKnownFromTheDayItSays) {
    Service service;
    service.register_forces();
    const auto then = db::KnownAt{base::end_of(base::parse_date("2009-08-25").value()), false};
    EXPECT_TRUE(service.app().bodies.get("bodies/north", then));
    const auto strict = db::KnownAt{then.at, true};
    EXPECT_EQ(code_of(service.app().bodies.get("bodies/north", strict)), base::Code::not_found);
}

v1::RecordPeerGroupsRequest peers_of_north(Service& service, const std::string& peer) {
    v1::RecordPeerGroupsRequest request;
    auto& set = *request.mutable_peer_group_set();
    set.set_name("peerGroupSets/two");
    set.set_group("most_similar");
    set.set_method("made-up");
    set.set_effective_from("2009-04-01");
    auto& group = *set.add_groups();
    group.set_body("bodies/north");
    group.add_peers(peer);
    request.set_request_id(service.next_id());
    return request;
}

base::Result<v1::RecordPeerGroupsResponse> record(
    Service& service, const v1::RecordPeerGroupsRequest& request
) {
    return service.answer_of<v1::RecordPeerGroupsResponse>([&](Done done) {
        record_peer_groups(service.view().writer, Service::secretariat(), request, std::move(done));
    });
}

TEST(RecordPeerGroups, ChangesNothingForTheSameSet) {
    Service service;
    service.register_forces();
    const auto first = record(service, peers_of_north(service, "bodies/south"));
    ASSERT_TRUE(first);
    const auto again = record(service, peers_of_north(service, "bodies/south"));
    ASSERT_TRUE(again);
    EXPECT_EQ(first->peer_group_set().etag(), again->peer_group_set().etag());
}

TEST(RecordPeerGroups, NamesEveryBodyThatIsNotRegistered) {
    Service service;
    const auto refused = record(service, peers_of_north(service, "bodies/south"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::not_found);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("bodies/north, bodies/south"));
}

}  // namespace body_commands_test
}  // namespace ladder::api

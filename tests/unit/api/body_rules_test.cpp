// What a body and a set of peers must be: every violation is named.
#include "services/api/body_rules.hpp"

#include <functional>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::api {
namespace body_rules_test {

v1::RegisterBodiesRequest good_bodies() {
    v1::RegisterBodiesRequest request;
    auto& body = *request.add_bodies();
    body.set_name("bodies/north");
    body.set_kind(v1::BODY_KIND_POLICE_FORCE);
    body.set_title("North Police");
    body.set_short_title("North");
    body.set_country(v1::COUNTRY_ENGLAND);
    return request;
}

v1::ResponsibleAuthority council() {
    v1::ResponsibleAuthority authority;
    authority.set_id("county-council");
    authority.set_title("Northshire County Council");
    authority.set_kind("council");
    authority.set_from("2004-04-30");
    return authority;
}

v1::PeerGroupSet good_set() {
    v1::PeerGroupSet set;
    set.set_name("peerGroupSets/two");
    set.set_group("most_similar");
    set.set_method("made-up");
    set.set_effective_from("2009-04-01");
    auto& group = *set.add_groups();
    group.set_body("bodies/north");
    group.add_peers("bodies/south");
    return set;
}

std::vector<std::string> fields_of(const Problems& problems) {
    std::vector<std::string> fields;
    if (!problems.empty()) {
        for (const auto& detail : problems.error().details) {
            fields.push_back(std::get<v1::FieldViolation>(detail).field());
        }
    }
    return fields;
}

TEST(BodyRules, TakeAGoodBody) {
    Problems problems;
    check_bodies(good_bodies(), problems);
    EXPECT_TRUE(problems.empty());
}

struct BadBody {
    const char* name;
    std::function<void(v1::Body&)> spoil;
    const char* field;
};

class RefusesBody : public testing::TestWithParam<BadBody> {};

TEST_P(RefusesBody, NamingTheField) {
    auto request = good_bodies();
    GetParam().spoil(*request.mutable_bodies(0));
    Problems problems;
    check_bodies(request, problems);
    EXPECT_THAT(fields_of(problems), testing::ElementsAre(GetParam().field));
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, RefusesBody, testing::ValuesIn(std::vector<BadBody>{
    {"name_of_another_kind", [](auto& b) { b.set_name("cases/north"); },          "bodies[0].name"},
    {"name_in_capitals",     [](auto& b) { b.set_name("bodies/North"); },         "bodies[0].name"},
    {"no_kind",              [](auto& b) { b.clear_kind(); },                     "bodies[0].kind"},
    {"unknown_kind",         [](auto& b) { b.set_kind(static_cast<v1::BodyKind>(77)); }, "bodies[0].kind"},
    {"no_title",             [](auto& b) { b.clear_title(); },                    "bodies[0].title"},
    {"title_too_long",       [](auto& b) { b.set_title(std::string(201, 'x')); }, "bodies[0].title"},
    {"no_short_title",       [](auto& b) { b.clear_short_title(); },              "bodies[0].shortTitle"},
    {"no_country",           [](auto& b) { b.clear_country(); },                  "bodies[0].country"},
    {"cdrp_in_wales",        [](auto& b) { b.set_kind(v1::BODY_KIND_CDRP); b.set_country(v1::COUNTRY_WALES); }, "bodies[0].country"},
    {"government_office_in_wales", [](auto& b) { b.set_country(v1::COUNTRY_WALES); b.set_monitored_by("government_office"); }, "bodies[0].monitoredBy"},
    {"riep_in_wales",        [](auto& b) { b.set_country(v1::COUNTRY_WALES); b.set_monitored_by("riep"); }, "bodies[0].monitoredBy"},
    {"welsh_title_in_england", [](auto& b) { b.set_welsh_title("Heddlu"); },      "bodies[0].welshTitle"},
    {"wider_duty_of_a_force", [](auto& b) { b.set_wider_duty(true); },            "bodies[0].widerDuty"},
    {"authorities_of_a_force", [](auto& b) { b.add_responsible_authorities()->MergeFrom(council()); }, "bodies[0].responsibleAuthorities"},
    {"relation_of_a_partnership", [](auto& b) { auto& r = *b.add_relations(); r.set_kind(v1::BODY_RELATION_KIND_RESPONSIBLE_AUTHORITY); r.set_body("bodies/x"); }, "bodies[0].relations[0].kind"},
    {"csp_in_england",       [](auto& b) { b.set_kind(v1::BODY_KIND_CSP); },      "bodies[0].country"},
}), [](const auto& test) { return test.param.name; });
// clang-format on

TEST(BodyRules, TakeAPartnershipOfWalesWithItsAuthorities) {
    auto request = good_bodies();
    auto& body = *request.mutable_bodies(0);
    body.set_kind(v1::BODY_KIND_CSP);
    body.set_country(v1::COUNTRY_WALES);
    body.set_welsh_title("Partneriaeth");
    body.set_monitored_by("hoctiw");
    *body.add_responsible_authorities() = council();
    Problems problems;
    check_bodies(request, problems);
    EXPECT_TRUE(problems.empty());
}

TEST(BodyRules, NameWhatIsWrongWithAResponsibleAuthority) {
    auto request = good_bodies();
    auto& body = *request.mutable_bodies(0);
    body.set_kind(v1::BODY_KIND_CDRP);
    *body.add_responsible_authorities() = council();
    auto& second = *body.add_responsible_authorities();
    second = council();
    second.clear_title();
    second.set_kind("laa");
    second.set_to("2004-04-29");
    Problems problems;
    check_bodies(request, problems);
    const std::string at = "bodies[0].responsibleAuthorities[1]";
    EXPECT_THAT(
        fields_of(problems),
        testing::ElementsAre(at + ".title", at + ".kind", at + ".to", at + ".id")
    );
}

TEST(BodyRules, NameEveryProblemAtOnce) {
    auto request = good_bodies();
    request.mutable_bodies(0)->clear_title();
    request.mutable_bodies(0)->clear_country();
    auto& relation = *request.mutable_bodies(0)->add_relations();
    relation.set_body("south");
    relation.set_from("2010-02-30");
    *request.add_bodies() = good_bodies().bodies(0);
    request.set_known_on("yesterday");
    Problems problems;
    check_bodies(request, problems);
    EXPECT_THAT(
        fields_of(problems),
        testing::ElementsAre(
            "bodies[0].title",
            "bodies[0].country",
            "bodies[0].relations[0].kind",
            "bodies[0].relations[0].body",
            "bodies[0].relations[0].from",
            "bodies[1].name",
            "knownOn"
        )
    );
}

TEST(BodyRules, TakeOneTo1000Bodies) {
    v1::RegisterBodiesRequest request;
    Problems none;
    check_bodies(request, none);
    EXPECT_THAT(fields_of(none), testing::ElementsAre("bodies"));
    for (int i = 0; i < 1001; ++i) {
        *request.add_bodies() = good_bodies().bodies(0);
        request.mutable_bodies(i)->set_name("bodies/b" + std::to_string(i));
    }
    Problems many;
    check_bodies(request, many);
    EXPECT_THAT(fields_of(many), testing::ElementsAre("bodies"));
    request.mutable_bodies()->RemoveLast();
    Problems enough;
    check_bodies(request, enough);
    EXPECT_TRUE(enough.empty());
}

TEST(PeerRules, TakeAGoodSet) {
    Problems problems;
    check_peer_groups(good_set(), problems);
    EXPECT_TRUE(problems.empty());
}

TEST(PeerRules, NameEveryProblemAtOnce) {
    auto set = good_set();
    set.set_group("all");
    set.clear_effective_from();
    set.mutable_groups(0)->add_peers("bodies/south");
    set.mutable_groups(0)->add_peers("bodies/north");
    auto& second = *set.add_groups();
    second.set_body("bodies/north");
    Problems problems;
    check_peer_groups(set, problems);
    EXPECT_THAT(
        fields_of(problems),
        testing::ElementsAre(
            "peerGroupSet.group",
            "peerGroupSet.effectiveFrom",
            "peerGroupSet.groups[0].peers[1]",
            "peerGroupSet.groups[0].peers[2]",
            "peerGroupSet.groups[1].peers",
            "peerGroupSet.groups[1].body"
        )
    );
}

}  // namespace body_rules_test
}  // namespace ladder::api

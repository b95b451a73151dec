// Publishing: numbered versions, refusals with the place of every error.
#include "services/api/ruleset_commands.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace ruleset_commands_test {

base::Result<v1::PublishRulesetResponse> publish(
    Service& service,
    const v1::RulesetDefinition& definition,
    const v1::Actor& actor,
    const std::string& etag = {}
) {
    v1::PublishRulesetRequest request;
    *request.mutable_definition() = definition;
    request.set_reasons("A change.");
    request.set_request_id(service.next_id());
    request.set_etag(etag);
    return service.answer_of<v1::PublishRulesetResponse>([&](Done done) {
        publish_ruleset(service.view().writer, actor, request, std::move(done));
    });
}

v1::RulesetDefinition shipped(Service& service) {
    return service.app().rulesets.get("rulesets/landscape-2009").value().definition();
}

TEST(PublishRuleset, NumbersItsVersions) {
    Service service;
    EXPECT_EQ(service.publish(), "rulesets/landscape-2009@1");
    auto changed = shipped(service);
    changed.set_title("Another title");
    const auto second = publish(service, changed, Service::secretariat());
    ASSERT_TRUE(second);
    EXPECT_EQ(second->ruleset().name(), "rulesets/landscape-2009@2");
    EXPECT_FALSE(second->unchanged());
    EXPECT_EQ(second->ruleset().digest().size(), 32U);
    EXPECT_EQ(
        service.app().rulesets.get("rulesets/landscape-2009").value().name(),
        "rulesets/landscape-2009@2"
    );
}

TEST(PublishRuleset, ChangesNothingForTheNewestVersion) {
    Service service;
    service.publish();
    const auto again = publish(service, shipped(service), Service::secretariat());
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->unchanged());
    EXPECT_EQ(again->ruleset().name(), "rulesets/landscape-2009@1");
}

TEST(PublishRuleset, KeepsApartThoseWhoComparedWithTheSameVersion) {
    Service service;
    const auto seen = service.publish();
    auto theirs = shipped(service);
    theirs.set_title("Theirs");
    auto mine = shipped(service);
    mine.set_title("Mine");
    EXPECT_TRUE(publish(service, theirs, Service::secretariat(), seen));
    const auto refused = publish(service, mine, Service::secretariat(), seen);
    ASSERT_EQ(code_of(refused), base::Code::aborted);
    const auto stale = std::get<v1::StaleEtag>(refused.error().details.at(0));
    EXPECT_EQ(stale.current(), "rulesets/landscape-2009@2");
    EXPECT_EQ(stale.changed_by(), Service::secretariat().person());
    EXPECT_TRUE(publish(service, theirs, Service::secretariat(), seen)) << "it stands already";
    EXPECT_TRUE(publish(service, mine, Service::secretariat(), stale.current()));
}

TEST(PublishRuleset, RefusesWhatTheCheckFindsWithItsPlace) {
    Service service;
    service.publish();
    auto broken = shipped(service);
    broken.mutable_ladders(0)->mutable_transitions(0)->set_to("nowhere");
    const auto refused = publish(service, broken, Service::secretariat());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    ASSERT_FALSE(refused.error().details.empty());
    EXPECT_THAT(
        std::get<v1::TextIssue>(refused.error().details.at(0)).file(),
        testing::HasSubstr("ladders[0]")
    );
}

TEST(PublishRuleset, IsForARoleOnceThereAreRoles) {
    Service service;
    service.publish();
    v1::Actor peer;
    peer.set_person("ann");
    peer.set_capacity("peer");
    auto changed = shipped(service);
    changed.set_title("Another title");
    EXPECT_EQ(code_of(publish(service, changed, peer)), base::Code::permission_denied);
}

}  // namespace ruleset_commands_test
}  // namespace ladder::api

// Rules that two people make, through the writer: refused alone, published by a second person.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "services/api/reads.hpp"
#include "services/api/ruleset_commands.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace ruleset_proposals_test {

using base::Code;

v1::Actor acting(const std::string& person, const std::string& capacity) {
    v1::Actor actor;
    actor.set_person(person);
    actor.set_capacity(capacity);
    return actor;
}

class RulesOfTwoPeople : public testing::Test {
protected:
    RulesOfTwoPeople() {
        service_.publish([](v1::RulesetDefinition& rules) {
            rules.add_approved_by("ppsg_secretariat");
            rules.add_approved_by("rules_owner");
        });
    }

    v1::RulesetDefinition changed(const std::string& title) {
        auto rules = service_.app().rulesets.get("").value().definition();
        rules.set_title(title);
        return rules;
    }

    template <class Response, class Request, class Command>
    base::Result<Response> ask(Request request, const v1::Actor& actor, Command command) {
        request.set_reasons("To be clear.");
        request.set_request_id(service_.next_id());
        return service_.answer_of<Response>([&](Done done) {
            command(service_.view().writer, actor, request, std::move(done));
        });
    }

    base::Result<v1::ProposeRulesetResponse> propose(
        const v1::RulesetDefinition& rules, const std::string& etag = {}
    ) {
        v1::ProposeRulesetRequest request;
        *request.mutable_definition() = rules;
        request.set_etag(etag);
        return ask<v1::ProposeRulesetResponse>(request, ann_, propose_ruleset);
    }

    base::Result<v1::ApproveRulesetResponse> approve(
        const std::string& name, const v1::Actor& actor
    ) {
        v1::ApproveRulesetRequest request;
        request.set_name(name);
        return ask<v1::ApproveRulesetResponse>(request, actor, approve_ruleset);
    }

    base::Result<v1::PublishRulesetResponse> publish_alone(const v1::RulesetDefinition& rules) {
        v1::PublishRulesetRequest request;
        *request.mutable_definition() = rules;
        return ask<v1::PublishRulesetResponse>(request, ann_, publish_ruleset);
    }

    Service service_;
    v1::Actor ann_ = Service::secretariat();
    v1::Actor ben_ = acting("ben@hmic.example", "rules_owner");
};

TEST_F(RulesOfTwoPeople, AreNotPublishedByOne) {
    const auto refused = publish_alone(changed("Alone"));
    ASSERT_EQ(code_of(refused), Code::failed_precondition);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("ladder ruleset propose"));
    auto loose = changed("Without the question");
    loose.clear_approved_by();
    EXPECT_EQ(code_of(publish_alone(loose)), Code::failed_precondition);
    loose.set_id("another-ruleset");
    EXPECT_EQ(code_of(publish_alone(loose)), Code::failed_precondition)
        << "the rules in force decide, not those that are to be";
    EXPECT_EQ(service_.app().rulesets.newest().value(), "rulesets/landscape-2009@1");
}

TEST_F(RulesOfTwoPeople, AreProposedByOneAndApprovedByAnother) {
    const auto proposed = propose(changed("Two people"), "rulesets/landscape-2009@1").value();
    const auto name = proposed.proposal().name();
    EXPECT_EQ(name, "rulesetProposals/landscape-2009-1");
    EXPECT_EQ(proposed.proposal().against(), "rulesets/landscape-2009@1");
    EXPECT_FALSE(proposed.proposal().has_definition());
    EXPECT_EQ(service_.app().rulesets.newest().value(), "rulesets/landscape-2009@1");
    EXPECT_EQ(code_of(approve(name, ann_)), Code::permission_denied);
    EXPECT_EQ(
        code_of(approve(name, acting("ANN@hmic.example", "rules_owner"))), Code::permission_denied
    );
    const auto made = approve(name, ben_).value();
    EXPECT_EQ(made.ruleset().name(), "rulesets/landscape-2009@2");
    const auto ruleset = service_.app().rulesets.get("").value();
    EXPECT_EQ(ruleset.definition().title(), "Two people");
    EXPECT_EQ(ruleset.published_by().person(), "ben@hmic.example");
    EXPECT_EQ(ruleset.proposed_by().person(), "ann@hmic.example");
    EXPECT_EQ(ruleset.proposal(), name);
    EXPECT_EQ(made.ruleset().digest(), ruleset.digest());
    EXPECT_EQ(code_of(approve(name, ben_)), Code::failed_precondition) << "once";
}

TEST_F(RulesOfTwoPeople, AreProposedAnewOnceOthersPublished) {
    const auto mine = propose(changed("Mine")).value().proposal().name();
    const auto theirs = propose(changed("Theirs")).value().proposal().name();
    EXPECT_NE(mine, theirs);
    ASSERT_TRUE(approve(theirs, ben_));
    const auto refused = approve(mine, ben_);
    ASSERT_EQ(code_of(refused), Code::aborted);
    EXPECT_EQ(
        std::get<v1::StaleEtag>(refused.error().details.at(0)).changed_by(), "ben@hmic.example"
    );
    EXPECT_EQ(code_of(propose(changed("Mine"), "rulesets/landscape-2009@1")), Code::aborted);
    EXPECT_EQ(code_of(propose(changed("Theirs"))), Code::already_exists);
}

TEST_F(RulesOfTwoPeople, AreWithdrawnAndStayInTheRecord) {
    const auto name = propose(changed("Not this")).value().proposal().name();
    v1::WithdrawRulesetProposalRequest request;
    request.set_name(name);
    const auto withdrawn =
        ask<v1::WithdrawRulesetProposalResponse>(request, ben_, withdraw_ruleset_proposal);
    ASSERT_TRUE(withdrawn);
    EXPECT_EQ(withdrawn->proposal().state(), v1::RULESET_PROPOSAL_STATE_WITHDRAWN);
    EXPECT_EQ(code_of(approve(name, ben_)), Code::failed_precondition);
    v1::GetRulesetProposalRequest get;
    get.set_name(name);
    const auto kept = get_ruleset_proposal(service_.view(), get).value().proposal();
    EXPECT_EQ(kept.definition().title(), "Not this");
    EXPECT_EQ(kept.ended_by().person(), "ben@hmic.example");
    v1::ListRulesetProposalsRequest list;
    list.set_state(v1::RULESET_PROPOSAL_STATE_OPEN);
    EXPECT_EQ(list_ruleset_proposals(service_.view(), list).value().proposals_size(), 0);
    list.clear_state();
    EXPECT_EQ(list_ruleset_proposals(service_.view(), list).value().proposals_size(), 1);
}

TEST_F(RulesOfTwoPeople, AreForRolesThatMayPublish) {
    v1::ProposeRulesetRequest request;
    *request.mutable_definition() = changed("By a peer");
    EXPECT_EQ(
        code_of(ask<v1::ProposeRulesetResponse>(request, acting("eve", "peer"), propose_ruleset)),
        Code::permission_denied
    );
    const auto name = propose(changed("Sound")).value().proposal().name();
    EXPECT_EQ(code_of(approve(name, acting("eve", "peer"))), Code::permission_denied);
    EXPECT_EQ(code_of(approve("rulesetProposals/none-1", ben_)), Code::not_found);
}

}  // namespace ruleset_proposals_test
}  // namespace ladder::api

// Rules that two people make: who may approve, when, and what is recorded.
#include "engine/registers/ruleset_proposals.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/registers/desk.hpp"

namespace ladder::registers {
namespace ruleset_proposals_test {

using base::Code;

const definition::Ruleset& in_force() {
    static const definition::Ruleset ruleset = [] {
        v1::RulesetDefinition definition;
        definition.set_id("sample");
        for (const auto* id : {"owner", "keeper", "idle"}) {
            definition.add_roles()->set_id(id);
        }
        definition.add_approved_by("owner");
        definition.add_approved_by("keeper");
        return definition::Ruleset{"rulesets/sample@1", std::move(definition)};
    }();
    return ruleset;
}

v1::RulesetProposal proposal() {
    v1::Event event;
    auto& proposed = *event.mutable_ruleset_proposed();
    proposed.mutable_definition()->set_id("sample");
    proposed.mutable_definition()->set_title("Another title");
    proposed.set_digest("digest");
    proposed.set_reasons("It reads better.");
    proposed.set_against("rulesets/sample@1");
    v1::RulesetProposal state;
    state.set_name(proposal_name("sample", 1));
    apply(
        state,
        event,
        {7,
         1,
         sample::now(),
         sample::actor("owner", "Ann@hmic.example"),
         base::day_of(sample::now()),
         false}
    );
    return state;
}

base::Result<Approval> approve(
    const v1::RulesetProposal& state,
    const v1::Actor& actor,
    const std::string& reasons = "Compared and sound."
) {
    v1::ApproveRulesetRequest request;
    request.set_name(state.name());
    request.set_reasons(reasons);
    return decide(
        state, request, "rulesets/sample@2", "zoe@hmic.example", {in_force(), actor, sample::now()}
    );
}

TEST(ApproveRuleset, PublishesWhatWasProposedWithBothPeopleAndReasons) {
    auto state = proposal();
    EXPECT_EQ(state.name(), "rulesetProposals/sample-1");
    EXPECT_EQ(state.state(), v1::RULESET_PROPOSAL_STATE_OPEN);
    const auto made = approve(state, sample::actor("keeper", "ben@hmic.example")).value();
    const auto& published = made.published.ruleset_published();
    EXPECT_EQ(published.definition().title(), "Another title");
    EXPECT_EQ(published.digest(), "digest");
    EXPECT_EQ(published.reasons(), "Compared and sound.");
    EXPECT_EQ(published.proposal(), "rulesetProposals/sample-1");
    EXPECT_EQ(published.proposed_by().person(), "Ann@hmic.example");
    EXPECT_EQ(published.proposal_reasons(), "It reads better.");
    apply(
        state,
        made.ended,
        {9,
         2,
         sample::now(),
         sample::actor("keeper", "ben@hmic.example"),
         base::day_of(sample::now()),
         false}
    );
    EXPECT_EQ(state.state(), v1::RULESET_PROPOSAL_STATE_APPROVED);
    EXPECT_EQ(state.ruleset(), "rulesets/sample@2");
    EXPECT_EQ(state.ended_by().person(), "ben@hmic.example");
    EXPECT_EQ(state.reasons(), "It reads better.") << "nothing is lost";
}

TEST(ApproveRuleset, IsForAnotherPersonInWhateverCapacityAndSpelling) {
    for (const auto* capacity : {"owner", "keeper"}) {
        const auto refused = approve(proposal(), sample::actor(capacity, "ann@HMIC.example"));
        ASSERT_FALSE(refused) << capacity;
        EXPECT_EQ(refused.error().code, Code::permission_denied);
        EXPECT_THAT(refused.error().message, testing::HasSubstr("another person must approve"));
    }
}

TEST(ApproveRuleset, IsForTheRolesThatTheRulesInForceName) {
    const auto refused = approve(proposal(), sample::actor("idle", "ben"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::permission_denied);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("owner"));
}

TEST(ApproveRuleset, IsRefusedOnceOthersPublished) {
    auto state = proposal();
    state.set_against("rulesets/sample@0");
    const auto refused = approve(state, sample::actor("keeper", "ben"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::aborted);
    const auto stale = std::get<v1::StaleEtag>(refused.error().details.at(0));
    EXPECT_EQ(stale.current(), "rulesets/sample@1");
    EXPECT_EQ(stale.changed_by(), "zoe@hmic.example");
}

TEST(ApproveRuleset, NeedsReasonsAndAnOpenProposal) {
    EXPECT_EQ(
        approve(proposal(), sample::actor("keeper", "ben"), " ").error().code,
        Code::invalid_argument
    );
    auto state = proposal();
    v1::WithdrawRulesetProposalRequest request;
    EXPECT_EQ(decide(state, request).error().code, Code::invalid_argument);
    request.set_reasons("The wrong quarter.");
    apply(
        state,
        decide(state, request).value(),
        {9, 2, sample::now(), sample::actor("owner", "ann"), base::day_of(sample::now()), false}
    );
    EXPECT_EQ(state.state(), v1::RULESET_PROPOSAL_STATE_WITHDRAWN);
    EXPECT_EQ(state.ended_reasons(), "The wrong quarter.");
    EXPECT_EQ(
        approve(state, sample::actor("keeper", "ben")).error().code, Code::failed_precondition
    );
    EXPECT_EQ(decide(state, request).error().code, Code::failed_precondition);
}

TEST(RulesOfTwoPeople, AreMadeByNoProgram) {
    v1::Person account;
    account.set_kind(v1::PERSON_KIND_PERSON);
    EXPECT_TRUE(require_person(&account));
    EXPECT_TRUE(require_person(nullptr));
    account.set_kind(v1::PERSON_KIND_SERVICE);
    EXPECT_EQ(require_person(&account).error().code, Code::permission_denied);
}

}  // namespace ruleset_proposals_test
}  // namespace ladder::registers

// Evaluations: proposals recorded in cases, and never a stage changed.
#include "services/api/evaluation.hpp"

#include <algorithm>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/api/callers.hpp"

namespace ladder::api {
namespace evaluation_test {

using testing::Contains;
using testing::ElementsAre;

class Evaluate : public testing::Test {
protected:
    Evaluate() {
        service.publish();
        service.register_forces();
        service.load_story();
    }

    base::Result<v1::EvaluateResponse> run(
        const std::string& period_end, const std::function<void(v1::EvaluateRequest&)>& change = {}
    ) {
        v1::EvaluateRequest request;
        request.set_period_end(period_end);
        request.set_request_id(service.next_id());
        if (change) {
            change(request);
        }
        return service.answer_of<v1::EvaluateResponse>([&](const Done& done) {
            evaluate(service.view(), Service::secretariat(), request, done);
        });
    }

    v1::Case north() { return service.view().cases.get("cases/north-general-1", {}).value(); }

    Service service;
};

TEST_F(Evaluate, OpensACaseThatHoldsTheProposal) {
    const auto response = run("2011-03-31");
    ASSERT_TRUE(response) << response.error().message;
    ASSERT_EQ(response->findings_size(), 1);
    const auto& finding = response->findings(0);
    EXPECT_EQ(finding.outcome(), v1::EPISODE_OUTCOME_RAISED);
    EXPECT_EQ(finding.case_name(), "cases/north-general-1");
    EXPECT_EQ(finding.proposal(), "p1");
    EXPECT_EQ(north().stage(), "self_improvement");
    EXPECT_EQ(north().proposals_size(), 1);
    EXPECT_EQ(north().evaluated_to(), "2011-03-31");
    EXPECT_EQ(
        code_of(service.view().cases.get("cases/south-general-1", {})), base::Code::not_found
    );
}

TEST_F(Evaluate, RecordsTheSamePeriodOnce) {
    ASSERT_TRUE(run("2011-03-31"));
    const auto version = north().version();
    const auto again = run("2011-03-31");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->findings(0).proposal(), "p1");
    EXPECT_EQ(north().version(), version);
}

TEST_F(Evaluate, ClearsWhatHasEndedWithoutMovingTheCase) {
    ASSERT_TRUE(run("2011-03-31"));
    const auto later = run("2012-03-31");
    ASSERT_TRUE(later);
    ASSERT_EQ(later->findings_size(), 1);
    EXPECT_EQ(later->findings(0).outcome(), v1::EPISODE_OUTCOME_CLEARED);
    EXPECT_EQ(north().proposals(0).cleared_on(), "2012-03-31");
    EXPECT_EQ(north().proposals(0).state(), v1::PROPOSAL_STATE_LAPSED);
    EXPECT_EQ(north().stage(), "self_improvement");
}

TEST_F(Evaluate, DoesNotRecordAnEarlierPeriodAfterALaterOne) {
    ASSERT_TRUE(run("2011-03-31"));
    ASSERT_TRUE(run("2012-03-31"));
    const auto version = north().version();
    const auto earlier = run("2011-03-31");
    ASSERT_TRUE(earlier);
    EXPECT_TRUE(earlier->findings(0).superseded());
    EXPECT_EQ(north().version(), version);
}

TEST_F(Evaluate, WritesNothingWhenOnlyValidating) {
    const auto would =
        run("2011-03-31", [](v1::EvaluateRequest& request) { request.set_validate_only(true); });
    ASSERT_TRUE(would);
    EXPECT_EQ(would->findings_size(), 1);
    EXPECT_TRUE(would->evaluation().empty());
    EXPECT_EQ(
        code_of(service.view().cases.get("cases/north-general-1", {})), base::Code::not_found
    );
}

TEST_F(Evaluate, SeesOnlyWhatWasPublishedByThen) {
    const auto early = run("2011-03-31", [](v1::EvaluateRequest& request) {
        *request.mutable_known_at() =
            base::to_timestamp(base::end_of(base::parse_date("2011-04-30").value()));
    });
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, base::Code::invalid_argument);
    EXPECT_THAT(early.error().message, testing::HasSubstr("2011-03-31"));
}

TEST_F(Evaluate, NamesTheNearestPeriodsWhereThereIsNoFigure) {
    const auto refused = run("2011-04-30");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("2011-03-31 and 2011-06-30"));
}

TEST_F(Evaluate, IsForTheRolesThatMay) {
    v1::EvaluateRequest request;
    request.set_period_end("2011-03-31");
    request.set_request_id(service.next_id());
    v1::Actor peer;
    peer.set_person("ann");
    peer.set_capacity("peer");
    const auto refused = service.answer_of<v1::EvaluateResponse>([&](const Done& done) {
        evaluate(service.view(), peer, request, done);
    });
    EXPECT_EQ(code_of(refused), base::Code::permission_denied);
}

// The same trigger once more, of a subject in a compartment: from its own figures nobody outside
// learns that it fired, or has it open a case.
TEST_F(Evaluate, RunsNoTriggerOfACompartmentForWhoeverIsNotLetIn) {
    service.publish([](v1::RulesetDefinition& rules) {
        auto& triggers = *rules.mutable_triggers();
        const auto shown = std::find_if(triggers.begin(), triggers.end(), [](const auto& one) {
            return one.id() == "rising_against_peers";
        });
        auto hidden = *shown;
        hidden.set_id("rising_in_secret");
        hidden.set_subject(v1::SUBJECT_COUNTER_TERRORISM);
        *triggers.Add() = std::move(hidden);
    });
    v1::Person person;
    person.set_person("ann@hmic.example");
    auto& membership = *person.add_memberships();
    membership.set_role("ppsg_secretariat");
    membership.set_from("2000-01-01");
    auto& clearance = *person.add_clearances();
    clearance.set_vetting(v1::VETTING_SC);
    clearance.set_from("2000-01-01");
    clearance.set_until("2099-12-31");
    Callers callers{service};
    const auto fired = [&] {
        v1::EvaluateRequest request;
        request.set_period_end("2011-03-31");
        request.set_request_id(service.next_id());
        std::vector<std::string> triggers;
        const auto response = Callers::in<v1::EvaluateResponse>(callers.call(
            person, "ppsg_secretariat", "/ladder.v1.EvaluationService/Evaluate", request
        ));
        for (const auto& finding : response.findings()) {
            triggers.push_back(finding.trigger());
        }
        return triggers;
    };
    EXPECT_THAT(fired(), ElementsAre("rising_against_peers"));
    const auto* hidden_case = "cases/north-counter-terrorism-1";
    EXPECT_EQ(code_of(service.view().cases.get(hidden_case, {})), base::Code::not_found);
    auto& entry = *person.add_compartments();
    entry.set_compartment("counter_terrorism");
    entry.set_from("2000-01-01");
    EXPECT_THAT(fired(), Contains("rising_in_secret"));
    EXPECT_TRUE(service.view().cases.get(hidden_case, {}));
}

TEST_F(Evaluate, GivesTheSameAnswerForTheSameRequestId) {
    const auto same = [](v1::EvaluateRequest& request) { request.set_request_id("same"); };
    const auto first = run("2011-03-31", same);
    const auto again = run("2011-03-31", same);
    ASSERT_TRUE(first);
    ASSERT_TRUE(again);
    EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
}

TEST_F(Evaluate, JudgesOneIndicatorAsATriggerWould) {
    v1::JudgeRequest request;
    request.set_body("bodies/north");
    request.set_period_end("2011-03-31");
    request.mutable_condition()->set_indicator("recorded_robbery");
    request.mutable_condition()->set_versus(v1::COMPARISON_BASELINE);
    request.mutable_condition()->set_is(v1::JUDGEMENT_RESULT_WORSE);
    const auto response = judge(service.view(), request);
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->explanation().judgement().gap(), 100.0);
    EXPECT_EQ(response->explanation().truth(), v1::TRUTH_TRUE);
}

}  // namespace evaluation_test
}  // namespace ladder::api

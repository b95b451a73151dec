// Recommendations: by whom, for what, and that none of them moves a case.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace decide_recommendation_test {

using namespace sample;
using base::Code;
using Command = v1::RecordRecommendationRequest;
using Row = Refusal<Command>;

class Recommend : public testing::TestWithParam<Row> {};

TEST_P(Recommend, NamesWhatIsMissing) {
    Desk desk;
    desk.caller = chair();
    Command command;
    command.set_to_stage("peer_support");
    command.set_reasons("The plan does not convince.");
    expect_row(GetParam(), desk, command);
}

const Row rows[]{
    {"lawful", [](Desk&, Command&) {}, {}, {}},
    {"by_a_role_that_may_not",
     [](Desk& desk, Command&) { desk.caller = analyst(); },
     Code::permission_denied,
     {}},
    {"recorded_by_the_secretariat",
     [](Desk& desk, Command& c) {
         desk.caller = secretariat();
         *c.mutable_recommender() = chair();
     },
     {},
     {}},
    {"recorded_for_one_whom_the_caller_does_not_record_for",
     [](Desk& desk, Command& c) {
         desk.caller = secretariat();
         *c.mutable_recommender() = home_secretary();
     },
     Code::permission_denied,
     {}},
    {"recorded_for_nobody_by_name",
     [](Desk& desk, Command& c) {
         desk.caller = secretariat();
         c.mutable_recommender()->set_capacity("chair");
     },
     Code::invalid_argument,
     {"field:recommender.person"}},
    {"stale", [](Desk&, Command& c) { c.set_etag("v2"); }, Code::aborted, {"etag:v2"}},
    {"to_no_stage",
     [](Desk&, Command& c) { c.clear_to_stage(); },
     Code::invalid_argument,
     {"field:to_stage"}},
    {"to_the_present_stage",
     [](Desk&, Command& c) { c.set_to_stage("self_improvement"); },
     Code::invalid_argument,
     {"field:to_stage"}},
    {"to_a_stage_out_of_reach",
     [](Desk&, Command& c) { c.set_to_stage("direction"); },
     Code::failed_precondition,
     {"gate:transition"}},
    {"without_reasons",
     [](Desk&, Command& c) { c.clear_reasons(); },
     Code::invalid_argument,
     {"field:reasons"}},
    {"before_the_stage_began",
     [](Desk&, Command& c) { c.set_effective_on("2011-01-09"); },
     Code::invalid_argument,
     {"field:effective_on"}},
    {"tomorrow",
     [](Desk&, Command& c) { c.set_effective_on("2011-01-11"); },
     Code::invalid_argument,
     {"field:effective_on"}},
};

INSTANTIATE_TEST_SUITE_P(Table, Recommend, testing::ValuesIn(rows), by_name);

TEST(RecordedRecommendation, KeepsRecommenderAndRecorderAndMovesNothing) {
    Desk desk;
    Command command;
    command.set_to_stage("peer_support");
    command.set_reasons("The plan does not convince.");
    *command.mutable_recommender() = chair();
    desk.act(command, secretariat());
    ASSERT_EQ(desk.state.recommendations_size(), 1);
    const auto& recommendation = desk.state.recommendations(0);
    EXPECT_EQ(recommendation.id(), "r1");
    EXPECT_EQ(recommendation.recommender().person(), chair().person());
    EXPECT_EQ(recommendation.recorded_by().person(), secretariat().person());
    EXPECT_EQ(recommendation.at_stage(), "self_improvement");
    EXPECT_EQ(desk.state.stage(), "self_improvement");
}

}  // namespace decide_recommendation_test
}  // namespace ladder::casework

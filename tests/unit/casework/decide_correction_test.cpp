// Corrections: a new decision supersedes, the old one stays and points to it.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace decide_correction_test {

using namespace sample;
using base::Code;
using Command = v1::CorrectDecisionRequest;
using Row = Refusal<Command>;

Command lawful() {
    Command command;
    command.set_decision("d1");
    command.set_reasons("The group met on 8 January and heard the chief constable.");
    command.add_evidence("Minutes of the group, item 4");
    return command;
}

class Correct : public testing::TestWithParam<Row> {};

TEST_P(Correct, NamesWhatIsMissing) {
    Desk desk;
    desk.move_to_peer_support();
    desk.on("2011-01-20");
    desk.caller = hmcic();
    expect_row(GetParam(), desk, lawful());
}

const Row rows[]{
    {"lawful", [](Desk&, Command&) {}, {}, {}},
    {"recorded_by_the_secretariat",
     [](Desk& desk, Command& c) {
         desk.caller = secretariat();
         *c.mutable_decider() = hmcic();
     },
     {},
     {}},
    {"by_another_person_of_the_same_capacity",
     [](Desk& desk, Command&) { desk.caller = actor("zoe@hmic.example", "hmcic"); },
     {},
     {}},
    {"by_another_capacity",
     [](Desk& desk, Command&) { desk.caller = secretariat(); },
     Code::failed_precondition,
     {"gate:decider"}},
    {"for_one_whom_the_caller_does_not_record_for",
     [](Desk& desk, Command& c) {
         desk.caller = analyst();
         *c.mutable_decider() = hmcic();
     },
     Code::permission_denied,
     {}},
    {"stale", [](Desk&, Command& c) { c.set_etag("v1"); }, Code::aborted, {"etag:v1"}},
    {"known_in_the_future",
     [](Desk&, Command& c) { c.set_known_on("2099-01-01"); },
     Code::invalid_argument,
     {"field:known_on"}},
    {"of_no_decision",
     [](Desk&, Command& c) { c.set_decision("d2"); },
     Code::invalid_argument,
     {"field:decision"}},
    {"without_reasons_and_evidence",
     [](Desk&, Command& c) {
         c.clear_reasons();
         c.clear_evidence();
     },
     Code::invalid_argument,
     {"field:reasons", "field:evidence"}},
    {"on_the_day_of_the_decision",
     [](Desk&, Command& c) { c.set_effective_on("2011-01-10"); },
     {},
     {}},
    {"before_the_day_of_the_decision",
     [](Desk&, Command& c) { c.set_effective_on("2011-01-09"); },
     Code::invalid_argument,
     {"field:effective_on"}},
    {"that_changes_nothing",
     [](Desk&, Command& c) { c.set_reasons("The group met and heard the chief constable."); },
     Code::invalid_argument,
     {"field:reasons"}},
    {"of_the_basis_alone",
     [](Desk&, Command& c) {
         c.set_reasons("The group met and heard the chief constable.");
         c.set_basis("Landscape paper, paragraph 48");
     },
     {},
     {}},
};

INSTANTIATE_TEST_SUITE_P(Table, Correct, testing::ValuesIn(rows), by_name);

TEST(Correction, SupersedesAndPointsBackAndMovesNothing) {
    Desk desk;
    desk.move_to_peer_support();
    const auto before = desk.state;
    desk.act(lawful(), hmcic());
    ASSERT_EQ(desk.state.decisions_size(), 2);
    EXPECT_EQ(desk.state.decisions(0).superseded_by(), "d2");
    EXPECT_EQ(desk.state.decisions(0).reasons(), before.decisions(0).reasons());
    EXPECT_EQ(desk.state.decisions(1).supersedes(), "d1");
    EXPECT_EQ(desk.state.decisions(1).outcome(), v1::DECISION_OUTCOME_CORRECT);
    EXPECT_EQ(desk.state.decisions(1).basis(), before.decisions(0).basis());
    EXPECT_EQ(desk.state.stage(), before.stage());
    EXPECT_EQ(desk.state.stage_since(), before.stage_since());
    EXPECT_EQ(desk.state.next_review_on(), before.next_review_on());
}

TEST(Correction, OfASupersededDecisionIsRefusedAndOfTheCorrectionIsNot) {
    Desk desk;
    desk.move_to_peer_support();
    desk.act(lawful(), hmcic());
    desk.caller = hmcic();
    auto command = lawful();
    command.set_etag(desk.state.etag());
    command.set_reasons("The group met on 9 January.");
    const auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::failed_precondition);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("d2"));
    command.set_decision("d2");
    EXPECT_TRUE(desk.decide(command).has_value());
}

}  // namespace decide_correction_test
}  // namespace ladder::casework

// Recording facts, and withdrawing what was recorded in error.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace decide_fact_test {

using namespace sample;
using base::Code;
using Command = v1::RecordFactRequest;
using Row = Refusal<Command>;

class RecordFact : public testing::TestWithParam<Row> {};

TEST_P(RecordFact, NamesWhatIsMissing) {
    Desk desk;
    Command command;
    command.set_fact("grounds_given");
    command.add_evidence("Letter of 10 January");
    expect_row(GetParam(), desk, command);
}

const Row record_rows[]{
    {"lawful", [](Desk&, Command&) {}, {}, {}},
    {"by_a_role_without_the_permission",
     [](Desk& desk, Command&) { desk.caller = hmcic(); },
     Code::permission_denied,
     {}},
    {"by_a_role_that_the_fact_does_not_name",
     [](Desk& desk, Command&) { desk.caller = analyst(); },
     Code::permission_denied,
     {}},
    {"by_any_such_role_where_the_fact_names_none",
     [](Desk& desk, Command& c) {
         desk.caller = analyst();
         c.set_fact("represented");
     },
     {},
     {}},
    {"stale", [](Desk&, Command& c) { c.set_etag("v0"); }, Code::aborted, {"etag:v0"}},
    {"that_the_ruleset_has_not",
     [](Desk&, Command& c) { c.set_fact("moon_is_full"); },
     Code::invalid_argument,
     {"field:fact"}},
    {"by_the_id_within_the_case",
     [](Desk&, Command& c) { c.set_fact("f1"); },
     Code::invalid_argument,
     {"field:fact"}},
    {"without_proof",
     [](Desk&, Command& c) { c.clear_evidence(); },
     Code::invalid_argument,
     {"field:evidence"}},
    {"with_a_blank_remark",
     [](Desk&, Command& c) { c.set_note("  "); },
     Code::invalid_argument,
     {"field:note"}},
    {"tomorrow",
     [](Desk&, Command& c) { c.set_effective_on("2011-01-11"); },
     Code::invalid_argument,
     {"field:effective_on"}},
};

INSTANTIATE_TEST_SUITE_P(Table, RecordFact, testing::ValuesIn(record_rows), by_name);

class WithdrawFact : public testing::TestWithParam<Row> {};

TEST_P(WithdrawFact, NamesWhatIsMissing) {
    Desk desk;
    desk.record_fact("grounds_given");  // f1
    desk.record_fact("represented");    // f2
    desk.record_fact("represented");    // f3
    Command command;
    command.set_fact("f1");
    command.set_withdraw(true);
    command.set_note("It was another force's letter.");
    expect_row(GetParam(), desk, command);
}

const Row withdraw_rows[]{
    {"by_its_id_in_the_case", [](Desk&, Command&) {}, {}, {}},
    {"by_its_id_in_the_ruleset", [](Desk&, Command& c) { c.set_fact("grounds_given"); }, {}, {}},
    {"by_a_name_that_several_bear",
     [](Desk&, Command& c) { c.set_fact("represented"); },
     Code::invalid_argument,
     {"field:fact"}},
    {"one_of_several", [](Desk&, Command& c) { c.set_fact("f3"); }, {}, {}},
    {"that_was_never_recorded",
     [](Desk&, Command& c) { c.set_fact("considered"); },
     Code::invalid_argument,
     {"field:fact"}},
    {"by_a_role_that_may_not_record_it",
     [](Desk& desk, Command&) { desk.caller = analyst(); },
     Code::permission_denied,
     {}},
    {"without_a_note",
     [](Desk&, Command& c) { c.clear_note(); },
     Code::invalid_argument,
     {"field:note"}},
    {"with_evidence_and_a_date",
     [](Desk&, Command& c) {
         c.add_evidence("Letter");
         c.set_effective_on("2011-01-10");
     },
     Code::invalid_argument,
     {"field:evidence", "field:effective_on"}},
};

INSTANTIATE_TEST_SUITE_P(Table, WithdrawFact, testing::ValuesIn(withdraw_rows), by_name);

TEST(WithdrawnFact, StaysOnRecordAndCountsNoMore) {
    Desk desk;
    desk.ready_for_peer_support();
    Command command;
    command.set_fact("chief_notified");
    command.set_withdraw(true);
    command.set_note("The letter was never sent.");
    desk.act(command, secretariat());
    ASSERT_EQ(desk.state.facts_size(), 1);
    EXPECT_TRUE(desk.state.facts(0).withdrawn());
    EXPECT_EQ(desk.state.facts(0).withdrawn_because(), "The letter was never sent.");
    desk.caller = hmcic();
    auto move = desk.move("peer_support");
    move.add_evidence("f1");
    const auto refused = desk.decide(move);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(
        named(refused.error()), testing::ElementsAre("gate:chief_notified", "field:evidence[1]")
    );
}

TEST(WithdrawnFact, CannotBeWithdrawnAgain) {
    Desk desk;
    desk.record_fact("represented");
    Command command;
    command.set_fact("f1");
    command.set_withdraw(true);
    command.set_note("It was another force's letter.");
    desk.act(command, secretariat());
    command.set_etag(desk.state.etag());
    EXPECT_FALSE(desk.decide(command).has_value());
}

}  // namespace decide_fact_test
}  // namespace ladder::casework

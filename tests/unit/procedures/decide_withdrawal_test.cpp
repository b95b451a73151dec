// Taking entries back: at once, once, with a reason, and never before they took effect.
#include "tests/unit/procedures/expect.hpp"

namespace ladder::procedures {
namespace decide_withdrawal_test {

using namespace sample;
using base::Code;

TEST(WithdrawEntry, KeepsTheEntryAndTakesEffectOnItsDay) {
    ProcedureDesk desk;
    desk.ready_to_deploy();
    desk.caller = hmcic();
    expect_accepted(desk.decide(desk.step("deployed")));
    desk.on("2011-01-11");
    desk.act(desk.withdrawal("e3"), analyst());
    const auto& consent = desk.state.entries(2);
    EXPECT_EQ(consent.withdrawn_on(), "2011-01-11");
    EXPECT_EQ(consent.withdrawn_because(), "It was taken back.");
    EXPECT_TRUE(stands_on(consent, "2011-01-10"));
    EXPECT_FALSE(stands_on(consent, "2011-01-11"));
    desk.caller = hmcic();
    expect_refused(
        desk.decide(desk.step("deployed")),
        Code::failed_precondition,
        {"gate:consents"},
        "e3 was withdrawn on 11 January 2011"
    );
}

TEST(WithdrawEntry, NamesAllThatIsWrongAtOnce) {
    ProcedureDesk desk;
    desk.on("2011-01-12");
    desk.act(desk.entry("considered"), secretariat());
    auto command = desk.withdrawal("e1");
    command.clear_reasons();
    command.set_effective_on("2011-01-11");
    expect_refused(
        desk.decide(command), Code::invalid_argument, {"field:reasons", "field:effective_on"}
    );
    expect_refused(desk.decide(desk.withdrawal("e7")), Code::invalid_argument, {"field:entry"});
}

TEST(WithdrawEntry, HappensOnce) {
    ProcedureDesk desk;
    desk.act(desk.entry("considered"), secretariat());
    desk.act(desk.withdrawal("e1"), secretariat());
    expect_refused(desk.decide(desk.withdrawal("e1")), Code::invalid_argument, {"field:entry"});
}

TEST(WithdrawEntry, IsForThoseWhoMayRecordIt) {
    ProcedureDesk desk;
    desk.agree_terms();
    desk.caller = analyst();
    expect_refused(desk.decide(desk.withdrawal("e1")), Code::permission_denied, {});
    desk.caller = secretariat();
    auto stale = desk.withdrawal("e1");
    stale.set_etag("v1");
    expect_refused(desk.decide(stale), Code::aborted, {"etag:v1"});
}

TEST(WithdrawEntry, EndsTheDeadlinesThatItSet) {
    ProcedureDesk desk;
    desk.act(
        desk.entry("requirement", {}, {{"text", "Act"}, {"due", "2011-03-01"}}), secretariat()
    );
    desk.act(
        desk.entry("requirement", {}, {{"text", "Tell"}, {"due", "2011-03-01"}}), secretariat()
    );
    desk.act(desk.withdrawal("e1"), secretariat());
    EXPECT_EQ(desk.state.deadlines(0).state(), v1::DEADLINE_STATE_CANCELLED);
    EXPECT_EQ(desk.state.deadlines(1).state(), v1::DEADLINE_STATE_PENDING);
}

TEST(WithdrawEntry, IsNoMoreOnceTheProcedureEnded) {
    ProcedureDesk desk;
    desk.form_team();
    desk.act(desk.step("closed"), hmcic());
    expect_refused(desk.decide(desk.withdrawal("e1")), Code::failed_precondition, {}, "ended on");
}

}  // namespace decide_withdrawal_test
}  // namespace ladder::procedures

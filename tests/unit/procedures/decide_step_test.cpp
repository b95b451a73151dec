// Steps: decided by whom, on which ground, through which gates, and what follows.
#include "tests/unit/procedures/expect.hpp"

namespace ladder::procedures {
namespace decide_step_test {

using namespace sample;
using base::Code;

TEST(TakeStep, ChangesTheStageAndKeepsWhoWhyOnWhatAndWhen) {
    ProcedureDesk desk;
    desk.form_team();
    EXPECT_EQ(desk.state.stage(), "team");
    ASSERT_EQ(desk.state.steps_size(), 1);
    const auto& step = desk.state.steps(0);
    EXPECT_EQ(step.id(), "s1");
    EXPECT_EQ(step.from_stage(), "asked");
    EXPECT_EQ(step.decider().capacity(), "hmcic");
    EXPECT_EQ(step.basis(), "N 68");
    EXPECT_EQ(step.effective_on(), "2011-01-10");
    ASSERT_EQ(step.gates_size(), 1);
    EXPECT_EQ(step.gates(0).truth(), v1::TRUTH_TRUE);
    // What follows is counted from the day of the step.
    ASSERT_EQ(desk.state.deadlines_size(), 1);
    EXPECT_EQ(desk.state.deadlines(0).due_on(), "2011-01-20");
    EXPECT_EQ(desk.state.deadlines(0).set_by(), "s1");
}

TEST(TakeStep, OnAStateThatWasChangedSinceIsRefused) {
    ProcedureDesk desk;
    desk.form_team();
    auto command = desk.step("deployed");
    command.set_etag("v0");
    expect_refused(desk.decide(command), Code::aborted, {"etag:v0"});
}

TEST(TakeStep, NamesAllThatIsMissingAtOnce) {
    ProcedureDesk desk;
    desk.form_team();
    desk.act(desk.entry("member", "peers/ann"), secretariat());
    desk.act(desk.entry("member", "peers/ben"), secretariat());
    auto command = desk.step("deployed");
    command.clear_reasons();
    command.clear_evidence();
    command.set_exceptional_reason("None.");
    desk.caller = secretariat();
    expect_refused(
        desk.decide(command),
        Code::failed_precondition,
        {"gate:decider",
         "field:exceptional_reason",
         "gate:consents",
         "gate:considered",
         "field:reasons",
         "field:evidence"},
        "For peers/ben (e3): Not recorded for peers/ben"
    );
}

TEST(TakeStep, PassesAPolicyGateByItsRoleOnly) {
    ProcedureDesk desk;
    desk.ready_to_deploy();
    desk.act(desk.withdrawal("e4"), secretariat());
    auto command = desk.step("deployed");
    auto& given = *command.add_overrides();
    given.set_gate("considered");
    given.set_reason("Time is short.");
    desk.caller = chair();
    expect_refused(
        desk.decide(command),
        Code::failed_precondition,
        {"field:overrides[0].gate", "gate:considered"}
    );
    desk.caller = hmcic();
    const auto events = desk.decide(command);
    ASSERT_TRUE(events) << events.error().message;
    EXPECT_EQ(events->front().step_taken().step().gates(1).override_reason(), "Time is short.");
    given.set_gate("consents");
    expect_refused(
        desk.decide(command),
        Code::failed_precondition,
        {"field:overrides[0].gate", "gate:considered"},
        "statutory"
    );
}

TEST(TakeStep, ExcusesASubjectFromPolicyOnly) {
    ProcedureDesk desk{v1::SUBJECT_CONFIDENCE};
    desk.form_team();
    desk.caller = hmcic();
    expect_refused(
        desk.decide(desk.step("deployed")), Code::failed_precondition, {"gate:consents"}
    );
}

TEST(TakeStep, IsOneOfTheDefinition) {
    ProcedureDesk desk;
    desk.caller = hmcic();
    expect_refused(
        desk.decide(desk.step("deployed")),
        Code::failed_precondition,
        {"gate:transition"},
        "Team formed"
    );
    expect_refused(desk.decide(desk.step("nowhere")), Code::invalid_argument, {"field:to_stage"});
    expect_refused(desk.decide(desk.step("")), Code::invalid_argument, {"field:to_stage"});
}

TEST(TakeStep, IsExceptionalWithAReasonOnly) {
    ProcedureDesk desk;
    desk.caller = hmcic();
    auto command = desk.step("closed");
    expect_refused(desk.decide(command), Code::failed_precondition, {"gate:exceptional_reason"});
    command.set_exceptional_reason("It was asked in error.");
    expect_accepted(desk.decide(command));
}

TEST(TakeStep, EndsTheProcedureAtAStageWithAnOutcome) {
    ProcedureDesk desk;
    desk.form_team();
    desk.act(desk.step("closed"), hmcic());
    EXPECT_EQ(desk.state.ended_on(), "2011-01-10");
    EXPECT_EQ(desk.state.outcome(), "closed");
    desk.caller = hmcic();
    expect_refused(desk.decide(desk.step("team")), Code::failed_precondition, {}, "no step more");
}

TEST(TakeStep, IsNotTakenBeforeThePresentStageBegan) {
    ProcedureDesk desk;
    desk.on("2011-01-14");
    desk.form_team();
    auto command = desk.step("closed");
    command.set_effective_on("2011-01-13");
    desk.caller = hmcic();
    expect_refused(desk.decide(command), Code::invalid_argument, {"field:effective_on"});
    command.set_effective_on("2011-01-15");
    expect_refused(desk.decide(command), Code::invalid_argument, {"field:effective_on"});
}

TEST(TakeStep, IsRecordedForAnotherByThoseWhoMay) {
    ProcedureDesk desk;
    desk.agree_terms();
    auto command = desk.step("team");
    *command.mutable_decider() = hmcic();
    expect_accepted(desk.decide(command));
    desk.caller = analyst();
    expect_refused(desk.decide(command), Code::permission_denied, {});
}

}  // namespace decide_step_test
}  // namespace ladder::procedures

// Starting: who may, for which bodies and subjects, with which gates; and what an effect starts.
#include "tests/unit/procedures/expect.hpp"

namespace ladder::procedures {
namespace decide_start_test {

using namespace sample;
using base::Code;

TEST(StartProcedure, StartsAtTheFirstStageWithWhatFollows) {
    const ProcedureDesk desk;
    EXPECT_EQ(desk.state.stage(), "asked");
    EXPECT_EQ(desk.state.stage_since(), "2011-01-10");
    EXPECT_EQ(desk.state.case_name(), "cases/gwent-general-1");
    EXPECT_EQ(desk.state.ruleset(), "rulesets/sample@1");
    EXPECT_EQ(desk.state.started_by().capacity(), "secretariat");
    EXPECT_EQ(desk.record.front().event.procedure_started().gates_size(), 1);
    ASSERT_EQ(desk.state.tasks_size(), 1);
    EXPECT_EQ(desk.state.tasks(0).title(), "Agree terms");
}

TEST(StartProcedure, IsForTheRolesOfItsDefinitionOnly) {
    ProcedureDesk desk;
    desk.caller = analyst();
    expect_refused(desk.start(starting("support")), Code::permission_denied, {}, "secretariat");
    desk.caller = hmcic();
    expect_accepted(desk.start(starting("support")));
    expect_refused(
        desk.start(starting("referral")), Code::permission_denied, {}, "follows from a decision"
    );
}

TEST(StartProcedure, NamesAllThatIsWrongAtOnce) {
    ProcedureDesk desk;
    auto command = starting("suport");
    command.clear_reasons();
    command.set_effective_on("2011-01-11");
    expect_refused(
        desk.start(command),
        Code::invalid_argument,
        {"field:definition", "field:reasons", "field:effective_on"},
        "did you mean 'support'?"
    );
}

TEST(StartProcedure, FitsTheBodyAndSubject) {
    ProcedureDesk counter_terrorism;
    counter_terrorism.of_case.set_subject(v1::SUBJECT_COUNTER_TERRORISM);
    expect_refused(
        counter_terrorism.start(starting("support")), Code::failed_precondition, {}, "not for cases"
    );
    ProcedureDesk english;
    english.body.set_country(v1::COUNTRY_ENGLAND);
    expect_refused(english.start(starting("support")), Code::failed_precondition, {}, "country");
    ProcedureDesk authority;
    authority.body.set_kind(v1::BODY_KIND_POLICE_AUTHORITY);
    expect_refused(authority.start(starting("support")), Code::failed_precondition, {}, "kind");
}

TEST(StartProcedure, AsksItsGatesOfTheCase) {
    ProcedureDesk desk;
    desk.of_case.set_stage("direction");
    desk.caller = secretariat();
    expect_refused(
        desk.start(starting("support")), Code::failed_precondition, {"gate:not_directed"}
    );
    auto command = starting("support");
    auto& given = *command.add_overrides();
    given.set_gate("not_directed");
    given.set_reason("Both are wanted.");
    desk.caller = hmcic();
    expect_accepted(desk.start(command));
}

TEST(StartProcedure, NeedsAnOpenCaseOfItsBody) {
    ProcedureDesk desk;
    auto command = starting("support");
    command.set_body("bodies/kent");
    desk.of_case.set_closed_on("2011-01-09");
    desk.of_case.set_opened_on("2011-01-11");
    expect_refused(
        desk.start(command),
        Code::failed_precondition,
        {"field:body", "field:effective_on"},
        "was closed on 9 January 2011"
    );
}

TEST(StartProcedure, MayStandAloneUnlessItNeedsACase) {
    ProcedureDesk desk;
    auto context = desk.context();
    context.of_case = nullptr;
    const auto alone = procedures::decide(starting("support"), context);
    ASSERT_TRUE(alone) << alone.error().message;
    EXPECT_EQ(alone->front().procedure_started().case_name(), "");
    EXPECT_EQ(alone->front().procedure_started().subject(), v1::SUBJECT_GENERAL);
}

TEST(StartProcedure, FollowsOnOneOfTheSameBody) {
    ProcedureDesk desk;
    auto command = starting("support");
    command.set_follows("procedures/gwent-support-1");
    expect_accepted(desk.start(command));
    command.set_follows("procedures/other");
    expect_refused(desk.start(command), Code::invalid_argument, {"field:follows"});
    desk.state.set_body("bodies/kent");
    command.set_follows("procedures/gwent-support-1");
    expect_refused(desk.start(command), Code::invalid_argument, {"field:follows"}, "bodies/kent");
}

TEST(StartByEffect, SaysWhatItFollowsFrom) {
    const ProcedureDesk desk;
    const auto& definition = *ruleset().procedure("referral");
    const auto events = start_by_effect(
        definition, {"d3 of cases/gwent-general-1", hmcic(), day("2011-01-09")}, desk.context()
    );
    ASSERT_TRUE(events) << events.error().message;
    const auto& started = events->front().procedure_started();
    EXPECT_EQ(started.reasons(), "Follows from d3 of cases/gwent-general-1.");
    EXPECT_EQ(started.started_by().capacity(), "hmcic");
    EXPECT_EQ(started.effective_on(), "2011-01-09");
    EXPECT_EQ(started.stage(), "open");
}

}  // namespace decide_start_test
}  // namespace ladder::procedures

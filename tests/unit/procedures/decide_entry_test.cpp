// Recording entries: who may, when, in which order, how marked, and what follows.
#include "tests/unit/procedures/expect.hpp"

namespace ladder::procedures {
namespace decide_entry_test {

using namespace sample;
using base::Code;

const ProcedureDesk::FieldsGiven term_values{{"from", "2011-02-01"}};

TEST(RecordEntry, KeepsWhoWhatAndWhen) {
    ProcedureDesk desk;
    auto command = desk.entry("terms", {}, term_values);
    command.add_evidence("documents/signed");
    command.set_note("By letter.");
    desk.act(command, secretariat());
    const auto& entry = desk.state.entries(0);
    EXPECT_EQ(entry.id(), "e1");
    EXPECT_EQ(entry.effective_on(), "2011-01-10");
    EXPECT_EQ(entry.at_stage(), "asked");
    EXPECT_EQ(entry.recorded_by().capacity(), "secretariat");
    EXPECT_EQ(entry.marking(), v1::MARKING_RESTRICTED);
    EXPECT_EQ(desk.state.marking(), v1::MARKING_RESTRICTED);
}

TEST(RecordEntry, IsForTheRolesThatTheRecordNames) {
    ProcedureDesk desk;
    desk.caller = analyst();
    expect_refused(
        desk.decide(desk.entry("terms", {}, term_values)),
        Code::permission_denied,
        {},
        "Secretariat"
    );
    expect_accepted(desk.decide(desk.entry("considered")));
    // Where the record names none, the permission decides.
    desk.caller = chair();
    expect_refused(desk.decide(desk.entry("considered")), Code::permission_denied, {});
    desk.caller.clear_person();
    expect_refused(desk.decide(desk.entry("considered")), Code::unauthenticated, {});
}

TEST(RecordEntry, KnowsItsRecords) {
    const ProcedureDesk desk;
    expect_refused(
        desk.decide(desk.entry("consideredd")),
        Code::invalid_argument,
        {"field:record"},
        "did you mean 'considered'?"
    );
}

TEST(RecordEntry, IsRefusedAtAStaleEtag) {
    ProcedureDesk desk;
    auto command = desk.entry("considered");
    desk.agree_terms();
    expect_refused(desk.decide(command), Code::aborted, {"etag:" + command.etag()});
    command.clear_etag();
    expect_refused(desk.decide(command), Code::invalid_argument, {"field:etag"});
}

TEST(RecordEntry, HappensAfterTheStartAndNotInTheFuture) {
    const ProcedureDesk desk;
    auto command = desk.entry("considered");
    command.set_effective_on("2011-01-09");
    expect_refused(desk.decide(command), Code::invalid_argument, {"field:effective_on"});
    command.set_effective_on("2011-01-11");
    expect_refused(desk.decide(command), Code::invalid_argument, {"field:effective_on"});
}

TEST(RecordEntry, ComesInOrderAndElseNamesBothDates) {
    ProcedureDesk desk;
    desk.on("2011-01-12");
    desk.agree_terms();
    auto command = desk.entry("member", "peers/ann");
    command.set_effective_on("2011-01-11");
    expect_refused(
        desk.decide(command),
        Code::invalid_argument,
        {"field:effective_on"},
        "11 January 2011 is before 'The terms are agreed' (terms) (e1, 12 January 2011)"
    );
    command.set_effective_on("2011-01-12");
    expect_accepted(desk.decide(command));
}

TEST(RecordEntry, IsOrderedByKeyWhereBothHaveKeysOfOneKind) {
    ProcedureDesk desk;
    desk.form_team();
    desk.on("2011-01-14");
    desk.act(desk.entry("member", "peers/ann"), secretariat());
    auto command = desk.entry("consent", "peers/ben");
    command.set_effective_on("2011-01-12");
    desk.caller = analyst();
    expect_accepted(desk.decide(command));
    command.set_key("peers/ann");
    expect_refused(desk.decide(command), Code::invalid_argument, {"field:effective_on"});
}

TEST(RecordEntry, AnswersNoRequirementBeforeItWasMade) {
    ProcedureDesk desk;
    desk.on("2011-01-20");
    for (const auto* made_on : {"2011-01-12", "2011-01-18"}) {
        auto command = desk.entry("requirement", {}, {{"text", "Act"}, {"due", "2011-03-01"}});
        command.set_effective_on(made_on);
        desk.act(command, secretariat());
    }
    auto answer = desk.entry("answer", "e1");
    answer.set_effective_on("2011-01-15");
    expect_accepted(desk.decide(answer));
}

TEST(RecordEntry, IsOfAnotherPersonWhereTheRecordAsksForOne) {
    ProcedureDesk desk;
    desk.form_team();
    desk.act(desk.entry("member", "peers/ann"), analyst());
    desk.caller = analyst();
    desk.caller.set_person("DEV@hmic.example");
    expect_refused(
        desk.decide(desk.entry("consent", "peers/ann")),
        Code::failed_precondition,
        {"gate:another_person"},
        "e2"
    );
    expect_accepted(desk.decide(desk.entry("consent", "peers/ben")));
    desk.caller = secretariat();
    expect_accepted(desk.decide(desk.entry("consent", "peers/ann")));
}

TEST(RecordEntry, StandsOnceForEachKey) {
    ProcedureDesk desk;
    desk.form_team();
    desk.act(desk.entry("member", "peers/ann"), secretariat());
    expect_refused(
        desk.decide(desk.entry("member", "peers/ann")), Code::failed_precondition, {}, "e2"
    );
    expect_accepted(desk.decide(desk.entry("member", "peers/ben")));
    desk.act(desk.withdrawal("e2"), secretariat());
    expect_accepted(desk.decide(desk.entry("member", "peers/ann")));
}

TEST(RecordEntry, IsRenewedOnlyFromTheDayAfterItExpired) {
    ProcedureDesk desk;
    desk.form_team();
    desk.act(desk.entry("consent", "peers/ann", {{"until", "2011-01-12"}}), analyst());
    EXPECT_EQ(desk.state.entries(1).expires_on(), "2011-01-12");
    desk.on("2011-01-13");
    desk.caller = analyst();
    auto command = desk.entry("consent", "peers/ann");
    expect_accepted(desk.decide(command));
    command.set_effective_on("2011-01-12");
    expect_refused(desk.decide(command), Code::failed_precondition, {});
}

TEST(RecordEntry, ExpiresNoEarlierThanItTakesEffect) {
    ProcedureDesk desk;
    desk.caller = analyst();
    expect_accepted(desk.decide(desk.entry("consent", "peers/ann", {{"until", "2011-01-10"}})));
    expect_refused(
        desk.decide(desk.entry("consent", "peers/ann", {{"until", "2011-01-09"}})),
        Code::invalid_argument,
        {"field:values.until"},
        "2011-01-09 is before the day it takes effect, 2011-01-10"
    );
}

TEST(RecordEntry, IsNeverMarkedLowerThanItsRecord) {
    ProcedureDesk desk;
    auto command = desk.entry("terms", {}, term_values);
    command.set_marking(v1::MARKING_PROTECT);
    expect_refused(desk.decide(command), Code::invalid_argument, {"field:marking"}, "RESTRICTED");
    command.set_marking(v1::MARKING_SECRET);
    desk.act(command, secretariat());
    EXPECT_EQ(desk.state.marking(), v1::MARKING_SECRET);
}

TEST(RecordEntry, RestsOnWhatThereIs) {
    ProcedureDesk desk;
    desk.agree_terms();
    desk.act(desk.entry("considered"), secretariat());
    desk.act(desk.withdrawal("e2"), secretariat());
    auto command = desk.entry("considered");
    for (const auto* reference : {"e1", "e2", "e9", "documents/lost", "Letter of 3 May"}) {
        command.add_evidence(reference);
    }
    expect_refused(
        desk.decide(command),
        Code::invalid_argument,
        {"field:evidence[1]", "field:evidence[2]", "field:evidence[3]"}
    );
}

TEST(RecordEntry, AsksItsGatesAboutItsKey) {
    ProcedureDesk desk;
    desk.form_team();
    desk.act(desk.entry("consent", "peers/ben"), analyst());
    const ProcedureDesk::FieldsGiven days{{"from", "2011-02-01"}, {"to", "2011-02-28"}};
    expect_accepted(desk.decide(desk.entry("deployment", "peers/ben", days)));
    expect_refused(
        desk.decide(desk.entry("deployment", "peers/ann", days)),
        Code::failed_precondition,
        {"gate:consented"},
        "Not recorded for peers/ann"
    );
    auto overridden = desk.entry("deployment", "peers/ann", days);
    auto& given = *overridden.add_overrides();
    given.set_gate("consented");
    given.set_reason("By telephone.");
    expect_refused(
        desk.decide(overridden),
        Code::failed_precondition,
        {"field:overrides[0].gate", "gate:consented"}
    );
}

TEST(RecordEntry, SetsAndMeetsDeadlinesByKey) {
    ProcedureDesk desk;
    desk.act(
        desk.entry("requirement", {}, {{"text", "Act"}, {"due", "2011-03-01"}}), secretariat()
    );
    desk.act(
        desk.entry("requirement", {}, {{"text", "Tell"}, {"due", "2011-03-02"}}), secretariat()
    );
    ASSERT_EQ(desk.state.deadlines_size(), 2);
    EXPECT_EQ(desk.state.deadlines(1).due_on(), "2011-03-02");
    EXPECT_EQ(desk.state.deadlines(1).set_by(), "e2");
    desk.act(desk.entry("answer", "e2"), secretariat());
    EXPECT_EQ(desk.state.deadlines(0).state(), v1::DEADLINE_STATE_PENDING);
    EXPECT_EQ(desk.state.deadlines(1).state(), v1::DEADLINE_STATE_MET);
}

TEST(RecordEntry, IsTakenAtTheStagesOfItsRecordOnly) {
    ProcedureDesk desk;
    desk.caller = home_secretary();
    expect_refused(
        desk.decide(desk.entry("duty")), Code::failed_precondition, {}, "recorded only at Closed"
    );
    desk.form_team();
    desk.act(desk.step("closed"), hmcic());
    EXPECT_EQ(desk.state.outcome(), "closed");
    expect_refused(
        desk.decide(desk.entry("considered")), Code::failed_precondition, {}, "ended on"
    );
    // A duty after the end.
    desk.caller = home_secretary();
    expect_accepted(desk.decide(desk.entry("duty")));
}

TEST(RecordEntry, OfAnotherRulesetIsABug) {
    ProcedureDesk desk;
    desk.state.set_ruleset("rulesets/sample@2");
    expect_refused(desk.decide(desk.entry("considered")), Code::internal, {});
}

}  // namespace decide_entry_test
}  // namespace ladder::procedures

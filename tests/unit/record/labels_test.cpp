// What records are, as far as who may see them goes.
#include "engine/record/labels.hpp"

#include <gmock/gmock.h>
#include <map>

#include <gtest/gtest.h>

namespace ladder::record {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const definition::Ruleset& rules() {
    static const definition::Ruleset made{
        "rulesets/sample@1", [] {
            v1::RulesetDefinition rules;
            auto& ladder = *rules.add_ladders();
            ladder.set_id("police-force");
            ladder.set_marking(v1::MARKING_PROTECT);
            auto& compartment = *rules.add_compartments();
            compartment.set_id("counter_terrorism");
            compartment.add_subjects(v1::SUBJECT_COUNTER_TERRORISM);
            compartment.add_domains("counter_terrorism");
            auto& commission = *rules.add_procedures();
            commission.set_id("peer-support-commission");
            commission.add_records()->set_key(v1::KEY_KIND_PEER);
            auto& direction = *rules.add_procedures();
            direction.set_id("direction-s40");
            direction.add_transitions()->add_gates()->set_kind(v1::GATE_KIND_STATUTORY);
            rules.add_procedures()->set_id("improvement-plan");
            auto& kind = *rules.add_meeting_kinds();
            kind.set_id("ppsg");
            kind.set_chair("ppsg_chair");
            kind.add_members("acpo");
            auto& judged = *rules.add_assessments();
            judged.set_id("ct-areas");
            judged.set_counter_terrorism(true);
            rules.add_assessments()->set_id("rounded");
            auto& indicator = *rules.add_indicators();
            indicator.set_id("ct1");
            indicator.set_strand("counter_terrorism");
            rules.add_indicators()->set_id("robbery");
            auto& layout = *rules.add_import_layouts();
            layout.set_id("sent-in-confidence");
            layout.set_marking(v1::MARKING_SECRET);
            layout.add_values()->set_indicator("ct1");
            return rules;
        }()};
    return made;
}

v1::Case kent(v1::Subject subject = v1::SUBJECT_GENERAL) {
    v1::Case state;
    state.set_name("cases/kent-1");
    state.set_body("bodies/kent");
    state.set_subject(subject);
    state.set_ladder("police-force");
    state.set_stage("watching_brief");
    return state;
}

// The whole label of the first state of a small record.
access::Label label_in(const std::map<std::string, Aggregate>& record, const std::string& name) {
    const FindLabel find = [&](std::string_view other) -> std::optional<access::Label> {
        const auto found = record.find(std::string{other});
        return found == record.end() ? std::nullopt : std::optional{label_in(record, found->first)};
    };
    return whole_label(own_label(name, record.at(name), rules()), find);
}

access::Label label_of(const std::string& name, const Aggregate& state) {
    return label_in({{name, state}}, name);
}

TEST(Label, OfACaseIsThatOfItsLadderBodyAndStage) {
    const auto label = label_of("cases/kent-1", kent());
    EXPECT_EQ(label.kind, v1::RECORD_KIND_CASE);
    EXPECT_EQ(label.record, "cases/kent-1");
    EXPECT_EQ(label.marking, v1::MARKING_PROTECT);
    EXPECT_THAT(label.bodies, ElementsAre("bodies/kent"));
    EXPECT_THAT(label.at, ElementsAre("watching_brief"));
    EXPECT_THAT(label.compartments, IsEmpty());
}

TEST(Label, OfACaseIsAsHighAsItsHighestRemark) {
    auto state = kent();
    state.add_notes()->set_marking(v1::MARKING_SECRET);
    state.add_notes()->set_marking(v1::MARKING_RESTRICTED);
    EXPECT_EQ(label_of("cases/kent-1", state).marking, v1::MARKING_SECRET);
}

TEST(Label, OfACounterTerrorismCaseIsInItsCompartment) {
    const auto label = label_of("cases/kent-1", kent(v1::SUBJECT_COUNTER_TERRORISM));
    EXPECT_THAT(label.compartments, ElementsAre("counter_terrorism"));
}

TEST(Label, OfATaskMakesItsRecordTheWorkOfItsRole) {
    auto state = kent();
    auto& task = *state.add_tasks();
    task.set_role("home_force_officer");
    task.set_body("bodies/essex");
    task.set_owner("Ed");
    const auto label = label_of("cases/kent-1", state);
    ASSERT_EQ(label.work.size(), 1U);
    EXPECT_EQ(label.work[0].role, "home_force_officer");
    EXPECT_EQ(label.work[0].body, "bodies/essex");
    EXPECT_THAT(label.people, ElementsAre("Ed"));
}

TEST(Label, OfAProcedureIsOfItsKindAndItsCase) {
    for (const auto& [definition, kind] :
         {std::pair{"peer-support-commission", v1::RECORD_KIND_COMMISSION},
          std::pair{"direction-s40", v1::RECORD_KIND_STATUTORY},
          std::pair{"improvement-plan", v1::RECORD_KIND_PROCEDURE},
          std::pair{"no-longer-there", v1::RECORD_KIND_STATUTORY}}) {
        v1::Procedure state;
        state.set_definition(definition);
        state.set_case_name("cases/kent-1");
        state.set_body("bodies/kent");
        state.set_marking(v1::MARKING_CONFIDENTIAL);
        state.set_subject(v1::SUBJECT_COUNTER_TERRORISM);
        const auto label = label_of("procedures/x", state);
        EXPECT_EQ(label.kind, kind) << definition;
        EXPECT_EQ(label.marking, v1::MARKING_CONFIDENTIAL);
        EXPECT_THAT(label.within, ElementsAre("cases/kent-1"));
        EXPECT_THAT(label.at, ElementsAre(definition));
        EXPECT_THAT(label.compartments, ElementsAre("counter_terrorism"));
    }
}

TEST(Label, OfACommissionNamesItsPeersWhileTheyAreOfIt) {
    v1::Peer peer;
    peer.set_name("peers/pat");
    peer.set_person("Pat");
    v1::Procedure state;
    state.set_definition("peer-support-commission");
    state.add_entries()->set_key("peers/pat");
    EXPECT_THAT(
        label_in({{"procedures/x", state}, {"peers/pat", peer}}, "procedures/x").people,
        ElementsAre("Pat")
    );
    state.mutable_entries(0)->set_withdrawn_on("2010-01-01");
    EXPECT_THAT(
        label_in({{"procedures/x", state}, {"peers/pat", peer}}, "procedures/x").people, IsEmpty()
    );
}

TEST(Label, OfADocumentIsItsOwnMarkingAndWhatItIsAbout) {
    v1::Document state;
    state.set_about("cases/kent-1");
    state.set_marking(v1::MARKING_SECRET);
    state.mutable_recorded_by()->set_person("Ann");
    const auto label = label_in(
        {{"documents/d", state}, {"cases/kent-1", kent(v1::SUBJECT_COUNTER_TERRORISM)}},
        "documents/d"
    );
    EXPECT_EQ(label.kind, v1::RECORD_KIND_DOCUMENT);
    EXPECT_EQ(label.marking, v1::MARKING_SECRET);
    EXPECT_THAT(label.bodies, ElementsAre("bodies/kent"));
    EXPECT_THAT(label.compartments, ElementsAre("counter_terrorism"));
    EXPECT_THAT(label.within, ElementsAre("cases/kent-1"));
    EXPECT_THAT(label.at, ElementsAre("watching_brief"));
    EXPECT_THAT(label.people, ElementsAre("Ann"));
}

TEST(Label, OfAMeetingIsAsHighAsWhatIsOnItsAgenda) {
    v1::Meeting state;
    state.set_kind("ppsg");
    state.add_items()->set_case_name("cases/kent-1");
    auto noted = kent(v1::SUBJECT_COUNTER_TERRORISM);
    noted.add_notes()->set_marking(v1::MARKING_SECRET);
    const auto label = label_in({{"meetings/m", state}, {"cases/kent-1", noted}}, "meetings/m");
    EXPECT_EQ(label.kind, v1::RECORD_KIND_MEETING);
    EXPECT_EQ(label.marking, v1::MARKING_SECRET);
    EXPECT_THAT(label.compartments, ElementsAre("counter_terrorism"));
    EXPECT_THAT(label.bodies, ElementsAre("bodies/kent"));
}

TEST(Label, OfAMeetingIsTheWorkOfItsMembersOnceThePapersAreFrozen) {
    v1::Meeting state;
    state.set_kind("ppsg");
    state.set_state(v1::MEETING_STATE_PLANNED);
    EXPECT_THAT(label_of("meetings/m", state).work, IsEmpty());
    state.set_state(v1::MEETING_STATE_FROZEN);
    EXPECT_EQ(label_of("meetings/m", state).work.size(), 2U);
}

TEST(Label, OfAPublicationIsOpenOnceItWentToThePublic) {
    v1::Publication state;
    state.set_body("bodies/kent");
    state.set_of("cases/kent-1/decisions/d1");
    state.set_audience("public");
    const std::map<std::string, Aggregate> record{
        {"cases/kent-1", kent(v1::SUBJECT_COUNTER_TERRORISM)}};
    auto with = record;
    with["publications/p"] = state;
    EXPECT_THAT(label_in(with, "publications/p").compartments, IsEmpty());
    state.set_audience("the chief constable");
    with["publications/p"] = state;
    EXPECT_THAT(label_in(with, "publications/p").compartments, ElementsAre("counter_terrorism"));
}

TEST(Label, OfAnAssessmentIsInTheCompartmentOfItsKind) {
    v1::Assessment state;
    state.set_body("bodies/kent");
    state.set_definition("rounded");
    EXPECT_THAT(label_of("assessments/a", state).compartments, IsEmpty());
    state.set_definition("ct-areas");
    EXPECT_THAT(label_of("assessments/a", state).compartments, ElementsAre("counter_terrorism"));
    state.set_definition("no-longer-there");
    EXPECT_THAT(label_of("assessments/a", state).compartments, ElementsAre("counter_terrorism"));
}

TEST(Label, OfAnImportIsThatOfItsLayout) {
    v1::ObservationsImported state;
    state.set_layout("sent-in-confidence");
    const auto label = label_of("imports/1", state);
    EXPECT_EQ(label.kind, v1::RECORD_KIND_FIGURE);
    EXPECT_EQ(label.marking, v1::MARKING_SECRET);
    EXPECT_THAT(label.compartments, ElementsAre("counter_terrorism"));
}

TEST(Label, OfProposedRulesIsADeliberationOfWhoeverProposedThem) {
    v1::RulesetProposal state;
    state.mutable_proposed_by()->set_person("ann@hmic.example");
    const auto label = label_of("rulesetProposals/sample-1", state);
    EXPECT_EQ(label.kind, v1::RECORD_KIND_DELIBERATION);
    EXPECT_THAT(label.bodies, IsEmpty());
    EXPECT_THAT(label.people, ElementsAre("ann@hmic.example"));
}

TEST(Label, OfPeopleIsNone) {
    EXPECT_EQ(label_of("people/ann", v1::Person{}).kind, v1::RECORD_KIND_UNSPECIFIED);
    EXPECT_EQ(label_of("nothing/x", {}).kind, v1::RECORD_KIND_UNSPECIFIED);
}

TEST(PartLabel, TellsDeliberationsAndDiariesFromTheRest) {
    const auto label = label_of("cases/kent-1", kent());
    const auto kind_of = [&](std::string_view part) { return part_label(label, part).kind; };
    EXPECT_EQ(kind_of("cases/kent-1"), v1::RECORD_KIND_CASE);
    EXPECT_EQ(kind_of("cases/kent-1/decisions/d1"), v1::RECORD_KIND_CASE);
    EXPECT_EQ(kind_of("cases/kent-1/proposals/p1"), v1::RECORD_KIND_DELIBERATION);
    EXPECT_EQ(kind_of("cases/kent-1/tasks/t1"), v1::RECORD_KIND_DIARY);
    EXPECT_EQ(kind_of("cases/kent-1/deadlines/l1"), v1::RECORD_KIND_DIARY);
}

TEST(KindOfEvent, IsThatOfWhatItTells) {
    EXPECT_EQ(kind_of_event("recommendation_recorded"), v1::RECORD_KIND_DELIBERATION);
    EXPECT_EQ(kind_of_event("note_added"), v1::RECORD_KIND_DELIBERATION);
    EXPECT_EQ(kind_of_event("task_opened"), v1::RECORD_KIND_DIARY);
    EXPECT_EQ(kind_of_event("decision_recorded"), v1::RECORD_KIND_UNSPECIFIED);
}

// A new kind of event must be placed: with its record, among deliberations, or in the diary.
TEST(KindOfEvent, IsDecidedForEveryEventOfTheJournal) {
    const auto& kinds = *v1::Event::descriptor()->FindOneofByName("kind");
    int deliberations = 0;
    int diary = 0;
    for (int i = 0; i < kinds.field_count(); ++i) {
        const auto kind = kind_of_event(kinds.field(i)->name());
        deliberations += kind == v1::RECORD_KIND_DELIBERATION ? 1 : 0;
        diary += kind == v1::RECORD_KIND_DIARY ? 1 : 0;
    }
    EXPECT_EQ(deliberations, 5);
    EXPECT_EQ(diary, 6);
    EXPECT_EQ(kinds.field_count(), 51) << "say in kind_of_event() who sees the new event";
}

}  // namespace
}  // namespace ladder::record

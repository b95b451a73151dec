// What is taken out of an answer before it goes out.
#include "services/api/strain.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/peer_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "ladder/v1/task_service.pb.h"
#include "services/api/mention.hpp"

namespace ladder::api {
namespace strain_test {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Names, OfRecordsAreToldFromOtherTexts) {
    for (const auto* name :
         {"cases/kent-general-1", "procedures/x/entries/e1", "documents/a.b", "imports/12"}) {
        EXPECT_TRUE(is_guarded_name(name)) << name;
    }
    for (const auto* text :
         {"",
          "bodies/kent",
          "rulesets/x@1",
          "cases/",
          "cases",
          "see cases/x",
          "cases/X",
          "half/half",
          "notcases/x"}) {
        EXPECT_FALSE(is_guarded_name(text)) << text;
    }
}

TEST(Names, AreFoundInAllOfAMessage) {
    v1::Case state;
    state.set_name("cases/a");
    state.add_linked_cases("cases/b");
    state.add_linked_cases("cases/b");
    state.add_decisions()->add_evidence("documents/d");
    state.add_decisions()->set_reasons("see cases/c");
    EXPECT_THAT(names_in(state), ElementsAre("cases/a", "documents/d", "cases/b"));
}

TEST(Names, WithinATextGiveWay) {
    std::string text = "Linked to cases/a-1, cases/b. See and/or documents/d/parts/1.";
    EXPECT_TRUE(replace_names(text, [](std::string_view name) { return name == "cases/b"; }));
    EXPECT_EQ(
        text,
        "Linked to a record that is not shown, cases/b. See and/or a record that is not shown."
    );
    EXPECT_FALSE(replace_names(text, [](std::string_view) { return true; }));
}

// Somebody who sees the kinds given, of everything that is there but "cases/hidden".
struct World {
    explicit World(const std::vector<v1::RecordKind>& kinds) {
        for (const auto kind : kinds) {
            rights.sights.push_back({"somebody", kind, v1::SIGHT_SCOPE_ALL, {}, {}, false});
        }
    }

    Told strained(google::protobuf::Message& message) {
        Seen seen{rights, [](std::string_view record) -> std::optional<access::Label> {
                      access::Label label;
                      label.record = record;
                      label.kind = record.starts_with("documents/") ? v1::RECORD_KIND_DOCUMENT
                                                                    : v1::RECORD_KIND_CASE;
                      if (record == "cases/hidden") {
                          label.marking = v1::MARKING_TOP_SECRET;
                      } else if (record.find("nothing") != std::string_view::npos) {
                          return std::nullopt;
                      }
                      return label;
                  }};
        return strain(message, seen);
    }

    access::Rights rights;
};

v1::Case full_case() {
    v1::Case state;
    state.set_name("cases/a");
    state.add_proposals()->set_id("p1");
    state.add_recommendations()->set_id("r1");
    state.add_notes()->set_id("n1");
    state.add_tasks()->set_id("t1");
    state.add_deadlines()->set_id("l1");
    state.add_decisions()->add_settlements()->set_proposal("p1");
    return state;
}

TEST(Strain, LeavesEverythingToWhoeverSeesIt) {
    World world{{v1::RECORD_KIND_CASE, v1::RECORD_KIND_DELIBERATION, v1::RECORD_KIND_DIARY}};
    auto state = full_case();
    EXPECT_FALSE(world.strained(state).shows_less);
    EXPECT_EQ(state.SerializeAsString(), full_case().SerializeAsString());
}

TEST(Strain, TakesDeliberationsFromWhoeverSeesTheCaseAlone) {
    World world{{v1::RECORD_KIND_CASE, v1::RECORD_KIND_DIARY}};
    auto state = full_case();
    EXPECT_TRUE(world.strained(state).shows_less);
    EXPECT_THAT(state.proposals(), IsEmpty());
    EXPECT_THAT(state.recommendations(), IsEmpty());
    EXPECT_THAT(state.notes(), IsEmpty());
    EXPECT_THAT(state.decisions(0).settlements(), IsEmpty());
    EXPECT_EQ(state.tasks_size(), 1);
    v1::CaseSummary row;
    row.set_name("cases/a");
    row.set_open_proposals(3);
    world.strained(row);
    EXPECT_EQ(row.open_proposals(), 0);
}

TEST(Strain, TakesTheDiary) {
    World world{{v1::RECORD_KIND_CASE, v1::RECORD_KIND_DELIBERATION}};
    auto state = full_case();
    EXPECT_TRUE(world.strained(state).shows_less);
    EXPECT_THAT(state.tasks(), IsEmpty());
    EXPECT_THAT(state.deadlines(), IsEmpty());
    EXPECT_EQ(state.notes_size(), 1);
    v1::ProcedureSummary head;
    head.set_name("cases/a");
    head.set_open_tasks(2);
    head.set_next_due_on("2010-01-01");
    world.strained(head);
    EXPECT_EQ(head.open_tasks(), 0);
    EXPECT_EQ(head.next_due_on(), "");
}

TEST(Strain, TakesHiddenNamesLikeNamesOfNothing) {
    World world{{v1::RECORD_KIND_CASE, v1::RECORD_KIND_DELIBERATION}};
    v1::Case state;
    state.set_name("cases/a");
    for (const auto* other : {"cases/b", "cases/hidden", "cases/nothing"}) {
        state.add_linked_cases(other);
    }
    state.set_previous_case("cases/hidden");
    state.add_decisions()->set_reasons("As in cases/hidden and cases/b");
    state.add_decisions()->set_reasons("As in cases/nothing and cases/b");
    world.strained(state);
    EXPECT_THAT(state.linked_cases(), ElementsAre("cases/b"));
    EXPECT_EQ(state.previous_case(), "");
    EXPECT_EQ(state.decisions(0).reasons(), "As in a record that is not shown and cases/b");
    EXPECT_EQ(state.decisions(1).reasons(), state.decisions(0).reasons());
}

TEST(Strain, TakesThePapersOfAnItemFromWhoeverKeepsAwayFromIt) {
    World world{{v1::RECORD_KIND_CASE, v1::RECORD_KIND_DELIBERATION}};
    world.rights.recusals.push_back({"cases/a", ""});
    v1::PackContent content;
    for (const auto* name : {"cases/a", "cases/b"}) {
        auto& papers = *content.add_items();
        papers.mutable_item()->set_case_name(name);
        papers.mutable_item()->mutable_outcome()->set_note("Said");
        papers.mutable_case_()->set_name(name);
    }
    world.strained(content);
    EXPECT_FALSE(content.items(0).has_case_());
    EXPECT_FALSE(content.items(0).item().has_outcome());
    EXPECT_TRUE(content.items(1).has_case_());
    EXPECT_TRUE(content.items(1).item().has_outcome());
}

TEST(Strain, TellsWhatWasReadAndHowHighItIsMarked) {
    World world{{v1::RECORD_KIND_CASE}};
    world.rights.marking_max = v1::MARKING_TOP_SECRET;
    v1::ListCasesResponse page;
    page.add_cases()->set_name("cases/a");
    page.add_cases()->set_name("cases/hidden");
    page.add_cases()->set_name("cases/a");
    const auto told = world.strained(page);
    EXPECT_THAT(told.records, ElementsAre("cases/a", "cases/hidden"));
    EXPECT_EQ(told.marking, v1::MARKING_TOP_SECRET);
}

TEST(Strain, TakesTheRemarksAndTheDiaryOfAProcedure) {
    const auto left = [](const std::vector<v1::RecordKind>& kinds) {
        World world{kinds};
        v1::Procedure state;
        state.set_name("cases/a");
        state.add_notes()->set_id("n1");
        state.add_tasks()->set_id("t1");
        state.add_deadlines()->set_id("l1");
        const bool all = !world.strained(state).shows_less;
        return std::tuple{all, state.notes_size(), state.tasks_size(), state.deadlines_size()};
    };
    using std::tuple;
    const auto own = v1::RECORD_KIND_CASE;
    EXPECT_EQ(left({own, v1::RECORD_KIND_DIARY}), (tuple{false, 0, 1, 1}));
    EXPECT_EQ(left({own, v1::RECORD_KIND_DELIBERATION}), (tuple{false, 1, 0, 0}));
    EXPECT_EQ(
        left({own, v1::RECORD_KIND_DELIBERATION, v1::RECORD_KIND_DIARY}), (tuple{true, 1, 1, 1})
    );
}

// A name is seen as what it names: a remark within a case as what is said in it.
TEST(Strain, TakesTheNamesOfPartsThatAreNotSeen) {
    v1::Case state;
    state.set_name("cases/a");
    auto& decision = *state.add_decisions();
    decision.add_evidence("cases/a/notes/n1");
    decision.add_evidence("cases/a/decisions/d1");
    World{{v1::RECORD_KIND_CASE}}.strained(state);
    EXPECT_THAT(state.decisions(0).evidence(), ElementsAre("cases/a/decisions/d1"));
}

template <class Message>
std::vector<std::string> told_of(void (*name)(Message&)) {
    World world{{v1::RECORD_KIND_CASE}};
    Message message;
    name(message);
    return world.strained(message).records;
}

TEST(Strain, TellsOfEveryKindOfRecord) {
    const auto a = ElementsAre("cases/a");
    EXPECT_THAT(told_of<v1::Case>([](auto& one) { one.set_name("cases/a"); }), a);
    EXPECT_THAT(told_of<v1::CaseSummary>([](auto& one) { one.set_name("cases/a"); }), a);
    EXPECT_THAT(told_of<v1::Procedure>([](auto& one) { one.set_name("cases/a"); }), a);
    EXPECT_THAT(told_of<v1::ProcedureSummary>([](auto& one) { one.set_name("cases/a"); }), a);
    EXPECT_THAT(told_of<v1::Document>([](auto& one) { one.set_name("cases/a"); }), a);
    EXPECT_THAT(told_of<v1::Meeting>([](auto& one) { one.set_name("cases/a"); }), a);
    EXPECT_THAT(told_of<v1::MeetingSummary>([](auto& one) { one.set_name("cases/a"); }), a);
    EXPECT_THAT(told_of<v1::Assessment>([](auto& one) { one.set_name("cases/a"); }), a);
    EXPECT_THAT(told_of<v1::Peer>([](auto& one) { one.set_name("cases/a"); }), a);
    EXPECT_THAT(told_of<v1::Proposal>([](auto& one) { one.set_case_name("cases/a"); }), a);
    EXPECT_THAT(told_of<v1::Task>([](auto& one) { one.set_parent("cases/a"); }), a);
    EXPECT_THAT(told_of<v1::Deadline>([](auto& one) { one.set_parent("cases/a"); }), a);
}

TEST(Strain, TellsHowHighAFigureIsMarked) {
    World world{{v1::RECORD_KIND_FIGURE}};
    v1::ListObservationsResponse page;
    page.add_observations()->set_marking(v1::MARKING_SECRET);
    page.add_observations()->set_marking(v1::MARKING_PROTECT);
    EXPECT_EQ(world.strained(page).marking, v1::MARKING_SECRET);
}

}  // namespace strain_test
}  // namespace ladder::api

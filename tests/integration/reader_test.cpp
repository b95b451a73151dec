// What eyes see: parts of records as what they are, tasks as the work of their own, and nothing by
// a label that no longer holds.
#include "db/reader.hpp"

#include <gmock/gmock.h>

#include "db/fold_stream.hpp"
#include "db/stream_reader.hpp"
#include "tests/integration/readers.hpp"
#include "tests/unit/casework/sample_ruleset.hpp"

namespace ladder::db {
namespace reader_test {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto case_name = "cases/force-1-general-1";

class ReaderOfPeople : public OnBoth {
protected:
    ReaderOfPeople() {
        ground_.publish_and_register();
        ground_.open_case(1);
    }

    void record(const std::string& stream, const v1::Event& event) {
        must(ground_.submit(Ground::recording(
            {{stream, event, {}}}, ground_.new_request_id(), casework::sample::secretariat()
        )));
    }

    // A task of the case, of a role or of somebody.
    void add_task(const std::string& id, const std::string& role, const std::string& owner) {
        v1::Event event;
        auto& task = *event.mutable_task_opened()->mutable_task();
        task.set_id(id);
        task.set_title("Look into it");
        task.set_role(role);
        task.set_owner(owner);
        record(case_name, event);
    }

    Reader reader(std::vector<access::Sight> sights) {
        return reader_with(ground_, std::move(sights), labels_);
    }

    bool sees(const Reader& who, std::string_view name) {
        return must(ground_.database().read([&](soci::session& session) -> base::Result<bool> {
            return Eyes{session, GetParam(), who}.see(name);
        }));
    }

    // The ids of the case's tasks that are seen in lists.
    std::vector<std::string> tasks_seen(const Reader& who) {
        using Ids = std::vector<std::string>;
        return must(ground_.database().read([&](soci::session& session) -> base::Result<Ids> {
            Eyes eyes{session, GetParam(), who};
            const auto state = must(fold_stream(session, GetParam(), case_name, {}));
            Ids ids;
            for (const auto& row : rows_of(state, 0)) {
                if (row.model == Model::tasks && eyes.see(row)) {
                    ids.push_back(row.name.substr(row.name.rfind('/') + 1));
                }
            }
            return ids;
        }));
    }

    Ground ground_{GetParam()};
    std::shared_ptr<LabelCache> labels_ = std::make_shared<LabelCache>();
};

LADDER_ON_BOTH(ReaderOfPeople);

TEST_P(ReaderOfPeople, SeesPartsOfARecordAsWhatTheyAre) {
    const std::string record{case_name};
    const auto of_cases = reader({sight(v1::RECORD_KIND_CASE)});
    EXPECT_TRUE(sees(of_cases, record));
    EXPECT_TRUE(sees(of_cases, record + "/decisions/d1"));
    for (const auto* part : {"/proposals/p1", "/notes/n1", "/deadlines/l1", "/tasks/t1"}) {
        EXPECT_FALSE(sees(of_cases, record + part)) << part;
    }
    const auto of_diaries = reader({sight(v1::RECORD_KIND_CASE), sight(v1::RECORD_KIND_DIARY)});
    EXPECT_TRUE(sees(of_diaries, record + "/deadlines/l1"));
    EXPECT_FALSE(sees(of_diaries, record + "/proposals/p1"));
    EXPECT_FALSE(sees(reader({sight(v1::RECORD_KIND_DIARY)}), record));
}

TEST_P(ReaderOfPeople, SeesTasksInListsAsDiariesOrAsTheirOwnWork) {
    add_task("t1", "clerk", "");
    add_task("t2", "chief", "");
    add_task("t3", "chief", "ann@x.example");
    EXPECT_THAT(tasks_seen(reader({sight(v1::RECORD_KIND_CASE)})), IsEmpty());
    EXPECT_THAT(tasks_seen(reader({sight(v1::RECORD_KIND_DIARY)})), ElementsAre("t1", "t2", "t3"));
    // The record is the work of all of them; each task is that of its own alone.
    const auto own = reader({sight(v1::RECORD_KIND_DIARY, v1::SIGHT_SCOPE_OWN_WORK)});
    EXPECT_THAT(tasks_seen(own), ElementsAre("t1", "t3"));
}

TEST_P(ReaderOfPeople, SeesNoPeopleAndNoAccessRecordsInLists) {
    v1::Event event;
    event.mutable_person_registered()->mutable_person()->set_person("ben@x.example");
    record("people/ben", event);
    EXPECT_FALSE(sees(reader({sight(v1::RECORD_KIND_AUDIT)}), "people/ben"));
    const auto all = reader({sight(v1::RECORD_KIND_CASE), sight(v1::RECORD_KIND_AUDIT)});
    must(ground_.database().read([&](soci::session& session) -> base::Result<void> {
        Eyes eyes{session, GetParam(), all};
        for (const auto model : {Model::people, Model::access_records}) {
            EXPECT_FALSE(eyes.see(record::ModelRow{model, "people/ben", 0, {}, {}}));
        }
        return {};
    }));
}

TEST_P(ReaderOfPeople, SeesStreamsOfPeopleInTheJournalByTheAuditAlone) {
    const auto stream_seen = [&](const Reader& who, const char* stream) {
        return must(ground_.database().read([&](soci::session& session) -> base::Result<bool> {
            return Eyes{session, GetParam(), who}.see_stream(stream);
        }));
    };
    const auto of_cases = reader({sight(v1::RECORD_KIND_CASE)});
    const auto of_audit = reader({sight(v1::RECORD_KIND_AUDIT)});
    for (const auto* stream : {"people/ben", "access/2011-01-10"}) {
        EXPECT_FALSE(stream_seen(of_cases, stream)) << stream;
        EXPECT_TRUE(stream_seen(of_audit, stream)) << stream;
    }
    EXPECT_TRUE(stream_seen(of_cases, case_name));
    EXPECT_FALSE(stream_seen(of_audit, case_name));
    EXPECT_TRUE(stream_seen(of_audit, "rulesets/sample"));
}

// Readers share what is remembered of labels.
TEST_P(ReaderOfPeople, ForgetsTheLabelOfARecordThatChanged) {
    const auto of_cases = reader({sight(v1::RECORD_KIND_CASE)});
    EXPECT_TRUE(sees(of_cases, case_name));
    v1::Event event;
    auto& note = *event.mutable_note_added()->mutable_note();
    note.set_text("A remark");
    note.set_marking(v1::MARKING_SECRET);
    record(case_name, event);
    EXPECT_FALSE(sees(of_cases, case_name));
}

TEST_P(ReaderOfPeople, ForgetsLabelsOfRulesThatNoLongerHold) {
    EXPECT_TRUE(sees(reader({sight(v1::RECORD_KIND_CASE)}), case_name));
    v1::Event event;
    auto& definition = *event.mutable_ruleset_published()->mutable_definition();
    definition = casework::sample::definition();
    for (auto& ladder : *definition.mutable_ladders()) {
        ladder.set_marking(v1::MARKING_SECRET);
    }
    record("rulesets/sample", event);
    EXPECT_FALSE(sees(reader({sight(v1::RECORD_KIND_CASE)}), case_name));
}

TEST_P(ReaderOfPeople, SeesFiguresOfTheirBodiesAndOfNoCompartmentThatTheyAreNotLetInto) {
    v1::Event event;
    auto& definition = *event.mutable_ruleset_published()->mutable_definition();
    definition = casework::sample::definition();
    auto& compartment = *definition.add_compartments();
    compartment.set_id("closed");
    compartment.add_domains("crime");
    for (const auto& [id, domain] :
         {std::pair{"arms", "crime"}, std::pair{"morale", "governance"}}) {
        auto& indicator = *definition.add_indicators();
        indicator.set_id(id);
        indicator.set_domain(domain);
    }
    record("rulesets/sample", event);
    auto own = sight(v1::RECORD_KIND_FIGURE, v1::SIGHT_SCOPE_OWN_BODY);
    own.bodies = {"bodies/force-1"};
    const auto who = reader({own});
    auto figures = who.figures();
    EXPECT_TRUE(figures.sees("morale", "bodies/force-1", {}));
    EXPECT_FALSE(figures.sees("morale", "bodies/force-2", {}));
    EXPECT_FALSE(figures.sees("arms", "bodies/force-1", {}));
}

TEST_P(ReaderOfPeople, IsToldOfTheEventsOfWhatIsHiddenAsOfWhatIsNotThere) {
    const StreamReader hidden{ground_.database(), reader({sight(v1::RECORD_KIND_DIARY)})};
    const auto told = hidden.events(case_name, {}, {});
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().code, base::Code::not_found);
    EXPECT_EQ(hidden.get(case_name, {}).error().code, base::Code::not_found);
}

}  // namespace reader_test
}  // namespace ladder::db

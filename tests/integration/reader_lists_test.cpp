// Lists and bulk reads hold what their reader sees: records, what is said in them, figures.
#include <gmock/gmock.h>

#include "db/records_reader.hpp"
#include "tests/integration/readers.hpp"

namespace ladder::db {
namespace reader_lists_test {

using casework::sample::day;
using testing::ElementsAre;
using testing::IsEmpty;

class ListsByReader : public OnBoth {
protected:
    ListsByReader() { ground_.publish_and_register(); }

    // Robberies of force-1 and force-2, and their revisions, with a row kept aside.
    void import_figures() {
        for (int revision = 1; revision <= 2; ++revision) {
            const auto staging = must(store_.begin_import()).staging;
            std::vector<StagedFigure> figures{
                robberies("bodies/force-1", revision), robberies("bodies/force-2", revision)};
            for (auto& figure : figures) {
                figure.revision = revision;
            }
            must(store_.stage(staging, figures));
            must(store_.quarantine(staging, {{{}, "a row"}}));
            NewEvent sealed{staging.name, {}, {}};
            auto& event = *sealed.event.mutable_observations_imported();
            event.set_import(staging.name);
            event.set_observations_digest(observations_digest(figures));
            record({sealed});
        }
        indicator_ = robberies("bodies/force-1", 1).indicator;
    }

    void record(std::vector<NewEvent> events) {
        must(ground_.submit(Ground::recording(
            std::move(events), ground_.new_request_id(), casework::sample::secretariat()
        )));
    }

    // Who sees the figures of one force alone.
    Reader of_force_1() {
        auto own = sight(v1::RECORD_KIND_FIGURE, v1::SIGHT_SCOPE_OWN_BODY);
        own.bodies = {"bodies/force-1"};
        return reader_with(ground_, {own});
    }

    Records records_for(const Reader& reader, const KnownAt& then = {}) {
        return must(read_records(ground_.database(), reader, {{"cases/"}, then, {}}));
    }

    Ground ground_{GetParam()};
    ObservationStore store_{ground_.database()};
    std::string indicator_;
};

LADDER_ON_BOTH(ListsByReader);

TEST_P(ListsByReader, HoldTheFiguresOfTheirBodies) {
    import_figures();
    const auto reader = of_force_1();
    ObservationFilter filter;
    filter.indicators = {indicator_};
    std::vector<std::string> bodies;
    for (const auto& figure : must(store_.list(reader, filter, {}, {})).items) {
        bodies.push_back(figure.body());
    }
    EXPECT_THAT(bodies, ElementsAre("bodies/force-1"));
    bodies.clear();
    for (const auto& revision : must(store_.revisions(reader, {}, {}, {})).items) {
        bodies.push_back(revision.now().body());
    }
    EXPECT_THAT(bodies, ElementsAre("bodies/force-1"));
    const std::vector<evidence::BodyEntry> all{
        {"bodies/force-1", "Force 1", {}, {}}, {"bodies/force-2", "Force 2", {}, {}}};
    const auto known = must(store_.figures(reader, {{indicator_}}, all, {}));
    ASSERT_EQ(known.figures.size(), 1U);
    EXPECT_EQ(known.figures[0].body, 0U);
}

TEST_P(ListsByReader, HoldTheImportsThatAreSeenWhole) {
    import_figures();
    const auto of_figures = reader_with(ground_, {sight(v1::RECORD_KIND_FIGURE)});
    EXPECT_EQ(must(store_.imports(of_figures, {})).items.size(), 2U);
    EXPECT_EQ(must(store_.quarantined(of_figures, "", {})).items.size(), 2U);
    EXPECT_THAT(must(store_.imports(of_force_1(), {})).items, IsEmpty());
    EXPECT_THAT(must(store_.quarantined(of_force_1(), "", {})).items, IsEmpty());
}

TEST_P(ListsByReader, HoldRecordsWithoutWhatIsSaidInThem) {
    const auto state = ground_.open_case(1);
    NewEvent note{state.name(), {}, {}};
    note.event.mutable_note_added()->mutable_note()->set_text("A remark");
    record({note});
    const auto notes_seen = [&](std::vector<access::Sight> sights) {
        const auto records = records_for(reader_with(ground_, std::move(sights)));
        return records.then.empty() ? -1 : std::get<v1::Case>(records.then.front()).notes_size();
    };
    EXPECT_EQ(notes_seen({sight(v1::RECORD_KIND_CASE)}), 0);
    EXPECT_EQ(notes_seen({sight(v1::RECORD_KIND_CASE), sight(v1::RECORD_KIND_DELIBERATION)}), 1);
    EXPECT_EQ(notes_seen({sight(v1::RECORD_KIND_DELIBERATION)}), -1) << "nor a case of notes alone";
}

// What was entered later is folded anew for a moment before, and is seen or not as everything else.
TEST_P(ListsByReader, HoldNothingHiddenThatWasEnteredLater) {
    ground_.on("2011-06-01");
    ground_.open_case(1, day("2011-03-01"));
    const KnownAt then{base::Instant(day("2011-04-01")), false};
    const auto listed = [&](v1::RecordKind of) {
        const CaseReader cases{ground_.database(), reader_with(ground_, {sight(of)})};
        return must(cases.list({}, {}, then)).items.size();
    };
    EXPECT_EQ(listed(v1::RECORD_KIND_CASE), 1U);
    EXPECT_EQ(listed(v1::RECORD_KIND_MEETING), 0U);
}

}  // namespace reader_lists_test
}  // namespace ladder::db

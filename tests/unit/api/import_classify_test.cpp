// Editions in any order: what stands is what was published last, whenever it was entered.
#include "services/api/import_classify.hpp"

#include <gtest/gtest.h>

#include "services/api/import.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace import_classify_test {

// Robberies by a layout that says when each was published.
class Editions : public testing::Test {
protected:
    Editions() {
        service.publish([](v1::RulesetDefinition& definition) {
            auto& layout = *definition.add_import_layouts();
            layout.set_id("editions");
            layout.set_title("Robberies by edition");
            layout.set_body_column("force");
            layout.set_period_end_column("to");
            layout.set_published_column("published");
            layout.set_source("made up");
            layout.set_marking(v1::MARKING_NOT_PROTECTIVELY_MARKED);
            auto& value = *layout.add_values();
            value.set_column("n");
            value.set_indicator("recorded_robbery");
        });
        service.register_forces();
    }

    v1::ImportObservationsResponse load(const std::string& rows) {
        return service.import_text("editions", "force,to,published,n\n" + rows, false).value();
    }

    double stands(const db::KnownAt& known_at = {}) {
        const auto found = service.app().observations.list(
            db::Reader::everything(), {{"recorded_robbery"}, "", "", "", false}, {}, known_at
        );
        return found.value().items.at(0).value();
    }

    static db::KnownAt at(std::string_view day) {
        return {base::end_of(base::parse_date(day).value()), false};
    }

    Service service;
};

TEST_F(Editions, AnOlderEditionEnteredLaterIsHistory) {
    load("north,2010-03-31,2012-07-15,8\n");
    const auto older = load("north,2010-03-31,2010-07-15,7\n");
    EXPECT_EQ(older.revised(), 1);
    EXPECT_EQ(older.entered_later(), 1);
    ASSERT_EQ(older.revisions_size(), 1);
    EXPECT_FALSE(older.revisions(0).has_before());  // nothing was published before it
    EXPECT_EQ(stands(), 8);
    EXPECT_EQ(stands(at("2011-01-01")), 7);
    EXPECT_EQ(stands(at("2012-07-15")), 8);
    const auto all =
        service.app()
            .observations
            .list(db::Reader::everything(), {{"recorded_robbery"}, "", "", "", true}, {}, {})
            .value()
            .items;
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[1].revision(), 2);
    EXPECT_EQ(all[1].published_on(), "2010-07-15");
    EXPECT_TRUE(all[1].entered_later());
}

TEST_F(Editions, AFigureIsComparedWithWhatStoodOnItsDay) {
    load("north,2010-03-31,2010-07-15,7\n");
    load("north,2010-03-31,2012-07-15,8\n");
    EXPECT_EQ(load("north,2010-03-31,2011-07-15,7\n").unchanged(), 1);  // it still stood then
    EXPECT_EQ(load("north,2010-03-31,2013-01-01,8\n").unchanged(), 1);
    EXPECT_EQ(load("north,2010-03-31,2011-07-15,7.0\n").unchanged(), 1);
    const auto between = load("north,2010-03-31,2011-07-15,9\n");
    EXPECT_EQ(between.revised(), 1);
    EXPECT_EQ(between.revisions(0).before().value(), 7);
    EXPECT_EQ(stands(), 8);
    EXPECT_EQ(stands(at("2011-12-31")), 9);
}

TEST_F(Editions, ACorrectionOnTheDayOfPublicationStands) {
    load("north,2010-03-31,2010-07-15,7\n");
    EXPECT_EQ(load("north,2010-03-31,2010-07-15,9\n").revised(), 1);
    EXPECT_EQ(stands(), 9);
}

}  // namespace import_classify_test
}  // namespace ladder::api

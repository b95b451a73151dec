// Imports: all or nothing, idempotent by content, revisions appended.
#include "services/api/import.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "services/api/reads.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace import_test {

constexpr auto two_rows = "north,2010-03-31,1000\nsouth,2010-03-31,900\n";

std::vector<v1::Observation> robberies(Service& service, bool all_revisions = false) {
    return service.app()
        .observations
        .list(db::Reader::everything(), {{"recorded_robbery"}, "", "", "", all_revisions}, {}, {})
        .value()
        .items;
}

class Import : public testing::Test {
protected:
    Import() {
        service.publish();
        service.register_forces();
    }
    Service service;
};

TEST_F(Import, AddsOnceAndChangesNothingTheSecondTime) {
    const auto first = service.import_robberies(two_rows);
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->added(), 2);
    EXPECT_FALSE(first->import().empty());
    const auto again = service.import_robberies(two_rows);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->added(), 0);
    EXPECT_EQ(again->unchanged(), 2);
    EXPECT_TRUE(again->import().empty());
    EXPECT_EQ(robberies(service, true).size(), 2U);
}

TEST_F(Import, AppendsARevision) {
    ASSERT_TRUE(service.import_robberies(two_rows));
    const auto revised = service.import_robberies("north,2010-03-31,1001\n");
    ASSERT_TRUE(revised);
    EXPECT_EQ(revised->revised(), 1);
    const auto newest = robberies(service);
    ASSERT_EQ(newest.size(), 2U);
    EXPECT_EQ(newest[0].value(), 1001);
    EXPECT_EQ(newest[0].revision(), 2);
    EXPECT_EQ(robberies(service, true).size(), 3U);
}

TEST_F(Import, IsListedWithItsCountsNewestFirst) {
    ASSERT_TRUE(service.import_robberies(two_rows));
    ASSERT_TRUE(service.import_robberies(two_rows));
    ASSERT_TRUE(service.import_robberies("north,2010-03-31,1001\n"));
    const auto& store = service.app().observations;
    const auto first = store.imports(db::Reader::everything(), {1, {}}).value();
    ASSERT_EQ(first.items.size(), 1U);
    EXPECT_EQ(first.items[0].revised(), 1);
    EXPECT_EQ(first.items[0].added(), 0);
    const auto second = store.imports(db::Reader::everything(), {1, first.next_token}).value();
    ASSERT_EQ(second.items.size(), 1U);
    EXPECT_EQ(second.items[0].added(), 2);
    EXPECT_FALSE(second.items[0].file_name().empty());
    EXPECT_FALSE(second.items[0].recorded_by().person().empty());
    EXPECT_TRUE(second.next_token.empty()) << "the same file again is no import";
    const auto before =
        base::from_timestamp(second.items[0].recorded_at()).value() - std::chrono::microseconds{1};
    EXPECT_TRUE(store.imports(db::Reader::everything(), {}, {before}).value().items.empty());
}

TEST_F(Import, TellsRevisionsOldAndNewAndWhatWasEnteredLater) {
    const auto first = service.import_robberies(two_rows);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->entered_later(), 2);  // published in 2010, recorded in 2013
    const auto revised = service.import_robberies("north,2010-03-31,1001\nnorth,2010-06-30,990\n");
    ASSERT_TRUE(revised);
    EXPECT_EQ(revised->added(), 1);
    EXPECT_EQ(revised->entered_later(), 1);
    ASSERT_EQ(revised->revisions_size(), 1);
    const auto& told = revised->revisions(0);
    EXPECT_EQ(told.before().value(), 1000);
    EXPECT_EQ(told.before().import(), first->import());
    EXPECT_EQ(told.now().value(), 1001);
    EXPECT_EQ(told.now().import(), revised->import());
    // The layout assumes when figures are first published; of a later edition it knows nothing.
    EXPECT_EQ(told.before().published_on(), "2010-07-14");
    EXPECT_EQ(told.now().published_on(), "2013-06-01");
    ASSERT_EQ(revised->bodies_missing_size(), 1);
    EXPECT_EQ(revised->bodies_missing(0), "bodies/south");
    v1::ListRevisionsRequest request;
    const auto listed = list_revisions(service.view(), request);
    ASSERT_TRUE(listed);
    ASSERT_EQ(listed->revisions_size(), 1);
    EXPECT_EQ(listed->revisions(0).before().value(), 1000);
    EXPECT_EQ(listed->revisions(0).now().file_digest().size(), 32U);
}

TEST_F(Import, AFileImportedBeforeRevisesNothingBack) {
    ASSERT_TRUE(service.import_robberies(two_rows));
    ASSERT_TRUE(service.import_robberies("north,2010-03-31,1001\n"));
    const auto again = service.import_robberies(two_rows);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->import().empty());
    EXPECT_EQ(again->unchanged(), 2);
    ASSERT_EQ(again->warnings_size(), 1);
    EXPECT_THAT(
        again->warnings(0).message(),
        testing::HasSubstr("imported before, as imports/1; 1 of its figures were revised since")
    );
    EXPECT_EQ(robberies(service)[0].value(), 1001);
}

TEST_F(Import, WarnsOfAFigureThatLooksWrongAndKeepsIt) {
    ASSERT_TRUE(service.import_robberies(two_rows));
    const auto loaded = service.import_robberies("north,2010-06-30,12000\n");
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->added(), 1);
    EXPECT_EQ(loaded->warnings_count(), 1);
    ASSERT_EQ(loaded->warnings_size(), 1);
    EXPECT_EQ(loaded->warnings(0).line(), 2);
    EXPECT_EQ(loaded->warnings(0).column(), 26);
    EXPECT_THAT(
        loaded->warnings(0).message(),
        testing::HasSubstr("column 'offences_12m': 12,000 of 'recorded_robbery' for north")
    );
    EXPECT_EQ(robberies(service).size(), 3U);
    // What is known already is not doubted again.
    EXPECT_EQ(
        service.import_robberies("north,2010-06-30,12000\nsouth,2010-06-30,\n")->warnings_count(), 0
    );
}

TEST_F(Import, RefusesTheWholeFileNamingEveryBadRow) {
    const auto refused =
        service.import_robberies("north,2010-03-31,1000\nnowhere,2010-03-31,1\nsouth,31/3/2010,2\n"
        );
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    ASSERT_EQ(refused.error().details.size(), 2U);
    EXPECT_EQ(std::get<v1::TextIssue>(refused.error().details[0]).line(), 3);
    EXPECT_EQ(std::get<v1::TextIssue>(refused.error().details[1]).line(), 4);
    EXPECT_TRUE(robberies(service).empty());
}

TEST_F(Import, KeepsBadRowsAsideOnceWhenAsked) {
    const std::string rows = "north,2010-03-31,1000\nnowhere,2010-03-31,1\n";
    const auto loaded = service.import_robberies(rows, true);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(loaded->added(), 1);
    EXPECT_EQ(loaded->quarantined_count(), 1);
    const auto again = service.import_robberies(rows, true);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->import().empty());
    const auto aside =
        service.app().observations.quarantined(db::Reader::everything(), "", {}).value().items;
    ASSERT_EQ(aside.size(), 1U);
    EXPECT_EQ(aside[0].issue().line(), 3);
}

TEST_F(Import, RefusesATruncatedUpload) {
    v1::ImportObservationsRequest request;
    request.set_layout("recorded-crime-rolling");
    request.set_file_name("f.csv");
    request.set_content("force_id,period_end,offence,offences_12m\n");
    request.set_content_digest(std::string(32, '\1'));
    request.set_request_id(service.next_id());
    const auto refused = import_observations(service.view(), Service::secretariat(), request);
    ASSERT_FALSE(refused);
    EXPECT_EQ(std::get<v1::FieldViolation>(refused.error().details.at(0)).field(), "contentDigest");
}

TEST_F(Import, SuggestsTheLayoutThatWasMeant) {
    v1::ImportObservationsRequest request;
    request.set_layout("recorded-crime-roling");
    request.set_file_name("f.csv");
    request.set_content("x");
    request.set_request_id(service.next_id());
    const auto refused = import_observations(service.view(), Service::secretariat(), request);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("'recorded-crime-rolling'"));
}

TEST_F(Import, WritesNothingWhenOnlyValidating) {
    v1::ImportObservationsRequest request;
    request.set_layout("recorded-crime-rolling");
    request.set_file_name("f.csv");
    request.set_content("force_id,period_end,offence,offences_12m\nnorth,2010-03-31,Robbery,1000\n"
    );
    request.set_request_id(service.next_id());
    request.set_validate_only(true);
    const auto would = import_observations(service.view(), Service::secretariat(), request);
    ASSERT_TRUE(would);
    v1::ImportObservationsResponse response;
    ASSERT_TRUE(response.ParseFromString(*would));
    EXPECT_EQ(response.added(), 1);
    EXPECT_TRUE(robberies(service).empty());
}

}  // namespace import_test
}  // namespace ladder::api

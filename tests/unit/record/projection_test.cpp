// From events to states and the rows of lists.
#include "engine/record/projection.hpp"

#include <set>

#include <gtest/gtest.h>

#include "tests/unit/casework/desk.hpp"

namespace ladder::record {
namespace projection_test {

using casework::sample::Desk;

casework::Recorded recorded_at(std::int64_t position, std::int64_t version) {
    casework::Recorded recorded;
    recorded.position = position;
    recorded.version = version;
    recorded.recorded_at = base::Instant(casework::sample::day("2011-06-01"));
    recorded.actor = casework::sample::secretariat();
    recorded.known_on = casework::sample::day("2011-06-01");
    return recorded;
}

std::vector<std::string> names_of(const std::vector<ModelRow>& rows) {
    std::vector<std::string> names;
    for (const auto& row : rows) {
        names.push_back(row.name);
    }
    return names;
}

TEST(Projection, GivesACaseItsRowAndOnlyTheProposalsThatAnEventTouched) {
    const std::string name = "cases/gwent-general-1";
    Desk desk;
    desk.raise_trigger("robbery-rises", "2010-12-31");
    desk.raise_trigger("burglary-rises", "2010-12-31");
    Aggregate state;
    std::vector<std::vector<std::string>> made;
    for (const auto& row : desk.record) {
        fold(state, name, row.event, row.recorded);
        made.push_back(names_of(project(state, row.event, row.recorded)));
    }
    EXPECT_EQ(
        made,
        (std::vector<std::vector<std::string>>{
            {name}, {name, name + "/proposals/p1"}, {name, name + "/proposals/p2"}})
    );
    EXPECT_EQ(names_of(rows_of(state, 0)).size(), 3U);
    v1::Event decision;
    decision.mutable_decision_recorded()->mutable_decision()->add_settlements()->set_proposal("p2");
    EXPECT_EQ(
        names_of(project(state, decision, recorded_at(9, 4))),
        (std::vector<std::string>{name, name + "/proposals/p2"})
    );
}

TEST(Projection, NamesEachVersionOfARuleset) {
    Aggregate state;
    v1::Event event;
    event.mutable_ruleset_published()->mutable_definition()->set_id("sample");
    event.mutable_ruleset_published()->set_reasons("First");
    fold(state, "rulesets/sample", event, recorded_at(0, 1));
    EXPECT_EQ(
        names_of(project(state, event, recorded_at(0, 1))),
        std::vector<std::string>{"rulesets/sample@1"}
    );
    fold(state, "rulesets/sample", event, recorded_at(1, 2));
    const auto rows = project(state, event, recorded_at(1, 2));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].name, "rulesets/sample@2");
    EXPECT_EQ(rows[0].filters, std::vector<std::string>{"rulesets/sample"});
    EXPECT_EQ(rows[0].from_position, 1);
}

TEST(Projection, TakesTheNameOfABodyFromItsStreamAndCountsItsVersions) {
    Aggregate state;
    v1::Event event;
    event.mutable_body_registered()->mutable_body()->set_etag("of the sender");
    fold(state, "bodies/gwent", event, recorded_at(3, 2));
    EXPECT_EQ(std::get<v1::Body>(state).name(), "bodies/gwent");
    EXPECT_EQ(std::get<v1::Body>(state).etag(), "v2");
}

TEST(Projection, IgnoresAnEventOfAnotherAggregate) {
    Aggregate state;
    v1::Event event;
    event.mutable_evaluation_run();
    fold(state, "bodies/gwent", event, recorded_at(0, 1));
    EXPECT_TRUE(std::holds_alternative<std::monostate>(state));
    EXPECT_TRUE(project(state, event, recorded_at(0, 1)).empty());
}

TEST(Projection, GivesEachAccessRecordARowOfItsOwnAndTheDayNone) {
    Aggregate state;
    v1::Event event;
    auto& record = *event.mutable_access_recorded()->mutable_record();
    record.set_kind(v1::ACCESS_KIND_SIGNED_IN);
    record.mutable_actor()->set_person("Ann@HMIC.example");
    std::set<std::string> names;
    for (int version = 1; version <= 3; ++version) {
        const auto recorded = recorded_at(version, version);
        fold(state, "access/2011-06-01", event, recorded);
        const auto rows = project(state, event, recorded);
        ASSERT_EQ(rows.size(), 1U);
        names.insert(rows[0].name);
        EXPECT_EQ(rows[0].filters[0], "ACCESS_KIND_SIGNED_IN");
        EXPECT_EQ(rows[0].filters[1], "ann@hmic.example");
    }
    EXPECT_EQ(names.size(), 3U);
    EXPECT_TRUE(rows_of(state, 0).empty());
}

TEST(Projection, FindsPeopleByIdentifierWhateverItsCase) {
    Aggregate state;
    v1::Event event;
    event.mutable_person_registered()->mutable_person()->set_person("Ann@HMIC.example");
    fold(state, "people/ann", event, recorded_at(0, 1));
    const auto rows = project(state, event, recorded_at(0, 1));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].name, "people/ann");
    EXPECT_EQ(rows[0].filters, (std::vector<std::string>{"ann@hmic.example", "", "", ""}));
}

TEST(Projection, KnowsTheCollectionsOfStreams) {
    EXPECT_TRUE(is_stream("cases/a"));
    EXPECT_TRUE(is_stream("peerGroupSets/a"));
    EXPECT_FALSE(is_stream("cases/"));
    EXPECT_FALSE(is_stream("case/a"));
    EXPECT_FALSE(is_stream(""));
}

}  // namespace projection_test
}  // namespace ladder::record

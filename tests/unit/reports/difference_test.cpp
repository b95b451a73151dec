// Two moments: what differs, and why.
#include "engine/reports/difference.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/reports/record.hpp"

namespace ladder::reports {
namespace difference_test {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

base::Date date(std::string_view text) {
    return *base::parse_date(text);
}

// Decision `id` of case a, recorded on a day and known on another.
EventBetween decision(
    const std::string& id, std::string_view recorded_on, std::string_view known_on
) {
    EventBetween between;
    between.stream = "cases/a-general-1";
    between.position = 17;
    between.recorded_at = base::Instant{date(recorded_on)};
    between.known_on = date(known_on);
    between.actor.set_person("a@b.example");
    auto& event = *between.event.mutable_decision_recorded()->mutable_decision();
    event.set_id(id);
    event.set_outcome(v1::DECISION_OUTCOME_MOVE);
    return between;
}

std::vector<v1::ReportDifference> between(
    v1::ReportKind kind,
    const std::vector<Story>& then,
    const std::vector<Story>& compared,
    const std::vector<EventBetween>& events
) {
    return differences(
        run_over(kind, then), run_over(kind, compared), events, {"on 31 March 2010", "now"}
    );
}

TEST(Difference, OfEqualReportsIsNone) {
    const auto story = Story("a").move("high", "2009-05-01");
    EXPECT_THAT(
        between(
            v1::REPORT_KIND_INTERVENTIONS,
            {story},
            {story},
            {decision("d1", "2009-05-01", "2009-05-01")}
        ),
        IsEmpty()
    );
}

TEST(Difference, IsExplainedByTheDecisionThatWasRecordedLate) {
    const auto found = between(
        v1::REPORT_KIND_INTERVENTIONS,
        {Story("a").move("middle", "2009-05-01")},
        {Story("a").move("middle", "2009-05-01").move("high", "2010-03-20")},
        {decision("d3", "2010-05-01", "2010-05-01"), decision("d2", "2010-04-12", "2010-04-10")}
    );
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].key(), "cases/a-general-1/decisions/d2");
    EXPECT_FALSE(found[0].has_then());
    EXPECT_TRUE(found[0].has_compared());
    EXPECT_THAT(
        found[0].because(),
        ElementsAre(
            "position 17, decision recorded on 2010-04-12 by a@b.example, known on 2010-04-10"
        )
    );
    EXPECT_THAT(
        found[0].text(), AllOf(HasSubstr("Known now and not on 31 March 2010"), HasSubstr("d2"))
    );
}

TEST(Difference, NamesEachValueThatChanged) {
    const auto found = between(
        v1::REPORT_KIND_INTERVENTIONS,
        {Story("a").move("high", "2009-05-01")},
        {Story("a").move("high", "2009-05-01").correct("d1", "2010-01-01")},
        {decision("d2", "2010-04-12", "2010-04-12")}
    );
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].text(), HasSubstr("Corrected by was none and is d2"));
    EXPECT_THAT(found[0].text(), Not(HasSubstr("high and is high"))) << "the same at both moments";
    EXPECT_THAT(found[0].because(), testing::SizeIs(1));
}

TEST(Difference, OfAPassageIsExplainedByTheMoveThatEndedIt) {
    const auto found = between(
        v1::REPORT_KIND_TIME_IN_STAGE,
        {Story("a")},
        {Story("a").move("high", "2010-03-01")},
        {decision("d1", "2010-04-12", "2010-04-12")}
    );
    ASSERT_EQ(found.size(), 2U);
    EXPECT_THAT(found[0].text(), HasSubstr("Until was none and is 2010-03-01"));
    EXPECT_THAT(found[0].because(), testing::SizeIs(1));
    EXPECT_THAT(found[1].because(), testing::SizeIs(1));
}

TEST(Difference, ThatNothingExplainsSaysSo) {
    const auto found =
        between(v1::REPORT_KIND_INTERVENTIONS, {Story("a").move("high", "2009-05-01")}, {}, {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].text(), HasSubstr("no event of its record explains it"));
    EXPECT_THAT(found[0].text(), HasSubstr("Known on 31 March 2010 and not now"));
}

// An event and the part of its record that it is about.
struct AboutCase {
    const char* name;
    const char* part;
    void (*fill)(v1::Event&);
};

v1::Decision& decided(v1::Event& event) {
    auto& decision = *event.mutable_decision_recorded()->mutable_decision();
    decision.set_id("d2");
    decision.set_outcome(v1::DECISION_OUTCOME_MOVE);
    return decision;
}

// clang-format off
const AboutCase about_cases[]{
    {"ADecision",            "/decisions/d2", [](auto& event) { decided(event); }},
    {"WhatItSupersedes",     "/decisions/d1", [](auto& event) { decided(event).set_supersedes("d1"); }},
    {"WhatItSettles",        "/proposals/p1", [](auto& event) { decided(event).add_settlements()->set_proposal("p1"); }},
    {"TheReviewThatItSets",  "/review",       [](auto& event) { decided(event); }},
    {"AMigration",           "/decisions/d2", [](auto& event) { event.mutable_case_migrated()->mutable_decision()->set_id("d2"); }},
    {"ARaisedProposal",      "/proposals/p1", [](auto& event) { event.mutable_trigger_raised()->set_id("p1"); }},
    {"AClearedProposal",     "/proposals/p1", [](auto& event) { event.mutable_trigger_cleared()->set_id("p1"); }},
    {"ADeadlineThatWasSet",  "/deadlines/l1", [](auto& event) { event.mutable_deadline_set()->mutable_deadline()->set_id("l1"); }},
    {"AChangedDeadline",     "/deadlines/l1", [](auto& event) { event.mutable_deadline_changed()->set_id("l1"); }},
    {"AnEndedDeadline",      "/deadlines/l1", [](auto& event) { event.mutable_deadline_ended()->set_id("l1"); }},
    {"OrElseWhatMovesTheRecord", "",          [](auto& event) { decided(event); }},
};
// clang-format on

class About : public testing::TestWithParam<AboutCase> {};

// Beside events of the same record that are about other parts of it.
TEST_P(About, ExplainsARowByThatEventAlone) {
    auto about = decision("d2", "2010-04-12", "2010-04-12");
    about.event.Clear();
    GetParam().fill(about.event);
    auto correction = decision("d9", "2010-04-13", "2010-04-13");
    correction.position = 18;
    correction.event.mutable_decision_recorded()->mutable_decision()->set_outcome(
        v1::DECISION_OUTCOME_CORRECT
    );
    auto raised = correction;
    raised.position = 19;
    raised.event.mutable_trigger_raised()->set_id("p9");
    auto events = std::vector{about, raised};
    if (*GetParam().part != '\0') {
        events.push_back(correction);
    }
    Report later;
    later.rows.emplace_back().set_key(std::string{"cases/a-general-1"} + GetParam().part);
    const auto found = differences({}, later, events, {"then", "now"});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].because(), ElementsAre(HasSubstr("position 17,")));
}

INSTANTIATE_TEST_SUITE_P(Table, About, testing::ValuesIn(about_cases), [](const auto& test) {
    return test.param.name;
});

}  // namespace difference_test
}  // namespace ladder::reports

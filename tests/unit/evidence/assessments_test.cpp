// Judgements of others in triggers: by the newest at the end of each period, unknown where none is.
#include "engine/evidence/assessments.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/evidence/evaluate.hpp"
#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace assessments_test {

using base::Truth;
using testing::ElementsAre;
using testing::HasSubstr;

v1::Assessment judged(const std::string& area, const std::string& grade, const std::string& on) {
    v1::Assessment assessment;
    assessment.set_definition("inspection");
    assessment.set_body("bodies/kent");
    assessment.set_area(area);
    assessment.set_grade(grade);
    assessment.set_assessed_on(on);
    return assessment;
}

v1::GradeCondition poor(const std::string& area = {}) {
    v1::GradeCondition condition;
    condition.set_assessment("inspection");
    condition.set_area(area);
    condition.add_grades("poor");
    return condition;
}

Panels kent_with(std::vector<v1::Assessment> assessments) {
    World world;
    world.crime_and_population().body("kent");
    for (const auto* end : {"2009-03-31", "2009-06-30", "2009-09-30"}) {
        world.figure("crime", "kent", end, 100);
    }
    auto panels = world.panels();
    panels.assessments = std::move(assessments);
    return panels;
}

struct GradeRow {
    const char* name;
    v1::GradeCondition condition;
    std::vector<v1::Assessment> assessments;
    std::vector<Truth> truths;  // at the end of March, June and September 2009
};

v1::Assessment withdrawn(v1::Assessment assessment, const std::string& on) {
    assessment.set_withdrawn_on(on);
    return assessment;
}

v1::Assessment of_body(v1::Assessment assessment, const std::string& body) {
    assessment.set_body("bodies/" + body);
    return assessment;
}

const auto yes = Truth::yes;
const auto no = Truth::no;
const auto unknown = Truth::unknown;

// clang-format off
const GradeRow rows[]{
    {"none_is_unknown", poor(), {}, {unknown, unknown, unknown}},
    {"from_its_day_on", poor(), {judged("a", "poor", "2009-06-30")}, {unknown, yes, yes}},
    {"a_day_later_with_the_next_period", poor(), {judged("a", "poor", "2009-07-01")}, {unknown, unknown, yes}},
    {"the_newest_counts", poor(), {judged("a", "poor", "2009-01-10"), judged("a", "good", "2009-06-01")}, {yes, no, no}},
    {"whatever_the_order", poor(), {judged("a", "good", "2009-06-01"), judged("a", "poor", "2009-01-10")}, {yes, no, no}},
    {"any_area_counts", poor(), {judged("a", "good", "2009-01-10"), judged("b", "poor", "2009-05-01")}, {no, yes, yes}},
    {"only_the_area_asked", poor("a"), {judged("b", "poor", "2009-01-10")}, {unknown, unknown, unknown}},
    {"until_it_is_withdrawn", poor(), {withdrawn(judged("a", "poor", "2009-01-10"), "2009-05-01")}, {yes, unknown, unknown}},
    {"of_another_body", poor(), {of_body(judged("a", "poor", "2009-01-10"), "essex")}, {unknown, unknown, unknown}},
};
// clang-format on

class Graded : public testing::TestWithParam<GradeRow> {};

TEST_P(Graded, StandsAsItShould) {
    const auto& row = GetParam();
    const auto panels = kent_with(row.assessments);
    const auto body = panels.body_index("bodies/kent").value();
    const std::vector<base::Date> ends{day("2009-03-31"), day("2009-06-30"), day("2009-09-30")};
    EXPECT_EQ(graded(row.condition, panels, body, ends), row.truths);
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const auto said = explain_grade(row.condition, panels, body, ends[i]);
        EXPECT_EQ(base::from_proto(said.truth()), row.truths[i]) << said.text();
    }
}

INSTANTIATE_TEST_SUITE_P(Table, Graded, testing::ValuesIn(rows), [](const auto& test) {
    return test.param.name;
});

TEST(GradesInTriggers, RaiseHoldAndClearWithTheFiguresPeriods) {
    World world;
    world.crime_and_population().body("kent");
    for (const auto* end : {"2009-03-31", "2009-06-30", "2009-09-30"}) {
        world.figure("crime", "kent", end, 100);
    }
    auto& trigger = world.trigger("poor", "crime");
    *trigger.mutable_raise_when()->mutable_grade() = poor();
    *trigger.mutable_clear_when() = negation_of(trigger.raise_when());
    auto panels = world.panels();
    panels.assessments = {judged("a", "poor", "2009-03-01"), judged("a", "good", "2009-09-01")};
    const definition::Ruleset ruleset{"rulesets/test@1", world.definition()};
    std::vector<v1::EpisodeOutcome> outcomes;
    std::string text;
    for (const auto* end : {"2009-03-31", "2009-06-30", "2009-09-30"}) {
        EvaluateOptions options;
        options.include_quiet = true;
        const auto found = evaluate(ruleset, panels, day(end), options);
        ASSERT_EQ(found.findings.size(), 1U);
        outcomes.push_back(found.findings[0].outcome());
        text += found.findings[0].explanation().DebugString();
    }
    EXPECT_THAT(
        outcomes,
        ElementsAre(
            v1::EPISODE_OUTCOME_RAISED, v1::EPISODE_OUTCOME_HELD, v1::EPISODE_OUTCOME_CLEARED
        )
    );
    EXPECT_THAT(text, HasSubstr("Judged as asked by inspection: a, poor (1 March 2009). Met."));
}

}  // namespace assessments_test
}  // namespace ladder::evidence

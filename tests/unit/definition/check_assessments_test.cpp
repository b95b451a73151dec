// Assessments whose scale can't be told.
#include <functional>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/definition/checks.hpp"

namespace ladder::definition {
namespace check_assessments_test {

std::vector<std::string> found(const v1::AssessmentDefinition& assessment) {
    v1::RulesetDefinition definition;
    *definition.add_assessments() = assessment;
    const SourceMap sources;
    Findings findings{sources};
    const Ruleset ruleset{"", definition};
    check_assessments({ruleset, findings});
    std::vector<std::string> paths;
    for (const auto& finding : findings.take()) {
        paths.push_back(finding.path);
    }
    return paths;
}

v1::AssessmentDefinition lawful() {
    v1::AssessmentDefinition assessment;
    assessment.set_id("graded");
    assessment.set_assessor("HMIC");
    assessment.set_source("the seeds");
    assessment.add_grades("good");
    assessment.add_grades("poor");
    auto& area = *assessment.add_areas();
    area.set_id("ra1");
    area.set_title("Confidence");
    assessment.set_score_min(1);
    assessment.set_score_max(4);
    assessment.add_body_kinds(v1::BODY_KIND_POLICE_FORCE);
    return assessment;
}

struct Row {
    const char* name;
    std::function<void(v1::AssessmentDefinition&)> change;
    std::vector<std::string> paths;
};

class CheckAssessments : public testing::TestWithParam<Row> {};

TEST_P(CheckAssessments, FindsWhatIsWrongWhereItStands) {
    auto assessment = lawful();
    GetParam().change(assessment);
    EXPECT_THAT(found(assessment), testing::ElementsAreArray(GetParam().paths));
}

// clang-format off
const Row rows[]{
    {"nothing", [](auto&) {}, {}},
    {"no_assessor", [](auto& a) { a.clear_assessor(); }, {"assessments[0].assessor"}},
    {"no_source", [](auto& a) { a.clear_source(); }, {"assessments[0].source"}},
    {"a_grade_twice", [](auto& a) { a.add_grades("good"); }, {"assessments[0].grades[2]"}},
    {"an_empty_grade", [](auto& a) { a.add_grades(""); }, {"assessments[0].grades[2]"}},
    {"an_area_twice", [](auto& a) { *a.add_areas() = a.areas(0); }, {"assessments[0].areas[1]"}},
    {"an_area_without_a_title", [](auto& a) { a.mutable_areas(0)->clear_title(); }, {"assessments[0].areas[0]"}},
    {"scores_backwards", [](auto& a) { a.set_score_max(0.5); }, {"assessments[0].score_max"}},
    {"a_score_of_nothing", [](auto& a) { a.set_score_min(0); }, {"assessments[0].score_min"}},
    {"no_scores", [](auto& a) { a.clear_score_min(); a.clear_score_max(); }, {}},
    {"a_kind_twice", [](auto& a) { a.add_body_kinds(v1::BODY_KIND_POLICE_FORCE); }, {"assessments[0].body_kinds[1]"}},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, CheckAssessments, testing::ValuesIn(rows), [](const auto& test) {
    return test.param.name;
});

}  // namespace check_assessments_test
}  // namespace ladder::definition

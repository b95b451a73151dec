// Assessments: that each has a maker and a scale that can be told.
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

void check_grades(
    const Scope& scope, const v1::AssessmentDefinition& assessment, const std::string& path
) {
    std::set<std::string_view> seen;
    for (int i = 0; i < assessment.grades_size(); ++i) {
        const auto& grade = assessment.grades(i);
        require_text(scope, grade, at(path, "grades", i), "the grade");
        if (!grade.empty() && !seen.insert(grade).second) {
            scope.findings.error(
                at(path, "grades", i),
                fmt::format("the grade '{}' is listed twice", shortened(grade)),
                "keep one"
            );
        }
    }
}

void check_areas(
    const Scope& scope, const v1::AssessmentDefinition& assessment, const std::string& path
) {
    std::set<std::string_view> seen;
    for (int i = 0; i < assessment.areas_size(); ++i) {
        const auto& area = assessment.areas(i);
        require_text(scope, area.id(), at(path, "areas", i), "the id of the area");
        require_text(scope, area.title(), at(path, "areas", i), "the title of the area");
        if (!area.id().empty() && !seen.insert(area.id()).second) {
            scope.findings.error(
                at(path, "areas", i),
                fmt::format("the area '{}' is listed twice", shortened(area.id())),
                "keep one"
            );
        }
    }
}

void check_scores(
    const Scope& scope, const v1::AssessmentDefinition& assessment, const std::string& path
) {
    if (assessment.score_max() < assessment.score_min()) {
        scope.findings.error(
            path + ".score_max",
            fmt::format(
                "{} is below the lowest score, {}", assessment.score_max(), assessment.score_min()
            ),
            "give the lowest score first"
        );
    }
    // In a message a score of 0 is no score.
    if (assessment.score_min() <= 0 && assessment.score_max() > 0) {
        scope.findings.error(
            path + ".score_min",
            fmt::format("a score of {} could not be told from none", assessment.score_min()),
            "begin above 0"
        );
    }
}

template <class Values>
void refuse_repeats(const Scope& scope, const Values& values, const std::string& path) {
    std::set<int> seen;
    for (int i = 0; i < values.size(); ++i) {
        if (!seen.insert(values.Get(i)).second) {
            scope.findings.error(at(path, i), "it is listed twice", "keep one");
        }
    }
}

}  // namespace

void check_assessments(const Scope& scope) {
    const auto& assessments = scope.ruleset.definition().assessments();
    for (int i = 0; i < assessments.size(); ++i) {
        const auto& assessment = assessments.Get(i);
        const auto path = at("assessments", i);
        require_text(scope, assessment.assessor(), path + ".assessor", "who makes it");
        require_text(scope, assessment.source(), path + ".source", "where it comes from");
        check_grades(scope, assessment, path);
        check_areas(scope, assessment, path);
        check_scores(scope, assessment, path);
        refuse_repeats(scope, assessment.body_kinds(), path + ".body_kinds");
        refuse_repeats(scope, assessment.countries(), path + ".countries");
    }
}

}  // namespace ladder::definition

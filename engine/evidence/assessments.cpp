#include "engine/evidence/assessments.hpp"

#include <fmt/format.h>

#include "engine/definition/grades.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {

namespace {

std::vector<const v1::Assessment*> of_body(const Panels& panels, std::size_t body) {
    std::vector<const v1::Assessment*> found;
    for (const auto& assessment : panels.assessments) {
        if (assessment.body() == panels.bodies[body].name) {
            found.push_back(&assessment);
        }
    }
    return found;
}

}  // namespace

std::vector<base::Truth> graded(
    const v1::GradeCondition& condition,
    const Panels& panels,
    std::size_t body,
    const std::vector<base::Date>& period_ends
) {
    const auto all = of_body(panels, body);
    std::vector<base::Truth> truths;
    truths.reserve(period_ends.size());
    for (const auto end : period_ends) {
        truths.push_back(definition::grade_truth(condition, all, end));
    }
    return truths;
}

v1::Explanation explain_grade(
    const v1::GradeCondition& condition, const Panels& panels, std::size_t body, base::Date day
) {
    const auto said = definition::tell_grade(condition, of_body(panels, body), day);
    v1::Explanation node;
    node.set_truth(base::to_proto(said.truth));
    node.set_text(fmt::format(
        "{}: {} {}.",
        panels.bodies[body].title,
        said.text,
        sentence_case(std::string{base::in_words(said.truth)})
    ));
    return node;
}

}  // namespace ladder::evidence

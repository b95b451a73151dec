#include "engine/definition/grades.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

namespace ladder::definition {

namespace {

using base::Truth;
using Newest = std::map<std::string, const v1::Assessment*>;

bool stands(const v1::Assessment& assessment, std::string_view day) {
    return assessment.assessed_on() <= day &&
           (assessment.withdrawn_on().empty() || assessment.withdrawn_on() > day);
}

Newest newest_by_area(
    const v1::GradeCondition& asked, const std::vector<const v1::Assessment*>& all, base::Date on
) {
    const auto day = base::to_string(on);
    const auto order = [](const v1::Assessment& one) {
        return std::tuple{
            one.assessed_on(), one.recorded_at().seconds(), one.recorded_at().nanos()};
    };
    Newest newest;
    for (const auto* assessment : all) {
        if (assessment->definition() != asked.assessment() || !stands(*assessment, day) ||
            (!asked.area().empty() && assessment->area() != asked.area())) {
            continue;
        }
        auto& held = newest[assessment->area()];
        if (held == nullptr || order(*held) <= order(*assessment)) {
            held = assessment;
        }
    }
    return newest;
}

bool judged_so(const v1::GradeCondition& asked, const v1::Assessment& assessment) {
    const auto among = [](const auto& list, const auto& value) {
        return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    return among(asked.grades(), assessment.grade()) &&
           among(asked.directions(), assessment.direction()) &&
           (asked.score_at_most() == 0 || assessment.score() <= asked.score_at_most());
}

std::string_view direction_word(v1::DirectionOfTravel direction) {
    switch (direction) {
        case v1::DIRECTION_OF_TRAVEL_IMPROVED:
            return "improved";
        case v1::DIRECTION_OF_TRAVEL_STABLE:
            return "stable";
        case v1::DIRECTION_OF_TRAVEL_DETERIORATED:
            return "deteriorated";
        default:  // the generated enum is open
            return {};
    }
}

std::string judged_words(const v1::Assessment& assessment) {
    std::string words = assessment.area().empty() ? "the whole" : assessment.area();
    if (!assessment.grade().empty()) {
        words += fmt::format(", {}", assessment.grade());
    }
    if (assessment.score() != 0) {
        words += fmt::format(", score {}", assessment.score());
    }
    if (const auto direction = direction_word(assessment.direction()); !direction.empty()) {
        words += fmt::format(", {}", direction);
    }
    const auto day = base::parse_date(assessment.assessed_on());
    return fmt::format("{} ({})", words, day ? base::in_words(*day) : assessment.assessed_on());
}

void collect_assessments(const v1::Condition& condition, std::set<std::string>& found) {
    const auto each = [&](const auto& parts) {
        for (const auto& part : parts) {
            collect_assessments(part, found);
        }
    };
    each(condition.all().of());
    each(condition.any().of());
    each(condition.at_least().of());
    if (condition.has_not_()) {
        collect_assessments(condition.not_(), found);
    }
    if (condition.has_grade()) {
        found.insert(condition.grade().assessment());
    }
}

}  // namespace

base::Truth grade_truth(
    const v1::GradeCondition& asked,
    const std::vector<const v1::Assessment*>& of_body,
    base::Date day
) {
    const auto newest = newest_by_area(asked, of_body, day);
    if (newest.empty()) {
        return Truth::unknown;
    }
    return base::truth_of(std::any_of(newest.begin(), newest.end(), [&](const auto& each) {
        return judged_so(asked, *each.second);
    }));
}

GradeSaid tell_grade(
    const v1::GradeCondition& asked,
    const std::vector<const v1::Assessment*>& of_body,
    base::Date day
) {
    const auto newest = newest_by_area(asked, of_body, day);
    if (newest.empty()) {
        return {
            Truth::unknown,
            fmt::format(
                "No assessment {}{} stands by {}.",
                asked.assessment(),
                asked.area().empty() ? "" : fmt::format(" of {}", asked.area()),
                base::in_words(day)
            )};
    }
    std::string otherwise;
    for (const auto& [area, assessment] : newest) {
        if (judged_so(asked, *assessment)) {
            return {
                Truth::yes,
                fmt::format(
                    "Judged as asked by {}: {}.", asked.assessment(), judged_words(*assessment)
                )};
        }
        otherwise += (otherwise.empty() ? "" : "; ") + judged_words(*assessment);
    }
    return {Truth::no, fmt::format("Judged otherwise by {}: {}.", asked.assessment(), otherwise)};
}

std::set<std::string> assessments_of_triggers(const v1::RulesetDefinition& definition) {
    std::set<std::string> found;
    for (const auto& trigger : definition.triggers()) {
        collect_assessments(trigger.raise_when(), found);
        collect_assessments(trigger.clear_when(), found);
    }
    return found;
}

}  // namespace ladder::definition

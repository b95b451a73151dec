#include "services/console/rulebook/condition_words.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/definition/plain.hpp"

namespace ladder::rulebook {

namespace {

using Lines = std::vector<ConditionLine>;

std::string_view result_in_words(v1::JudgementResult result) {
    switch (result) {
        case v1::JUDGEMENT_RESULT_BETTER:
            return "better than";
        case v1::JUDGEMENT_RESULT_IN_LINE:
            return "in line with";
        case v1::JUDGEMENT_RESULT_NOT_COMPARABLE:
            return "not comparable with";
        default:
            return "worse than";
    }
}

std::string comparator_in_words(const v1::JudgementCondition& judgement) {
    const std::string_view group = judgement.group() == "all" ? "all forces" : "similar forces";
    switch (judgement.versus()) {
        case v1::COMPARISON_BASELINE:
            return judgement.baseline_months() == 0
                       ? "its own year before"
                       : fmt::format("itself {} months before", judgement.baseline_months());
        case v1::COMPARISON_PEERS_CHANGE:
            return fmt::format("the change of {}", group);
        case v1::COMPARISON_TARGET:
            return "its target";
        default:
            return fmt::format("{}", group);
    }
}

std::string label_in_words(int label) {
    switch (static_cast<v1::ChartLabel>(label)) {
        case v1::CHART_LABEL_OUTSIDE:
            return "a point outside the limits";
        case v1::CHART_LABEL_TREND:
            return "a trend";
        case v1::CHART_LABEL_TWO_IN_THREE:
            return "two of three near a limit";
        case v1::CHART_LABEL_SHIFT:
            return "a shift";
        default:
            return "usual variation";
    }
}

std::string chart_in_words(const v1::ChartCondition& chart) {
    std::string text = "its control chart shows ";
    text += chart.is() == v1::JUDGEMENT_RESULT_BETTER ? "an improvement" : "a worsening";
    if (!chart.labels().empty()) {
        std::vector<std::string> labels;
        for (const auto label : chart.labels()) {
            labels.push_back(label_in_words(label));
        }
        text += fmt::format(": {}", fmt::join(labels, ", or "));
    }
    if (chart.of_last() > 1) {
        text += fmt::format(", in one of the last {} periods", chart.of_last());
    }
    return text;
}

void add(
    Lines& lines, int depth, const v1::Condition& condition, const v1::RulesetDefinition& rules
);

template <class Parts>
void add_parts(
    Lines& lines,
    int depth,
    std::string head,
    const Parts& parts,
    const v1::RulesetDefinition& rules
) {
    lines.push_back({depth, std::move(head)});
    for (const auto& part : parts) {
        add(lines, depth + 1, part, rules);
    }
}

// The title of an item of the rules; its id where it has none.
template <class Items>
std::string title_in(const Items& items, const std::string& id) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id() == id; });
    return found == items.end() || found->title().empty() ? id : found->title();
}

void add(
    Lines& lines, int depth, const v1::Condition& condition, const v1::RulesetDefinition& rules
) {
    switch (condition.kind_case()) {
        case v1::Condition::kAll:
            return add_parts(lines, depth, "all of:", condition.all().of(), rules);
        case v1::Condition::kAny:
            return add_parts(lines, depth, "any of:", condition.any().of(), rules);
        case v1::Condition::kAtLeast:
            return add_parts(
                lines,
                depth,
                fmt::format("at least {} of:", condition.at_least().n()),
                condition.at_least().of(),
                rules
            );
        case v1::Condition::kNot: {
            Lines inner;
            add(inner, depth, condition.not_(), rules);
            if (inner.size() == 1) {
                lines.push_back({depth, "not: " + inner.front().text});
            } else {
                lines.push_back({depth, "not:"});
                for (auto& line : inner) {
                    lines.push_back({line.depth + 1, std::move(line.text)});
                }
            }
            return;
        }
        case v1::Condition::kJudgement:
            lines.push_back({depth, judgement_in_words(condition.judgement())});
            return;
        case v1::Condition::kChart:
            lines.push_back({depth, chart_in_words(condition.chart())});
            return;
        case v1::Condition::kGrade:
            lines.push_back(
                {depth,
                 fmt::format(
                     "{} is graded {}",
                     title_in(rules.assessments(), condition.grade().assessment()),
                     fmt::join(condition.grade().grades(), " or ")
                 )}
            );
            return;
        default:
            lines.push_back({depth, definition::in_one_line(condition)});
    }
}

}  // namespace

Lines condition_lines(const v1::Condition& condition, const v1::RulesetDefinition& rules) {
    Lines lines;
    add(lines, 0, condition, rules);
    return lines;
}

std::string judgement_in_words(const v1::JudgementCondition& judgement) {
    auto text =
        fmt::format("{} {}", result_in_words(judgement.is()), comparator_in_words(judgement));
    if (judgement.by_at_least() != 0) {
        text += fmt::format(
            ", by at least {} {}",
            judgement.by_at_least(),
            judgement.versus() == v1::COMPARISON_PEERS_CHANGE ? "percentage points" : "per cent"
        );
    }
    if (judgement.p_at_most() != 0) {
        text += fmt::format(", p at most {}", judgement.p_at_most());
    }
    if (judgement.funnel() != v1::FUNNEL_LEVEL_UNSPECIFIED) {
        text += fmt::format(
            ", outside the {} per cent limits of the funnel",
            judgement.funnel() == v1::FUNNEL_LEVEL_95 ? "95" : "99.8"
        );
    }
    if (judgement.of_periods() > 1) {
        text += fmt::format(", in {} of {} periods", judgement.periods(), judgement.of_periods());
    } else if (judgement.periods() > 1) {
        text += fmt::format(", in each of the last {} periods", judgement.periods());
    }
    return text;
}

std::string permission_in_words(v1::Permission permission) {
    auto words = v1::Permission_Name(permission);
    words.erase(0, std::string_view{"PERMISSION_"}.size());
    std::transform(words.begin(), words.end(), words.begin(), [](unsigned char c) {
        return c == '_' ? ' ' : static_cast<char>(std::tolower(c));
    });
    return words;
}

}  // namespace ladder::rulebook

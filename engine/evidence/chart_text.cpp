#include "engine/evidence/chart_text.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/evidence/level_text.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {

using base::Truth;

namespace {

std::string_view in_words(v1::ChartVariation variation) {
    switch (variation) {
        case v1::CHART_VARIATION_IMPROVEMENT:
            return "special cause of improvement";
        case v1::CHART_VARIATION_CONCERN:
            return "special cause of concern";
        case v1::CHART_VARIATION_NEUTRAL:
            return "special cause, neither good nor bad";
        default:
            return "common cause";
    }
}

std::string_view in_words(v1::ChartLabel label) {
    switch (label) {
        case v1::CHART_LABEL_OUTSIDE:
            return "outside the limits";
        case v1::CHART_LABEL_TREND:
            return "by a trend";
        case v1::CHART_LABEL_TWO_IN_THREE:
            return "by two in three near a limit";
        case v1::CHART_LABEL_SHIFT:
            return "by a shift";
        default:
            return "of common cause";
    }
}

std::string_view in_words(v1::ChartAssurance assurance) {
    switch (assurance) {
        case v1::CHART_ASSURANCE_PASSES:
            return "consistently passed";
        case v1::CHART_ASSURANCE_INCONSISTENT:
            return "hit and missed";
        case v1::CHART_ASSURANCE_FAILS:
            return "consistently failed";
        default:
            return "neither passed nor failed for sure";
    }
}

// What the condition asks: "a concern by a trend or a shift counts".
std::string chart_asked(const v1::ChartCondition& condition) {
    std::vector<std::string> wanted;
    if (asks_special_cause(condition)) {
        std::string cause = condition.is() == v1::JUDGEMENT_RESULT_BETTER  ? "an improvement"
                            : condition.is() == v1::JUDGEMENT_RESULT_WORSE ? "a concern"
                                                                           : "a special cause";
        std::vector<std::string> labels;
        for (const auto label : condition.labels()) {
            labels.emplace_back(in_words(static_cast<v1::ChartLabel>(label)));
        }
        wanted.push_back(
            labels.empty() ? cause : fmt::format("{} {}", cause, fmt::join(labels, " or "))
        );
    }
    if (condition.assurance() != v1::CHART_ASSURANCE_UNSPECIFIED) {
        wanted.push_back(fmt::format("a target {}", in_words(condition.assurance())));
    }
    return fmt::format("{} counts", fmt::join(wanted, " with "));
}

// One chart condition being told, at the last column that `judge` looked at.
class ChartTelling {
public:
    ChartTelling(
        const Series& series,
        const v1::ChartCondition& condition,
        const BodyEntry& entry,
        const ChartJudge& judge,
        std::size_t column
    )
        : series_{series}, condition_{condition}, entry_{entry}, judge_{judge}, column_{column} {}

    std::string text() const {
        const auto last = judge_.walk().taken() - 1;
        const auto& limits = judge_.walk().limits(judge_.chart().points.group[last]);
        auto text = fmt::format(
            "the control chart of {} up to {} has {}",
            entry_.title,
            period_with_article(series_, series_.panel().periods[column_]),
            counted(static_cast<std::int64_t>(last + 1), "point", "points")
        );
        if (limits.ranges == 0) {
            return text + ", and no limits";
        }
        text += fmt::format(
            ", a mean of {} {} and limits of {} and {}",
            level_in_words(series_, limits.mean),
            unit_of_level(series_),
            level_in_words(series_, limits.lower),
            level_in_words(series_, limits.upper)
        );
        if (asks_special_cause(condition_)) {
            text += "; " + special_causes();
        }
        if (condition_.assurance() != v1::CHART_ASSURANCE_UNSPECIFIED) {
            text += "; " + target(limits);
        }
        return text;
    }

private:
    std::string of_point(std::size_t point) const {
        return fmt::format(
            "{} ({})",
            level_in_words(series_, judge_.chart().points.value[point]),
            period_in_words(
                series_.definition().period(), series_.panel().periods[judge_.chart().column[point]]
            )
        );
    }

    std::string special_causes() const {
        const auto asked_for = points_asked(condition_);
        std::vector<std::string> found;
        for (std::size_t point = 0; point < judge_.walk().taken(); ++point) {
            const auto mark = judge_.walk().mark(point);
            if (judge_.chart().column[point] + asked_for > column_ &&
                mark.label != v1::CHART_LABEL_COMMON_CAUSE) {
                found.push_back(fmt::format(
                    "{} is {}: {}",
                    of_point(point),
                    mark_in_words(mark),
                    in_words(variation_of(mark, series_.definition().polarity()))
                ));
            }
        }
        if (!found.empty()) {
            return fmt::format("{}", fmt::join(found, ", "));
        }
        return asked_for == 1
                   ? fmt::format(
                         "its last, {}, is common cause", of_point(judge_.walk().taken() - 1)
                     )
                   : fmt::format("none of the last {} is a special cause", asked_for);
    }

    std::string target(const ChartLimits& limits) const {
        const auto& definition = series_.definition();
        if (!definition.has_target()) {
            return "it has no target";
        }
        const double value = definition.target().value();
        return fmt::format(
            "its target of {} can be expected to be {}",
            level_in_words(series_, value),
            in_words(assurance_of(limits, value, definition.polarity()))
        );
    }

    const Series& series_;
    const v1::ChartCondition& condition_;
    const BodyEntry& entry_;
    const ChartJudge& judge_;
    std::size_t column_;
};

}  // namespace

std::string mark_in_words(const ChartMark& mark) {
    const bool above = mark.side > 0;
    switch (mark.label) {
        case v1::CHART_LABEL_OUTSIDE:
            return above ? "above the upper limit" : "below the lower limit";
        case v1::CHART_LABEL_TREND:
            return fmt::format("part of a trend of {} points or more", run_length);
        case v1::CHART_LABEL_TWO_IN_THREE:
            return fmt::format("one of two in three near the {} limit", above ? "upper" : "lower");
        case v1::CHART_LABEL_SHIFT:
            return fmt::format(
                "part of a shift of {} points or more {} the mean",
                run_length,
                above ? "above" : "below"
            );
        default:
            return "common cause";
    }
}

v1::Explanation explain_chart(
    const Series& series,
    const Readings& readings,
    const v1::ChartCondition& condition,
    std::size_t body,
    base::Date period_end
) {
    const auto& entry = readings.panels().bodies[body];
    const auto& periods = series.panel().periods;
    const auto end = static_cast<std::size_t>(
        std::upper_bound(periods.begin(), periods.end(), period_end) - periods.begin()
    );
    v1::Explanation explanation;
    auto& chart = *explanation.mutable_chart();
    chart = control_chart(series, readings, body, 0, end);

    auto truth = Truth::unknown;
    std::string text = fmt::format(
        "{} has no figure to chart for {}", entry.title, period_with_article(series, period_end)
    );
    if (!chart.not_charted_reason().empty()) {
        text = fmt::format(
            "there is no control chart of {}: {}", entry.title, chart.not_charted_reason()
        );
    }
    if (series.panel().period_index(period_end)) {
        ChartJudge judge{series, condition, body, entry.name};
        for (std::size_t column = 0; column < end; ++column) {
            truth = judge.next();
        }
        const auto taken = judge.walk().taken();
        const bool here = taken > 0 && judge.chart().column[taken - 1] + 1 == end;
        if (here && chart.not_charted_reason().empty()) {
            text = ChartTelling{series, condition, entry, judge, end - 1}.text();
        }
    }
    explanation.set_truth(base::to_proto(truth));
    explanation.set_text(fmt::format(
        "{}: {}; {}.{} {}.",
        series.definition().title(),
        text,
        chart_asked(condition),
        chart.warnings().empty()
            ? ""
            : " " + sentence_case(fmt::format("{}.", fmt::join(chart.warnings(), "; "))),
        sentence_case(std::string{base::in_words(truth)})
    ));
    return explanation;
}

}  // namespace ladder::evidence

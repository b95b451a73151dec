#include "engine/evidence/chart.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace ladder::evidence {

using base::Truth;

namespace {

// A recorded change, its day read.
struct Change {
    base::Date from;
    const v1::Rebase* source;
};

// The recorded changes of one body's process, in order of time.
std::vector<Change> changes_of(const v1::ChartDefinition& chart, std::string_view name) {
    std::vector<Change> changes;
    for (const auto& each : chart.rebases()) {
        const auto from = base::parse_date(each.from());
        if (from && (each.body().empty() || name.substr(name.find('/') + 1) == each.body())) {
            changes.push_back({*from, &each});
        }
    }
    return changes;
}

// The newest change after `earlier`, up to `later`.
const v1::Rebase* change_between(
    const std::vector<Change>& changes, base::Date earlier, base::Date later
) {
    const v1::Rebase* found = nullptr;
    for (const auto& change : changes) {
        found = earlier < change.from && change.from <= later ? change.source : found;
    }
    return found;
}

// Whether no period lies between two neighbouring columns of the panel.
bool follows(v1::PeriodKind kind, base::Date earlier, base::Date later) {
    switch (kind) {
        case v1::PERIOD_KIND_QUARTER:
            return base::add_months(earlier, 3) == later;
        case v1::PERIOD_KIND_YEAR:
            return base::add_months(earlier, 12) == later;
        default:
            return true;
    }
}

}  // namespace

ChartObstacle chart_obstacle(const Series& series, std::size_t body) {
    const auto& definition = series.definition();
    if (definition.statistic() == v1::STATISTIC_NARRATIVE) {
        return ChartObstacle::narrative;
    }
    if (definition.period() == v1::PERIOD_KIND_ROLLING_YEAR) {
        return ChartObstacle::rolling_totals;
    }
    if (definition.low_count()) {
        return ChartObstacle::low_count;
    }
    return series.no_rate(body) ? ChartObstacle::no_rate : ChartObstacle::none;
}

BodyChart chart_of(
    const Series& series,
    std::size_t body,
    std::string_view name,
    std::size_t first,
    std::size_t end
) {
    BodyChart chart;
    if (chart_obstacle(series, body) != ChartObstacle::none) {
        return chart;
    }
    const auto& panel = series.panel();
    const auto changes = changes_of(series.definition().chart(), name);
    const auto kind = series.definition().period();
    for (auto column = first; column < end; ++column) {
        const auto day = panel.periods[column];
        const double level = series.level(panel.at(body, column));
        if (std::isnan(level) || series.transition_at(day) != nullptr) {
            continue;
        }
        bool joined = false;
        if (chart.groups.empty()) {
            chart.groups.emplace_back();
        } else {
            const auto last = chart.column.back();
            const auto earlier = panel.periods[last];
            const ChartGroup begun{
                change_between(changes, earlier, day), series.break_between(earlier, day)};
            if (begun.rebase != nullptr || begun.series_break != nullptr) {
                chart.groups.push_back(begun);
            } else {
                joined = column == last + 1 && follows(kind, earlier, day);
                chart.gaps += joined ? 0 : 1;
            }
        }
        chart.column.push_back(column);
        chart.points.value.push_back(level);
        chart.points.joined.push_back(joined ? 1 : 0);
        chart.points.group.push_back(chart.groups.size() - 1);
    }
    return chart;
}

ChartMethod chart_method(const Series& series) {
    const auto& chart = series.definition().chart();
    return {static_cast<std::size_t>(std::max(0, chart.baseline_points())), chart.screen_ranges()};
}

std::size_t points_asked(const v1::ChartCondition& condition) {
    return static_cast<std::size_t>(std::max(1, condition.of_last()));
}

bool asks_special_cause(const v1::ChartCondition& condition) {
    return condition.assurance() == v1::CHART_ASSURANCE_UNSPECIFIED ||
           condition.is() != v1::JUDGEMENT_RESULT_UNSPECIFIED || !condition.labels().empty();
}

ChartJudge::ChartJudge(
    const Series& series,
    const v1::ChartCondition& condition,
    std::size_t body,
    std::string_view name
)
    : series_{&series},
      condition_{&condition},
      obstacle_{chart_obstacle(series, body)},
      chart_{chart_of(series, body, name, 0, series.panel().periods.size())},
      walk_{chart_.points, chart_method(series)} {}

Truth ChartJudge::next() {
    const auto column = columns_++;
    if (walk_.taken() < chart_.column.size() && chart_.column[walk_.taken()] == column) {
        walk_.take();
    }
    if (obstacle_ != ChartObstacle::none) {
        return Truth::unknown;
    }
    auto truth = Truth::yes;
    if (asks_special_cause(*condition_)) {
        truth = special();
    }
    if (condition_->assurance() != v1::CHART_ASSURANCE_UNSPECIFIED) {
        truth = base::both(truth, assured());
    }
    return truth;
}

// Among the last columns, the one just looked at included.
Truth ChartJudge::special() const {
    const auto asked = points_asked(*condition_);
    int yes = 0;
    int known = 0;
    for (auto point = walk_.taken(); point-- > 0 && chart_.column[point] + asked >= columns_;) {
        const auto truth = counts(point);
        yes += truth == Truth::yes ? 1 : 0;
        known += truth == Truth::unknown ? 0 : 1;
    }
    return base::at_least(1, yes, static_cast<int>(asked) - known);
}

Truth ChartJudge::counts(std::size_t point) const {
    if (walk_.limits(chart_.points.group[point]).ranges == 0) {
        return Truth::unknown;
    }
    const auto polarity = series_->definition().polarity();
    const auto mark = walk_.mark(point);
    const auto variation = variation_of(mark, polarity);
    if (variation == v1::CHART_VARIATION_COMMON_CAUSE) {
        return Truth::no;
    }
    const auto& labels = condition_->labels();
    if (!labels.empty() &&
        std::find(labels.begin(), labels.end(), static_cast<int>(mark.label)) == labels.end()) {
        return Truth::no;
    }
    switch (condition_->is()) {
        case v1::JUDGEMENT_RESULT_UNSPECIFIED:
            return Truth::yes;
        case v1::JUDGEMENT_RESULT_BETTER:
            return variation == v1::CHART_VARIATION_NEUTRAL
                       ? Truth::unknown
                       : base::truth_of(variation == v1::CHART_VARIATION_IMPROVEMENT);
        case v1::JUDGEMENT_RESULT_WORSE:
            return variation == v1::CHART_VARIATION_NEUTRAL
                       ? Truth::unknown
                       : base::truth_of(variation == v1::CHART_VARIATION_CONCERN);
        default:
            return Truth::unknown;
    }
}

Truth ChartJudge::assured() const {
    const auto& definition = series_->definition();
    const bool here = walk_.taken() > 0 && chart_.column[walk_.taken() - 1] + 1 == columns_;
    if (!here || !definition.has_target()) {
        return Truth::unknown;
    }
    const auto assurance = assurance_of(
        walk_.limits(chart_.points.group[walk_.taken() - 1]),
        definition.target().value(),
        definition.polarity()
    );
    return assurance == v1::CHART_ASSURANCE_UNSPECIFIED
               ? Truth::unknown
               : base::truth_of(assurance == condition_->assurance());
}

}  // namespace ladder::evidence

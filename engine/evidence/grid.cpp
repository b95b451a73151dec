#include "engine/evidence/grid.hpp"

#include <algorithm>
#include <utility>

#include "engine/evidence/assessments.hpp"
#include "engine/evidence/chart.hpp"
#include "engine/evidence/judgement.hpp"

namespace ladder::evidence {

using base::Truth;

base::Truth truth_of_body(const v1::BodyCondition& condition, const BodyEntry& body) {
    const auto admits = [](const auto& list, auto wanted) {
        return list.empty() || std::find(list.begin(), list.end(), wanted) != list.end();
    };
    return base::truth_of(
        admits(condition.kinds(), static_cast<int>(body.kind)) &&
        admits(condition.countries(), static_cast<int>(body.country))
    );
}

const Series* series_of(const std::string& id, const Series& indicator, Readings& readings) {
    return id.empty() ? &indicator : readings.series(id);
}

ConditionGrids::ConditionGrids(
    Readings& readings, std::vector<std::size_t> rows, base::Date until, base::Date since
)
    : readings_{&readings}, rows_{std::move(rows)}, until_{until}, since_{since} {}

std::size_t ConditionGrids::periods(const Series& series) const {
    const auto& periods = series.panel().periods;
    const auto end = std::upper_bound(periods.begin(), periods.end(), until_);
    return static_cast<std::size_t>(end - periods.begin());
}

Grid ConditionGrids::unknown(const Series& indicator) const {
    return {rows_.size(), periods(indicator), Truth::unknown};
}

Grid ConditionGrids::evaluate(const v1::Condition& condition, const Series& indicator) {
    switch (condition.kind_case()) {
        case v1::Condition::kAll:
            return all_of(condition.all(), indicator);
        case v1::Condition::kAny:
            return any_of(condition.any(), indicator);
        case v1::Condition::kNot: {
            auto grid = evaluate(condition.not_(), indicator);
            std::transform(
                grid.cells.begin(), grid.cells.end(), grid.cells.begin(), base::negation
            );
            return grid;
        }
        case v1::Condition::kAtLeast:
            return at_least(condition.at_least(), indicator);
        case v1::Condition::kJudgement:
            return judgement(condition.judgement(), indicator);
        case v1::Condition::kBody:
            return of_body(condition.body(), indicator);
        case v1::Condition::kGrade:
            return grade(condition.grade(), indicator);
        case v1::Condition::kChart:
            return chart(condition.chart(), indicator);
        case v1::Condition::kConcern:
        case v1::Condition::kFact:
        case v1::Condition::kRecommendation:
        case v1::Condition::kTrigger:
        case v1::Condition::kDecision:
        case v1::Condition::kTimeAtStage:
        case v1::Condition::kSubject:
        case v1::Condition::kRecord:
        case v1::Condition::kEvery:
        case v1::Condition::kProcedure:
        case v1::Condition::kDeadline:
        case v1::Condition::kPeer:
        case v1::Condition::kCaseStage:
        case v1::Condition::KIND_NOT_SET:
            break;
    }
    return unknown(indicator);
}

Grid ConditionGrids::all_of(const v1::ConditionList& list, const Series& indicator) {
    Grid grid{rows_.size(), periods(indicator), Truth::yes};
    for (const auto& part : list.of()) {
        const auto cells = evaluate(part, indicator).cells;
        std::transform(
            cells.begin(), cells.end(), grid.cells.begin(), grid.cells.begin(), base::both
        );
    }
    return grid;
}

Grid ConditionGrids::any_of(const v1::ConditionList& list, const Series& indicator) {
    Grid grid{rows_.size(), periods(indicator), Truth::no};
    for (const auto& part : list.of()) {
        const auto cells = evaluate(part, indicator).cells;
        std::transform(
            cells.begin(), cells.end(), grid.cells.begin(), grid.cells.begin(), base::either
        );
    }
    return grid;
}

Grid ConditionGrids::at_least(const v1::AtLeast& condition, const Series& indicator) {
    Grid grid = unknown(indicator);
    std::vector<int> yes(grid.cells.size(), 0);
    std::vector<int> perhaps(grid.cells.size(), 0);
    for (const auto& part : condition.of()) {
        const auto cells = evaluate(part, indicator).cells;
        for (std::size_t cell = 0; cell < cells.size(); ++cell) {
            yes[cell] += cells[cell] == Truth::yes ? 1 : 0;
            perhaps[cell] += cells[cell] == Truth::unknown ? 1 : 0;
        }
    }
    for (std::size_t cell = 0; cell < grid.cells.size(); ++cell) {
        grid.cells[cell] = base::at_least(condition.n(), yes[cell], perhaps[cell]);
    }
    return grid;
}

Grid ConditionGrids::of_body(const v1::BodyCondition& condition, const Series& indicator) const {
    Grid grid = unknown(indicator);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const auto truth = truth_of_body(condition, readings_->panels().bodies[rows_[row]]);
        std::fill_n(
            grid.cells.begin() + static_cast<std::ptrdiff_t>(row * grid.periods),
            grid.periods,
            truth
        );
    }
    return grid;
}

Grid ConditionGrids::grade(const v1::GradeCondition& condition, const Series& indicator) const {
    Grid grid = unknown(indicator);
    auto ends = indicator.panel().periods;
    ends.resize(grid.periods);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const auto truths = graded(condition, readings_->panels(), rows_[row], ends);
        std::copy(
            truths.begin(),
            truths.end(),
            grid.cells.begin() + static_cast<std::ptrdiff_t>(row * grid.periods)
        );
    }
    return grid;
}

// Each period by itself, over the periods of the judged indicator's own panel.
const Grid& ConditionGrids::single_periods(
    const v1::JudgementCondition& condition, const Series& series
) {
    auto single = condition;
    single.set_indicator(series.definition().id());
    single.clear_periods();
    single.clear_of_periods();
    auto key = single.SerializeAsString();
    const auto found = judged_.find(key);
    if (found != judged_.end()) {
        return found->second;
    }
    Grid grid = unknown(series);
    const auto& ends = series.panel().periods;
    const auto first = std::lower_bound(ends.begin(), ends.end(), since_) - ends.begin();
    for (auto period = static_cast<std::size_t>(first); period < grid.periods; ++period) {
        const PeriodJudge judge{series, *readings_, single, period};
        judge.truths(rows_, grid.cells.data() + period, grid.periods);
    }
    return judged_.emplace(std::move(key), std::move(grid)).first->second;
}

Grid ConditionGrids::judgement(const v1::JudgementCondition& condition, const Series& indicator) {
    const auto* series = series_of(condition.indicator(), indicator, *readings_);
    if (series == nullptr) {
        return unknown(indicator);
    }
    const auto& judged = single_periods(condition, *series);
    const auto asked = periods_asked(condition);
    if (series == &indicator && asked.of == 1) {
        return judged;
    }
    Grid grid = unknown(indicator);
    for (std::size_t period = 0; period < grid.periods; ++period) {
        std::vector<std::size_t> columns;
        for (int back = 0; back < asked.of; ++back) {
            const auto end =
                base::add_months(indicator.panel().periods[period], -back * series->step_months());
            if (const auto column = series->panel().period_index(end)) {
                columns.push_back(*column);
            }
        }
        if (asked.of == 1 && !columns.empty()) {
            for (std::size_t row = 0; row < rows_.size(); ++row) {
                grid.cells[row * grid.periods + period] = judged.at(row, columns.front());
            }
            continue;
        }
        const int absent = asked.of - static_cast<int>(columns.size());
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            int yes = 0;
            int perhaps = absent;
            for (const auto column : columns) {
                yes += judged.at(row, column) == Truth::yes ? 1 : 0;
                perhaps += judged.at(row, column) == Truth::unknown ? 1 : 0;
            }
            grid.cells[row * grid.periods + period] = base::at_least(asked.at_least, yes, perhaps);
        }
    }
    return grid;
}

// Each period of the charted indicator's own panel.
const Grid& ConditionGrids::charted(const v1::ChartCondition& condition, const Series& series) {
    auto own = condition;
    own.set_indicator(series.definition().id());
    auto key = own.SerializeAsString();
    const auto found = charted_.find(key);
    if (found != charted_.end()) {
        return found->second;
    }
    Grid grid = unknown(series);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const auto body = rows_[row];
        ChartJudge judge{series, condition, body, readings_->panels().bodies[body].name};
        for (std::size_t period = 0; period < grid.periods; ++period) {
            grid.cells[row * grid.periods + period] = judge.next();
        }
    }
    return charted_.emplace(std::move(key), std::move(grid)).first->second;
}

Grid ConditionGrids::chart(const v1::ChartCondition& condition, const Series& indicator) {
    const auto* series = series_of(condition.indicator(), indicator, *readings_);
    if (series == nullptr) {
        return unknown(indicator);
    }
    const auto& own = charted(condition, *series);
    if (series == &indicator) {
        return own;
    }
    Grid grid = unknown(indicator);
    for (std::size_t period = 0; period < grid.periods; ++period) {
        const auto column = series->panel().period_index(indicator.panel().periods[period]);
        if (!column) {
            continue;
        }
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            grid.cells[row * grid.periods + period] = own.at(row, *column);
        }
    }
    return grid;
}

}  // namespace ladder::evidence

// The truth of conditions for every body and period at once.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/truth.hpp"
#include "engine/evidence/readings.hpp"

namespace ladder::evidence {

// Rows are the bodies looked at, columns the first periods of one indicator's panel.
struct Grid {
    std::size_t periods = 0;
    std::vector<base::Truth> cells;  // row-major by body

    Grid(std::size_t rows, std::size_t columns, base::Truth truth)
        : periods{columns}, cells(rows * columns, truth) {}
    base::Truth at(std::size_t row, std::size_t period) const {
        return cells[row * periods + period];
    }
};

// Evaluates conditions over grids. Each distinct judgement is computed once, however many triggers
// ask for it; nothing else is kept.
class ConditionGrids {
public:
    // `rows` are body indices; periods after `until` are not looked at, and figures of those before
    // `since` are not judged: they are unknown. The readings are borrowed and outlive this.
    ConditionGrids(
        Readings& readings,
        std::vector<std::size_t> rows,
        base::Date until,
        base::Date since = base::Date::min()
    );

    const std::vector<std::size_t>& rows() const { return rows_; }
    // How many periods of the indicator's panel are looked at.
    std::size_t periods(const Series& series) const;

    // Over the periods of `indicator`'s panel. Conditions that only a case can answer are unknown.
    Grid evaluate(const v1::Condition& condition, const Series& indicator);

private:
    Grid all_of(const v1::ConditionList& list, const Series& indicator);
    Grid any_of(const v1::ConditionList& list, const Series& indicator);
    Grid at_least(const v1::AtLeast& condition, const Series& indicator);
    Grid of_body(const v1::BodyCondition& condition, const Series& indicator) const;
    Grid grade(const v1::GradeCondition& condition, const Series& indicator) const;
    Grid judgement(const v1::JudgementCondition& condition, const Series& indicator);
    const Grid& single_periods(const v1::JudgementCondition& condition, const Series& series);
    Grid chart(const v1::ChartCondition& condition, const Series& indicator);
    const Grid& charted(const v1::ChartCondition& condition, const Series& series);
    Grid unknown(const Series& indicator) const;

    Readings* readings_;
    std::vector<std::size_t> rows_;
    base::Date until_;
    base::Date since_;
    // By the condition, its indicator filled in.
    std::map<std::string, Grid> judged_;
    std::map<std::string, Grid> charted_;
};

// Whether the body is of the kinds and countries; an empty list admits any.
base::Truth truth_of_body(const v1::BodyCondition& condition, const BodyEntry& body);

// The indicator that a judgement or chart is about: its own by its id, or the one that the trigger
// runs over. Null if the ruleset has none of that id.
const Series* series_of(const std::string& id, const Series& indicator, Readings& readings);

}  // namespace ladder::evidence

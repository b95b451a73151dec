// The control chart of one indicator of one body: which figures are drawn, and one chart condition.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/truth.hpp"
#include "engine/evidence/chart_rules.hpp"
#include "engine/evidence/series.hpp"

namespace ladder::evidence {

// Why there is no chart.
enum class ChartObstacle : std::uint8_t {
    none,
    narrative,       // no figures
    rolling_totals,  // neighbours share months
    low_count,       // counts too low for any judgement
    no_rate,         // the body's rate per head means nothing
};
ChartObstacle chart_obstacle(const Series& series, std::size_t body);

// Why a group began; both null for the first.
struct ChartGroup {
    const v1::Rebase* rebase = nullptr;
    const v1::SeriesBreak* series_break = nullptr;
};

// The figures of one body that can be charted. What lies in a transition has no point; a break and
// a recorded change begin a new group. Taking later columns away changes no earlier point.
struct BodyChart {
    ChartPoints points;
    std::vector<std::size_t> column;  // of the panel's periods, by point
    std::vector<ChartGroup> groups;
    std::size_t gaps = 0;  // places within a group where a figure is missing
};

// The columns [first, end) of the panel. `name` is the body's.
BodyChart chart_of(
    const Series& series,
    std::size_t body,
    std::string_view name,
    std::size_t first,
    std::size_t end
);

ChartMethod chart_method(const Series& series);

// What a chart condition asks for, its default filled in.
std::size_t points_asked(const v1::ChartCondition& condition);
// A special cause, and not the assurance alone.
bool asks_special_cause(const v1::ChartCondition& condition);

// Answers a chart condition for one body, a period after the other: at each the chart of the points
// up to it.
class ChartJudge {
public:
    // Everything is borrowed and outlives this.
    ChartJudge(
        const Series& series,
        const v1::ChartCondition& condition,
        std::size_t body,
        std::string_view name
    );

    ChartJudge(const ChartJudge&) = delete;
    ChartJudge& operator=(const ChartJudge&) = delete;

    // The truth at the next of the panel's periods, from the first on. A period without a point, or
    // one whose group has no limits, is unknown; a point among the last ones that counts is enough.
    base::Truth next();

    // As of the last next(): whether a point counts, and the chart.
    base::Truth counts(std::size_t point) const;
    base::Truth assured() const;
    const BodyChart& chart() const { return chart_; }
    const ChartWalk& walk() const { return walk_; }

private:
    base::Truth special() const;

    const Series* series_;
    const v1::ChartCondition* condition_;
    ChartObstacle obstacle_;
    BodyChart chart_;
    ChartWalk walk_;
    std::size_t columns_ = 0;  // looked at so far
};

}  // namespace ladder::evidence

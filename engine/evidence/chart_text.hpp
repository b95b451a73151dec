// Control charts as they are shown, and chart conditions in plain English.
#pragma once

#include <string>
#include <string_view>

#include "engine/evidence/chart.hpp"
#include "engine/evidence/readings.hpp"
#include "ladder/v1/explanation.pb.h"

namespace ladder::evidence {

// The chart of the body's figures in the columns [first, end) of the series' panel: every point
// with its figure, limits and label; or why there is none.
v1::ControlChart control_chart(
    const Series& series,
    const Readings& readings,
    std::size_t body,
    std::size_t first,
    std::size_t end
);

// Answers a chart condition at one period and tells why, with the chart as it stood then. The truth
// is that of ConditionGrids at the same cell; `period_end` need not be a period of the panel.
v1::Explanation explain_chart(
    const Series& series,
    const Readings& readings,
    const v1::ChartCondition& condition,
    std::size_t body,
    base::Date period_end
);

// "above the upper limit", "part of a shift: 7 or more successive points above the mean".
std::string mark_in_words(const ChartMark& mark);

}  // namespace ladder::evidence

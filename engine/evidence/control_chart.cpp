// Control charts as they are shown: every point with its figure, limits and label.
#include <fmt/format.h>

#include "engine/evidence/chart_text.hpp"
#include "engine/evidence/level_text.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {

namespace {

std::string reason_of(ChartObstacle obstacle, const Series& series, std::string_view body) {
    switch (obstacle) {
        case ChartObstacle::none:
            return {};
        case ChartObstacle::narrative:
            return "it is a narrative, without figures";
        case ChartObstacle::rolling_totals:
            return "its figures are totals of rolling years: neighbours share months, so their "
                   "ranges say nothing";
        case ChartObstacle::low_count:
            return "its counts are too low for any judgement";
        case ChartObstacle::no_rate:
            return std::string{series.no_rate_reason(body)};
    }
    return {};
}

std::string chart_method_id(ChartMethod method) {
    std::string text = "xmr";
    if (method.baseline_points != 0) {
        text += fmt::format("; baseline_points={}", method.baseline_points);
    }
    return method.screen_ranges ? text + "; screen_ranges" : text;
}

std::string reason_of(const ChartGroup& group) {
    if (group.rebase != nullptr) {
        return group.rebase->reason();
    }
    return group.series_break == nullptr
               ? std::string{}
               : fmt::format("a break in the series: {}", group.series_break->reason());
}

// Draws one chart message.
class Drawing {
public:
    Drawing(
        const Series& series,
        const Readings& readings,
        std::size_t body,
        std::size_t first,
        std::size_t end
    )
        : series_{series},
          entry_{readings.panels().bodies[body]},
          body_{body},
          chart_{chart_of(series, body, entry_.name, first, end)},
          walk_{chart_.points, chart_method(series)} {
        while (walk_.taken() < chart_.column.size()) {
            walk_.take();
        }
    }

    v1::ControlChart draw() const {
        v1::ControlChart drawn;
        const auto& definition = series_.definition();
        drawn.set_indicator(definition.id());
        drawn.set_body(entry_.name);
        drawn.set_unit(unit_of_level(series_));
        drawn.set_method(chart_method_id(chart_method(series_)));
        drawn.set_screened(definition.chart().screen_ranges());
        drawn.set_baseline_points(definition.chart().baseline_points());
        if (definition.has_target()) {
            drawn.set_target(definition.target().value());
        }
        const auto obstacle = chart_obstacle(series_, body_);
        if (obstacle != ChartObstacle::none) {
            drawn.set_not_charted_reason(reason_of(obstacle, series_, entry_.name));
        } else if (chart_.column.size() < 2) {
            drawn.set_not_charted_reason(fmt::format(
                "it has {}, and a chart needs two", counted(points(), "figure", "figures")
            ));
        } else {
            fill(drawn);
        }
        return drawn;
    }

private:
    std::int64_t points() const { return static_cast<std::int64_t>(chart_.column.size()); }

    void fill(v1::ControlChart& drawn) const {
        for (std::size_t point = 0; point < chart_.column.size(); ++point) {
            add_point(drawn, point);
        }
        const auto last = chart_.column.size() - 1;
        const auto& definition = series_.definition();
        const auto& limits = walk_.limits(chart_.points.group[last]);
        drawn.set_variation(variation_of(walk_.mark(last), definition.polarity()));
        if (definition.has_target()) {
            drawn.set_assurance(
                assurance_of(limits, definition.target().value(), definition.polarity())
            );
        }
        warn(drawn);
    }

    void add_point(v1::ControlChart& drawn, std::size_t point) const {
        const auto& panel = series_.panel();
        const auto column = chart_.column[point];
        const auto group = chart_.points.group[point];
        const auto& limits = walk_.limits(group);
        auto& added = *drawn.add_points();
        *added.mutable_input() = input_of(
            series_.definition().id(), panel, entry_.name, panel.at(body_, column), column
        );
        added.set_value(chart_.points.value[point]);
        added.set_mean(limits.mean);
        added.set_lower(limits.lower);
        added.set_upper(limits.upper);
        added.set_group(static_cast<std::int32_t>(group));
        const auto mark = walk_.mark(point);
        added.set_label(mark.label);
        if (mark.label != v1::CHART_LABEL_COMMON_CAUSE) {
            added.set_variation(variation_of(mark, series_.definition().polarity()));
        }
        if (point > 0 && chart_.points.group[point - 1] != group) {
            added.set_rebase_reason(reason_of(chart_.groups[group]));
        }
    }

    void warn(v1::ControlChart& drawn) const {
        for (std::size_t group = 0; group < chart_.groups.size(); ++group) {
            const auto& limits = walk_.limits(group);
            const auto of = chart_.groups.size() == 1
                                ? std::string{"the limits"}
                                : fmt::format("the limits of group {}", group + 1);
            if (limits.ranges == 0) {
                drawn.add_warnings(
                    fmt::format("{} can't be taken: no two of its points follow each other", of)
                );
            } else if (limits.points < chart_points_enough) {
                drawn.add_warnings(fmt::format(
                    "{} rest on {} points; fewer than {} are provisional",
                    of,
                    limits.points,
                    chart_points_enough
                ));
            }
        }
        if (chart_.gaps > 0) {
            drawn.add_warnings(fmt::format(
                "figures are missing in {}: no range is taken and no run counted across",
                counted(static_cast<std::int64_t>(chart_.gaps), "place", "places")
            ));
        }
    }

    const Series& series_;
    const BodyEntry& entry_;
    std::size_t body_;
    BodyChart chart_;
    ChartWalk walk_;
};

}  // namespace

v1::ControlChart control_chart(
    const Series& series,
    const Readings& readings,
    std::size_t body,
    std::size_t first,
    std::size_t end
) {
    return Drawing{series, readings, body, first, end}.draw();
}

}  // namespace ladder::evidence

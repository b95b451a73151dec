// The rules of a control chart (XmR) over plain numbers: limits, and what each point is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ladder/v1/condition.pb.h"
#include "ladder/v1/definition.pb.h"
#include "ladder/v1/explanation.pb.h"

namespace ladder::evidence {

// NHS England, Making Data Count, as its R package NHSRplotthedots 0.2.2 computes it. Nelson 1982,
// Journal of Quality Technology 14(3), 172-173; Provost & Murray 2011, The Health Care Data Guide,
// pp. 155 and 192.
inline constexpr double limit_factor = 2.66;            // of the mean moving range: 3 / 1.128
inline constexpr double close_factor = 2 * 2.66 / 3;    // from here on a point is close to a limit
inline constexpr double screen_factor = 3.267;          // of the mean range: a range not kept
inline constexpr std::size_t run_length = 7;            // points of a trend or a shift
inline constexpr std::size_t chart_points_enough = 13;  // groups of fewer carry a warning

// How the limits are taken.
struct ChartMethod {
    // Of the first group the first points only, so many; 0: all.
    std::size_t baseline_points = 0;
    // Ranges not strictly below screen_factor times their mean are left out, once. If that leaves
    // none (all are zero), the mean range stays as it was.
    bool screen_ranges = false;
};

// The limits of one group.
struct ChartLimits {
    std::size_t points = 0;  // that the limits are of
    std::size_t ranges = 0;  // between these; 0: there are no limits
    double mean = 0;
    double mean_range = 0;
    double lower = 0;
    double upper = 0;
    // Sums of doubles carry their rounding: what differs by no more than this is equal on paper.
    double rounding = 0;
};

// What a chart is drawn of, in order of time.
struct ChartPoints {
    std::vector<double> value;
    // The point is a neighbour of the one before: of the same group, with no period between. No
    // range is taken and no run counted across what is not joined.
    std::vector<char> joined;
    std::vector<std::size_t> group;  // from 0, rising
};

// What one point is.
struct ChartMark {
    v1::ChartLabel label = v1::CHART_LABEL_COMMON_CAUSE;
    int side = 0;  // of the mean: 1 above, -1 below, 0 on it
};

// A chart that takes in one point at a time, and knows nothing of those to come.
class ChartWalk {
public:
    // The points are borrowed and outlive this.
    ChartWalk(const ChartPoints& points, ChartMethod method);

    // Takes in the next point. There is one.
    void take();
    std::size_t taken() const { return taken_; }

    // Of a group from which a point was taken in.
    const ChartLimits& limits(std::size_t group) const { return limits_[group]; }
    // What a point taken in is, by the points taken in: one label, the first that fits of outside,
    // trend, two in three, shift.
    ChartMark mark(std::size_t point) const;

private:
    void add_to_limits(std::size_t point);
    double screened_range(std::size_t group) const;
    int side(std::size_t point) const;
    bool outside(std::size_t point) const;
    bool close(std::size_t point) const;
    bool two_in_three(std::size_t point) const;
    template <class Holds>
    bool in_run(std::size_t point, const Holds& holds) const;

    // Running sums of one group.
    struct Sums {
        std::size_t first = 0;  // its first point
        std::size_t points = 0;
        std::size_t ranges = 0;
        double value = 0;
        double range = 0;
        double largest = 0;  // absolute value
    };

    const ChartPoints* points_;
    ChartMethod method_;
    std::size_t taken_ = 0;
    std::vector<Sums> sums_;
    std::vector<ChartLimits> limits_;
};

// What a special cause means: an improvement lies on the good side of the mean, a concern does not.
// (The package goes by the side of the mean for every rule, trends too.)
v1::ChartVariation variation_of(const ChartMark& mark, v1::Polarity polarity);

// Whether the target can be expected to be met. Unspecified without limits or a good direction.
v1::ChartAssurance assurance_of(const ChartLimits& limits, double target, v1::Polarity polarity);

}  // namespace ladder::evidence

#include "engine/evidence/interval.hpp"

#include <algorithm>
#include <cmath>

#include "engine/evidence/quiet_math.hpp"

namespace ladder::evidence {

Interval count_interval(double x, double variance) {
    const double count = x / variance;
    const double lower = count > 0 ? boost::math::gamma_p_inv(count, 0.025, QuietMath{}) : 0;
    return {variance * lower, variance * boost::math::gamma_q_inv(count + 1, 0.025, QuietMath{})};
}

Interval share_interval(double x, double n, double variance) {
    const double share = x / n;
    const double sample = n / variance;
    const double z2 = deviate_95 * deviate_95;
    const double centre = share + z2 / (2 * sample);
    const double half =
        deviate_95 * std::sqrt(share * (1 - share) / sample + z2 / (4 * sample * sample));
    const double scale = 1 + z2 / sample;
    return {std::max(0.0, (centre - half) / scale), std::min(1.0, (centre + half) / scale)};
}

Interval interval_of_sum(const std::vector<Weighed>& terms) {
    double sum = 0;
    double below = 0;
    double above = 0;
    for (const auto& term : terms) {
        const double estimate = term.weight * term.estimate;
        const auto [low, high] =
            std::minmax({term.weight * term.interval.lower, term.weight * term.interval.upper});
        sum += estimate;
        below += (estimate - low) * (estimate - low);
        above += (high - estimate) * (high - estimate);
    }
    return {sum - std::sqrt(below), sum + std::sqrt(above)};
}

}  // namespace ladder::evidence

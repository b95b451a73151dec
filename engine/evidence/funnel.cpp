#include "engine/evidence/funnel.hpp"

#include <algorithm>
#include <cmath>

#include "engine/evidence/quiet_math.hpp"

namespace ladder::evidence {

namespace {

// Upper tails of the two levels, and the normal deviates they stand for.
constexpr double tail_95 = 0.025;
constexpr double tail_99_8 = 0.001;
constexpr double deviate_99_8 = 3.0902323061678132;

double variance_at(const Funnel& funnel, double exposure) {
    const double spread = funnel.shares ? funnel.centre * (1 - funnel.centre) : funnel.centre;
    return spread * funnel.variance / exposure;
}

// The quantile of type 7 of sorted values (Hyndman & Fan 1996, The American Statistician 50, 361).
double quantile(std::span<const double> sorted, double share) {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - std::floor(at)) * (sorted[above] - sorted[below]);
}

double overdispersion_of(std::span<const FunnelMember> members, const Funnel& funnel) {
    boost::container::small_vector<double, 16> scores;
    scores.reserve(members.size());
    for (const auto& member : members) {
        const double variance = variance_at(funnel, member.exposure);
        if (variance > 0) {
            scores.push_back(
                (member.events / member.exposure - funnel.centre) / std::sqrt(variance)
            );
        }
    }
    if (scores.size() < 2) {
        return 1;
    }
    std::sort(scores.begin(), scores.end());
    const double lowest = quantile({scores.data(), scores.size()}, winsorised_share);
    const double highest = quantile({scores.data(), scores.size()}, 1 - winsorised_share);
    double sum = 0;
    for (const double score : scores) {
        const double kept = std::clamp(score, lowest, highest);
        sum += kept * kept;
    }
    return std::max(1.0, sum / static_cast<double>(scores.size()));
}

bool is_exact(const Funnel& funnel, double exposure) {
    const double expected = funnel.centre * exposure;
    const double smaller = funnel.shares ? std::min(expected, exposure - expected) : expected;
    return funnel.variance == 1 && smaller < funnel_exact_below && smaller > 0;
}

// The probability of at most so many events.
double at_most(const Funnel& funnel, double exposure, double count) {
    if (!funnel.shares) {
        return boost::math::gamma_q(count + 1, funnel.centre * exposure, QuietMath{});
    }
    return count >= exposure
               ? 1
               : boost::math::ibetac(count + 1, exposure - count, funnel.centre, QuietMath{});
}

// Where the cumulative distribution, drawn as straight lines between whole counts, reaches `share`.
// `from` is where to begin to look.
template <class Cumulative>
double interpolated(const Cumulative& cumulative, double share, double from) {
    double count = std::max(0.0, std::floor(from));
    while (count > 0 && cumulative(count - 1) > share) {
        --count;
    }
    while (!(cumulative(count) > share)) {
        ++count;
    }
    const double reached = cumulative(count);
    const double before = count > 0 ? cumulative(count - 1) : 0;
    return std::max(0.0, count - (reached - share) / (reached - before));
}

template <class Cumulative>
FunnelBounds exact_bounds(
    FunnelMethod method,
    const Cumulative& cumulative,
    double expected,
    double deviation,
    double exposure
) {
    const auto limit = [&](double share, double deviate) {
        return interpolated(cumulative, share, expected + deviate * deviation) / exposure;
    };
    return {
        method,
        limit(tail_95, -deviate_95),
        limit(1 - tail_95, deviate_95),
        limit(tail_99_8, -deviate_99_8),
        limit(1 - tail_99_8, deviate_99_8)};
}

FunnelBounds normal_bounds(const Funnel& funnel, double exposure) {
    const double error = std::sqrt(variance_at(funnel, exposure));
    const auto limit = [&](double deviate) {
        const double at = std::max(0.0, funnel.centre + deviate * error);
        return funnel.shares ? std::min(1.0, at) : at;
    };
    return {
        FunnelMethod::normal,
        limit(-deviate_95),
        limit(deviate_95),
        limit(-deviate_99_8),
        limit(deviate_99_8)};
}

}  // namespace

std::string_view id_of(FunnelMethod method) {
    switch (method) {
        case FunnelMethod::poisson_exact:
            return "poisson_exact";
        case FunnelMethod::binomial_exact:
            return "binomial_exact";
        case FunnelMethod::normal:
            return "normal";
    }
    return "normal";
}

Funnel funnel_of(
    std::span<const FunnelMember> members, bool shares, double design_factor, bool overdispersed
) {
    double events = 0;
    double exposure = 0;
    for (const auto& member : members) {
        events += member.events;
        exposure += member.exposure;
    }
    Funnel funnel;
    funnel.shares = shares;
    funnel.centre = events / exposure;
    funnel.variance = design_factor;
    if (overdispersed) {
        funnel.overdispersion = overdispersion_of(members, funnel);
        funnel.variance *= funnel.overdispersion;
    }
    return funnel;
}

FunnelBounds bounds_at(const Funnel& funnel, double exposure) {
    if (!is_exact(funnel, exposure)) {
        return normal_bounds(funnel, exposure);
    }
    return exact_bounds(
        funnel.shares ? FunnelMethod::binomial_exact : FunnelMethod::poisson_exact,
        [&](double count) { return at_most(funnel, exposure, count); },
        funnel.centre * exposure,
        exposure * std::sqrt(variance_at(funnel, exposure)),
        exposure
    );
}

bool outside(const Funnel& funnel, const FunnelMember& member, v1::FunnelLevel level, bool above) {
    const bool wide = level == v1::FUNNEL_LEVEL_99_8;
    if (is_exact(funnel, member.exposure)) {
        // A whole count lies above the interpolated limit if the distribution has reached its share
        // there, and below it if it has not.
        const double tail = wide ? tail_99_8 : tail_95;
        const double reached = at_most(funnel, member.exposure, member.events);
        return above ? reached > 1 - tail : reached < tail;
    }
    const double value = member.events / member.exposure;
    const auto bounds = normal_bounds(funnel, member.exposure);
    return above ? value > (wide ? bounds.upper_99_8 : bounds.upper_95)
                 : value < (wide ? bounds.lower_99_8 : bounds.lower_95);
}

}  // namespace ladder::evidence

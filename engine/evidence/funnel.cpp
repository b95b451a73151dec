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
double quantile(const std::vector<double>& sorted, double share) {
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - std::floor(at)) * (sorted[above] - sorted[below]);
}

double overdispersion_of(const std::vector<FunnelMember>& members, const Funnel& funnel) {
    std::vector<double> scores;
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
    const double lowest = quantile(scores, winsorised_share);
    const double highest = quantile(scores, 1 - winsorised_share);
    double sum = 0;
    for (const double score : scores) {
        const double kept = std::clamp(score, lowest, highest);
        sum += kept * kept;
    }
    return std::max(1.0, sum / static_cast<double>(scores.size()));
}

// Where the cumulative distribution, drawn as straight lines between whole counts, reaches `share`.
// `from` is where to begin to look; `at_most(-1)` is 0.
template <class AtMost>
double interpolated(const AtMost& at_most, double share, double from) {
    double count = std::max(0.0, std::floor(from));
    while (count > 0 && at_most(count - 1) > share) {
        --count;
    }
    while (!(at_most(count) > share)) {
        ++count;
    }
    const double reached = at_most(count);
    const double before = count > 0 ? at_most(count - 1) : 0;
    return std::max(0.0, count - (reached - share) / (reached - before));
}

template <class AtMost>
FunnelBounds exact_bounds(
    FunnelMethod method, const AtMost& at_most, double expected, double deviation, double exposure
) {
    const auto limit = [&](double share, double deviate) {
        return interpolated(at_most, share, expected + deviate * deviation) / exposure;
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
    const std::vector<FunnelMember>& members, bool shares, double design_factor, bool overdispersed
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
    const double expected = funnel.centre * exposure;
    const double smaller = funnel.shares ? std::min(expected, exposure - expected) : expected;
    if (funnel.variance != 1 || !(smaller < funnel_exact_below) || !(smaller > 0)) {
        return normal_bounds(funnel, exposure);
    }
    const double deviation = exposure * std::sqrt(variance_at(funnel, exposure));
    if (funnel.shares) {
        const auto at_most = [&](double count) {
            return count >= exposure ? 1
                                     : boost::math::ibetac(
                                           count + 1, exposure - count, funnel.centre, QuietMath{}
                                       );
        };
        return exact_bounds(FunnelMethod::binomial_exact, at_most, expected, deviation, exposure);
    }
    const auto at_most = [&](double count) {
        return boost::math::gamma_q(count + 1, expected, QuietMath{});
    };
    return exact_bounds(FunnelMethod::poisson_exact, at_most, expected, deviation, exposure);
}

}  // namespace ladder::evidence

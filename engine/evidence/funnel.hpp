// The funnel of a group: how far from the pooled rate a body of its size may lie by chance.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <boost/container/small_vector.hpp>

#include "ladder/v1/condition.pb.h"

namespace ladder::evidence {

// How the limits at one exposure were taken. Spiegelhalter 2005, Statistics in Medicine 24,
// 1185-1202.
enum class FunnelMethod : std::uint8_t {
    // By the distribution itself, interpolated between whole counts (appendix A.1.1).
    poisson_exact,
    binomial_exact,
    // The pooled rate and so many standard errors.
    normal,
};

// "poisson_exact", "binomial_exact" or "normal".
std::string_view id_of(FunnelMethod method);

// Limits are exact while fewer events (or, of shares, fewer of either kind) are expected, and the
// variance is that of the distribution.
inline constexpr double funnel_exact_below = 100;

// What is cut off on each side before overdispersion is measured.
inline constexpr double winsorised_share = 0.1;

struct FunnelMember {
    double events = 0;
    double exposure = 0;  // above 0
};

// Peer groups are small: most fit without an allocation.
using FunnelMembers = boost::container::small_vector<FunnelMember, 16>;

struct Funnel {
    bool shares = false;        // binomial; else Poisson
    double centre = 0;          // events per exposure, pooled
    double overdispersion = 1;  // of the group
    double variance = 1;        // overdispersion and design factor multiplied
};

// Limits in events per exposure. Of a rate never below 0, of a share within 0 and 1.
struct FunnelBounds {
    FunnelMethod method = FunnelMethod::normal;
    double lower_95 = 0;
    double upper_95 = 0;
    double lower_99_8 = 0;
    double upper_99_8 = 0;
};

// The funnel of the members, of which there is at least one. Overdispersion is the mean of their
// squared z-scores, winsorised (quantiles of type 7, R's default), where that is above 1; it is not
// measured unless asked for. `design_factor` multiplies every variance.
Funnel funnel_of(
    std::span<const FunnelMember> members, bool shares, double design_factor, bool overdispersed
);

FunnelBounds bounds_at(const Funnel& funnel, double exposure);

// Whether so many events lie strictly above (or below) the limit: what bounds_at() would say, for
// the price of one probability.
bool outside(const Funnel& funnel, const FunnelMember& member, v1::FunnelLevel level, bool above);

}  // namespace ladder::evidence

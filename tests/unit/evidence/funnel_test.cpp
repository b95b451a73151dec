// Funnels against those that R drew (tests/fixtures/statistics).
#include "engine/evidence/funnel.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/evidence/fixture_rows.hpp"

namespace ladder::evidence {
namespace funnel_test {

std::vector<FunnelMember> members_of(const std::string& events, const std::string& exposures) {
    const auto counts = numbers_of(events);
    const auto sizes = numbers_of(exposures);
    std::vector<FunnelMember> members;
    for (std::size_t at = 0; at < counts.size(); ++at) {
        members.push_back({counts[at], sizes[at]});
    }
    return members;
}

Funnel drawn(
    const std::vector<FunnelMember>& members,
    bool shares,
    double design_factor = 1,
    bool overdispersed = false
) {
    return funnel_of(members, shares, design_factor, overdispersed);
}

TEST(Funnel, AgreesWithR) {
    const auto rows = fixture_rows("funnels.csv");
    ASSERT_GE(rows.size(), 150U);
    for (const auto& row : rows) {
        const auto funnel = funnel_of(
            members_of(row[4], row[5]), row[0] == "share", std::stod(row[1]), row[2] == "1"
        );
        const auto bounds = bounds_at(funnel, std::stod(row[3]));
        const auto told = testing::Message() << row[0] << " at " << row[3] << ": " << row[4];
        EXPECT_EQ(id_of(bounds.method), row[6]) << told;
        EXPECT_LT(relative_error(funnel.centre, std::stod(row[7])), 1e-9) << told;
        EXPECT_LT(relative_error(funnel.overdispersion, std::stod(row[8])), 1e-9) << told;
        const auto limits = numbers_of(row[9]);
        // A lower limit is the small difference of large numbers: it is good to 1e-9 of the centre.
        const double near = 1e-9 * funnel.centre;
        EXPECT_NEAR(bounds.lower_95, limits[0], near) << told;
        EXPECT_NEAR(bounds.upper_95, limits[1], near) << told;
        EXPECT_NEAR(bounds.lower_99_8, limits[2], near) << told;
        EXPECT_NEAR(bounds.upper_99_8, limits[3], near) << told;
    }
}

TEST(Funnel, IsExactUpToItsLimitAndNormalFromItOn) {
    const auto funnel = drawn({{100, 1000}, {100, 1000}}, false);
    EXPECT_EQ(bounds_at(funnel, 999).method, FunnelMethod::poisson_exact);
    EXPECT_EQ(bounds_at(funnel, 1000).method, FunnelMethod::normal);
    // Of shares the rarer of the two events decides.
    const auto shares = drawn({{900, 1000}, {900, 1000}}, true);
    EXPECT_EQ(bounds_at(shares, 999).method, FunnelMethod::binomial_exact);
    EXPECT_EQ(bounds_at(shares, 1001).method, FunnelMethod::normal);
}

// Whole counts about a limit: the one probability says what the limit says.
TEST(Funnel, OutsideIsBeyondTheLimitDrawn) {
    for (const bool shares : {false, true}) {
        for (const double size : {40.0, 333.0, 5000.0}) {
            const auto funnel = drawn({{150, 1000}, {130, 1000}}, shares);
            const auto bounds = bounds_at(funnel, size);
            for (double events = 0; events <= std::min(size, 1000.0); ++events) {
                const FunnelMember member{events, size};
                const double value = events / size;
                EXPECT_EQ(
                    outside(funnel, member, v1::FUNNEL_LEVEL_95, true), value > bounds.upper_95
                );
                EXPECT_EQ(
                    outside(funnel, member, v1::FUNNEL_LEVEL_95, false), value < bounds.lower_95
                );
                EXPECT_EQ(
                    outside(funnel, member, v1::FUNNEL_LEVEL_99_8, true), value > bounds.upper_99_8
                );
                EXPECT_EQ(
                    outside(funnel, member, v1::FUNNEL_LEVEL_99_8, false), value < bounds.lower_99_8
                );
            }
        }
    }
}

// Many alike and one far away: without winsorising the one would widen the limits for all.
TEST(Funnel, OverdispersionIsNotThatOfASingleOutlier) {
    std::vector<FunnelMember> members(20, {100, 1000});
    for (std::size_t at = 0; at < members.size(); at += 2) {
        members[at].events = 104;
    }
    members.back().events = 400;
    EXPECT_LT(funnel_of(members, false, 1, true).overdispersion, 3);
}

TEST(Funnel, OverdispersionIsMeasuredOnlyWhereAsked) {
    const std::vector<FunnelMember> members{{50, 1000}, {150, 1000}, {100, 1000}, {200, 1000}};
    EXPECT_EQ(funnel_of(members, false, 1, false).variance, 1);
    const auto funnel = funnel_of(members, false, 1, true);
    EXPECT_GT(funnel.overdispersion, 10);
    EXPECT_EQ(funnel.variance, funnel.overdispersion);
    EXPECT_EQ(drawn({{5, 10}}, false, 1, true).overdispersion, 1);
}

TEST(Funnel, StaysWithinWhatIsPossible) {
    const auto shares = drawn({{999, 1000}, {1, 1}}, true, 2);
    const auto bounds = bounds_at(shares, 4);
    EXPECT_EQ(bounds.upper_99_8, 1);
    const auto rates = drawn({{1, 1000}}, false);
    EXPECT_EQ(bounds_at(rates, 10).lower_95, 0);
    const auto nothing = drawn({{0, 1000}, {0, 10}}, false, 1, true);
    EXPECT_EQ(bounds_at(nothing, 10).upper_99_8, 0);
}

}  // namespace funnel_test
}  // namespace ladder::evidence

// Intervals, and tests with another variance, against those of R (tests/fixtures/statistics).
#include "engine/evidence/interval.hpp"

#include <gtest/gtest.h>

#include "engine/evidence/statistics.hpp"
#include "tests/unit/evidence/fixture_rows.hpp"

namespace ladder::evidence {
namespace interval_test {

Interval difference(double a, Interval of_a, double b, Interval of_b) {
    return interval_of_sum({{1, a, of_a}, {-1, b, of_b}});
}

Interval interval_of(const std::vector<std::string>& row) {
    const auto a = numbers_of(row[1]);
    const auto b = numbers_of(row[2]);
    if (row[0] == "count") {
        return count_interval(a[0]);
    }
    if (row[0] == "share") {
        return share_interval(a[0], b[0], std::stod(row[3]));
    }
    if (row[0] == "counts") {
        return difference(a[0], count_interval(a[0]), b[0], count_interval(b[0]));
    }
    return difference(
        a[0] / a[1], share_interval(a[0], a[1]), b[0] / b[1], share_interval(b[0], b[1])
    );
}

TEST(Interval, AgreesWithR) {
    const auto rows = fixture_rows("intervals.csv");
    ASSERT_GE(rows.size(), 30U);
    for (const auto& row : rows) {
        const auto interval = interval_of(row);
        const auto told = testing::Message() << row[0] << ' ' << row[1] << ' ' << row[2];
        EXPECT_NEAR(interval.lower, std::stod(row[4]), 1e-9 * std::max(1.0, interval.upper))
            << told;
        EXPECT_LT(relative_error(interval.upper, std::stod(row[5])), 1e-9) << told;
    }
}

TEST(Interval, OfACountWithAnotherVarianceIsThatOfFewerEvents) {
    const auto plain = count_interval(50);
    const auto wide = count_interval(100, 2);
    EXPECT_DOUBLE_EQ(wide.lower, 2 * plain.lower);
    EXPECT_DOUBLE_EQ(wide.upper, 2 * plain.upper);
}

TEST(Interval, OfNothingButItselfIsItself) {
    const Interval own{3, 9};
    const auto same = interval_of_sum({{1, 5, own}});
    EXPECT_EQ(same.lower, 3);
    EXPECT_EQ(same.upper, 9);
    const auto negative = interval_of_sum({{-1, 5, own}});
    EXPECT_EQ(negative.lower, -9);
    EXPECT_EQ(negative.upper, -3);
}

TEST(ScaledTest, AgreesWithR) {
    const auto rows = fixture_rows("scaled_p_values.csv");
    ASSERT_GE(rows.size(), 30U);
    for (const auto& row : rows) {
        const auto a = numbers_of(row[1]);
        const double variance = std::stod(row[2]);
        const auto test =
            row[0] == "two_proportions_score"  ? compare_shares(a[0], a[1], a[2], a[3], variance)
            : row[0] == "one_proportion_score" ? compare_share(a[0], a[1], a[2], variance)
                                               : compare_counts(a[0], a[1], a[2], a[3], variance);
        EXPECT_EQ(id_of(test.method), row[0]);
        EXPECT_LT(relative_error(p_value(test), std::stod(row[3])), 1e-9)
            << row[0] << ' ' << row[1];
    }
}

}  // namespace interval_test
}  // namespace ladder::evidence

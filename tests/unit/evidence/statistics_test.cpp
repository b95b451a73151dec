// p-values against those that R computed (tests/fixtures/statistics), and the tests' own laws.
#include "engine/evidence/statistics.hpp"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/evidence/fixture_rows.hpp"

namespace ladder::evidence {
namespace statistics_test {

Method method_named(const std::string& id) {
    for (const auto method :
         {Method::poisson_two_sample_exact,
          Method::poisson_two_sample_score,
          Method::poisson_one_sample_exact,
          Method::binomial_exact,
          Method::two_proportions_score,
          Method::two_proportions_fisher}) {
        if (id_of(method) == id) {
            return method;
        }
    }
    ADD_FAILURE() << "no method " << id;
    return Method::none;
}

TEST(Statistics, AgreesWithR) {
    const auto rows = fixture_rows("p_values.csv");
    ASSERT_GE(rows.size(), 50U);
    for (const auto& row : rows) {
        const auto number = [&](std::size_t at) { return std::stod(row[at]); };
        const double p =
            p_value({method_named(row[0]), number(1), number(2), number(3), number(4)});
        EXPECT_LT(relative_error(p, number(5)), 1e-9)
            << row[0] << ' ' << row[1] << ' ' << row[2] << ' ' << row[3] << ' ' << row[4];
    }
}

TEST(Statistics, ComparesWithTheThresholdAsThePValueDoes) {
    for (double n = 1; n <= 3'000'000; n = std::ceil(n * 1.7)) {
        for (const double gap : {-6.0, -4.0, -3.3, -2.0, 0.0, 1.0, 2.5, 3.2, 3.4, 5.0, 40.0}) {
            const double x = std::round(n * 0.3 + gap * std::sqrt(n * 0.21));
            if (x < 0 || x > n) {
                continue;
            }
            const auto test = compare_counts(x, 3, n - x, 7);
            for (const double alpha : {0.05, 0.001, 1e-9}) {
                EXPECT_EQ(p_at_most(test, alpha), p_value(test) <= alpha)
                    << x << " of " << n << " at " << alpha;
            }
        }
    }
}

TEST(Statistics, TheThresholdItselfIsAtMost) {
    const auto test = compare_counts(12, 1, 5, 1);
    const double p = p_value(test);
    EXPECT_TRUE(p_at_most(test, p));
    EXPECT_FALSE(p_at_most(test, std::nextafter(p, 0)));
}

TEST(Statistics, ALargerGapIsNeverLessSignificant) {
    double last = 1;
    for (double x = 100; x <= 200; ++x) {
        const double p = p_value(compare_counts(x, 1, 100, 1));
        EXPECT_LE(p, last) << x;
        last = p;
    }
}

TEST(Statistics, EqualRatesOfDifferentExposureDoNotDiffer) {
    EXPECT_EQ(p_value(compare_counts(30, 3, 70, 7)), 1);
    EXPECT_EQ(p_value(compare_counts(0, 3, 0, 7)), 1);
}

TEST(Statistics, TakesTheExactTestOfCountsUpToItsLimit) {
    EXPECT_EQ(compare_counts(1, 1, exact_sum_max - 1, 1).method, Method::poisson_two_sample_exact);
    EXPECT_EQ(compare_counts(1, 1, exact_sum_max, 1).method, Method::poisson_two_sample_score);
}

TEST(Statistics, TheScoreOfLargeCountsContinuesTheExactTest) {
    const double half = exact_sum_max / 2;
    const double x = half + 4 * std::sqrt(exact_sum_max) / 2;
    const double exact = p_value(compare_counts(x, 1, exact_sum_max - x, 1));
    const double score = p_value({Method::poisson_two_sample_score, x, 1, exact_sum_max - x, 1});
    EXPECT_NEAR(score / exact, 1, 2e-3);
    EXPECT_NEAR(exact, std::erfc(4 / std::sqrt(2.0)), 1e-7);
}

TEST(Statistics, PicksFisherBelowTheCellLimitAndTheScoreFromItOn) {
    EXPECT_EQ(compare_shares(100, 199, 100, 199).method, Method::two_proportions_fisher);
    EXPECT_EQ(compare_shares(100, 200, 100, 200).method, Method::two_proportions_score);
}

TEST(Statistics, FisherOfSharesWithoutAnyOrWithAllIsOne) {
    EXPECT_EQ(p_value(compare_shares(0, 12, 0, 9)), 1);
    EXPECT_EQ(p_value(compare_shares(12, 12, 9, 9)), 1);
}

TEST(Statistics, AnAbsurdlyLargeCountStillHasAPValue) {
    const double p = p_value(compare_counts(9e15, 1, 4e15, 1));
    EXPECT_EQ(p, 0);
    EXPECT_TRUE(std::isfinite(p_value(compare_count(9e15, 8.9e15))));
    EXPECT_TRUE(std::isfinite(p_value(compare_share(4e15, 9e15, 0.5))));
}

}  // namespace statistics_test
}  // namespace ladder::evidence

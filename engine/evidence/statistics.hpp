// Significance tests: what the statistic of an indicator allows to be said of a difference.
#pragma once

#include <cstdint>
#include <string_view>

namespace ladder::evidence {

// Every test is two-sided. The exact ones double the smaller tail and stop at 1: not R's default
// (which adds the outcomes no likelier than the observed one), but monotone in the observed count,
// so that a larger gap never becomes less significant.
enum class Method : std::uint8_t {
    none,
    // Two Poisson counts compared given their sum, which makes the first binomial. Przyborowski &
    // Wilenski 1940, Biometrika 31, 313-323.
    poisson_two_sample_exact,
    // The same hypothesis by the score statistic, for sums above `exact_sum_max`. Krishnamoorthy &
    // Thomson 2004, Journal of Statistical Planning and Inference 119, 23-35.
    poisson_two_sample_score,
    // A Poisson count against an expected one. Garwood 1936, Biometrika 28, 437-442.
    poisson_one_sample_exact,
    // A binomial share against an expected one. Clopper & Pearson 1934, Biometrika 26, 404-413.
    binomial_exact,
    // Two binomial shares by the pooled score statistic without continuity correction (Pearson
    // 1900); R: prop.test(correct = FALSE).
    two_proportions_score,
    // Two binomial shares given all margins. Fisher 1935, The Design of Experiments.
    two_proportions_fisher,
    // A binomial share against an expected one by the score statistic (Wilson 1927), for shares
    // whose variance is not binomial; R: prop.test(correct = FALSE).
    one_proportion_score,
};

// The id kept with a judgement, such as "poisson_two_sample_exact".
std::string_view id_of(Method method);

// For people: "exact conditional test of two Poisson counts". Empty for none.
std::string_view in_words(Method method);

// The largest sum of two counts that is tested exactly: beyond it the exact tail costs more than
// the last digits are worth. No count of a police force comes near.
inline constexpr double exact_sum_max = 1e8;

// Two proportions are compared by Fisher's test while the smallest expected cell of the 2 x 2 table
// is below this, and by the score test from it on (Cochran 1954 asks for 5; the far tails in which
// triggers live need more).
inline constexpr double fisher_cell_max = 100;

// One test of one difference. Build it by the functions below.
struct Test {
    Method method = Method::none;
    double x1 = 0;
    double n1 = 0;  // exposure, trials, or the expected count
    double x2 = 0;  // or the expected share
    double n2 = 0;
    // By how much the variance exceeds that of the Poisson or binomial distribution: the design
    // factor of a survey (Kish 1965, Survey Sampling, section 8.2), a group's overdispersion, or
    // both multiplied. Score tests only: z is divided by its square root.
    double variance = 1;
};

// Counts x1 in exposure t1 and x2 in exposure t2. Counts are whole and not negative, exposures are
// positive and of one unit. A variance other than 1 has no exact test.
Test compare_counts(double x1, double t1, double x2, double t2, double variance = 1);

// A count against `expected` > 0.
Test compare_count(double x, double expected);

// x successes of n > 0 against the share 0 < expected < 1. A variance other than 1 takes the score.
Test compare_share(double x, double n, double expected, double variance = 1);

// x1 of n1 > 0 against x2 of n2 > 0. Picks score or Fisher by fisher_cell_max; a variance other
// than 1 takes the score.
Test compare_shares(double x1, double n1, double x2, double n2, double variance = 1);

// The two-sided p-value, in [0, 1]; 1 for Method::none. An underflow gives 0.
double p_value(const Test& test);

// Whether p_value(test) <= alpha, for 0 < alpha < 1. Gives the same answer, but for the two-sample
// test of counts tries rigorous bounds of the tail first, which decide nearly every case for the
// price of two logarithms.
bool p_at_most(const Test& test, double alpha);

}  // namespace ladder::evidence

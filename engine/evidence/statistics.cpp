#include "engine/evidence/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/evidence/quiet_math.hpp"

namespace ladder::evidence {

namespace {

double doubled(double lower, double upper) {
    return std::min(1.0, 2 * std::min(lower, upper));
}

// P(X <= x) and P(X >= x) of a binomial.
double binomial_lower(double x, double n, double p) {
    return x >= n ? 1 : boost::math::ibetac(x + 1, n - x, p, QuietMath{});
}
double binomial_upper(double x, double n, double p) {
    return x <= 0 ? 1 : boost::math::ibeta(x, n - x + 1, p, QuietMath{});
}

// The doubled smaller tail. The two are 1 or more together, so the outer one is the smaller where
// it is less than a half; only near the middle is the other one looked at.
template <class Tail, class Other>
double doubled_smaller(const Tail& outer_tail, const Other& inner_tail) {
    const double outer = outer_tail();
    return outer < 0.25 ? 2 * outer : doubled(outer, inner_tail());
}

double binomial_exact(double x, double n, double p) {
    const auto lower = [&] { return binomial_lower(x, n, p); };
    const auto upper = [&] { return binomial_upper(x, n, p); };
    return x > n * p ? doubled_smaller(upper, lower) : doubled_smaller(lower, upper);
}

double binomial_density(double x, double n, double p) {
    return boost::math::ibeta_derivative(x + 1, n - x + 1, p, QuietMath{}) / (n + 1);
}

double poisson_exact(double x, double expected) {
    const auto lower = [&] { return boost::math::gamma_q(x + 1, expected, QuietMath{}); };
    const auto upper = [&] { return x <= 0 ? 1 : boost::math::gamma_p(x, expected, QuietMath{}); };
    return x > expected ? doubled_smaller(upper, lower) : doubled_smaller(lower, upper);
}

double two_sided_normal(double z) {
    return std::erfc(std::abs(z) / std::numbers::sqrt2);
}

double counts_score(const Test& t) {
    const double share = t.n1 / (t.n1 + t.n2);
    const double n = t.x1 + t.x2;
    const double variance = n * share * (1 - share) * t.variance;
    return variance > 0 ? two_sided_normal((t.x1 - n * share) / std::sqrt(variance)) : 1;
}

double share_score(const Test& t) {
    const double variance = t.x2 * (1 - t.x2) / t.n1 * t.variance;
    return two_sided_normal((t.x1 / t.n1 - t.x2) / std::sqrt(variance));
}

double shares_score(const Test& t) {
    const double pooled = (t.x1 + t.x2) / (t.n1 + t.n2);
    const double variance = pooled * (1 - pooled) * (1 / t.n1 + 1 / t.n2) * t.variance;
    if (!(variance > 0)) {
        return 1;
    }
    return two_sided_normal((t.x1 / t.n1 - t.x2 / t.n2) / std::sqrt(variance));
}

// The hypergeometric distribution of x1, all margins given.
struct Table {
    double drawn;   // n1
    double marked;  // x1 + x2
    double total;   // n1 + n2

    double lowest() const { return std::max(0.0, drawn + marked - total); }
    double highest() const { return std::min(drawn, marked); }

    // As three binomial densities, the way of Loader 2000 (Fast and Accurate Computation of
    // Binomial Probabilities): no logarithms of factorials cancel.
    double density(double x) const {
        const double share = drawn / total;
        return binomial_density(x, marked, share) *
               binomial_density(drawn - x, total - marked, share) /
               binomial_density(drawn, total, share);
    }
    // density(x + 1) / density(x)
    double step_up(double x) const {
        return (marked - x) * (drawn - x) / ((x + 1) * (total - marked - drawn + x + 1));
    }
};

// The sum of densities from x outwards. Terms fall geometrically beyond the mode, so the loop ends
// when they no longer change the sum; before it they rise, and it goes on.
double fisher_upper(const Table& table, double x) {
    double term = table.density(x);
    double sum = term;
    for (double k = x; k < table.highest(); ++k) {
        const double ratio = table.step_up(k);
        term *= ratio;
        sum += term;
        if (ratio < 1 && term < sum * 1e-18) {
            break;
        }
    }
    return sum;
}
double fisher_lower(const Table& table, double x) {
    double term = table.density(x);
    double sum = term;
    for (double k = x; k > table.lowest(); --k) {
        const double ratio = 1 / table.step_up(k - 1);
        term *= ratio;
        sum += term;
        if (ratio < 1 && term < sum * 1e-18) {
            break;
        }
    }
    return sum;
}

double shares_fisher(const Test& t) {
    const Table table{t.n1, t.x1 + t.x2, t.n1 + t.n2};
    if (table.lowest() >= table.highest()) {
        return 1;
    }
    const bool above = t.x1 * t.n2 > t.x2 * t.n1;
    const auto lower = [&] { return fisher_lower(table, t.x1); };
    const auto upper = [&] { return fisher_upper(table, t.x1); };
    return above ? doubled_smaller(upper, lower) : doubled_smaller(lower, upper);
}

enum class Bound { below, above, undecided };

// Where the doubled tail of a binomial lies to alpha, by Chernoff's upper bound exp(-n D) and the
// lower bound exp(-n D) / sqrt(8 n q (1 - q)) (Ash 1965, Information Theory, lemma 4.7.2), with
// D = q log(q/p) + (1-q) log((1-q)/(1-p)) and q = x/n. The tail away from the median is the smaller
// of the two or at least a half, so the bounds hold for the doubled smaller tail too.
Bound bound_of_tail(double x, double n, double p, double alpha) {
    const double q = x / n;
    if (x <= 0 || x >= n) {
        return Bound::undecided;
    }
    constexpr double rounding = 1e-6;  // n D is good to 1e-8 for n up to exact_sum_max
    const double exponent =
        -n * (q * std::log(q / p) + (1 - q) * std::log((1 - q) / (1 - p))) + std::log(2.0);
    const double log_alpha = std::log(alpha);
    if (exponent < log_alpha - rounding) {
        return Bound::below;
    }
    const double lower = exponent - 0.5 * std::log(8 * n * q * (1 - q));
    return lower > log_alpha + rounding ? Bound::above : Bound::undecided;
}

}  // namespace

std::string_view id_of(Method method) {
    switch (method) {
        case Method::none:
            return "none";
        case Method::poisson_two_sample_exact:
            return "poisson_two_sample_exact";
        case Method::poisson_two_sample_score:
            return "poisson_two_sample_score";
        case Method::poisson_one_sample_exact:
            return "poisson_one_sample_exact";
        case Method::binomial_exact:
            return "binomial_exact";
        case Method::two_proportions_score:
            return "two_proportions_score";
        case Method::two_proportions_fisher:
            return "two_proportions_fisher";
        case Method::one_proportion_score:
            return "one_proportion_score";
    }
    return "none";
}

std::string_view in_words(Method method) {
    switch (method) {
        case Method::none:
            return "";
        case Method::poisson_two_sample_exact:
            return "exact conditional test of two Poisson counts";
        case Method::poisson_two_sample_score:
            return "score test of two Poisson counts";
        case Method::poisson_one_sample_exact:
            return "exact test of a Poisson count";
        case Method::binomial_exact:
            return "exact test of a binomial share";
        case Method::two_proportions_score:
            return "pooled score test of two proportions";
        case Method::two_proportions_fisher:
            return "Fisher's exact test of two proportions";
        case Method::one_proportion_score:
            return "score test of a proportion";
    }
    return "";
}

Test compare_counts(double x1, double t1, double x2, double t2, double variance) {
    const bool exact = variance == 1 && x1 + x2 <= exact_sum_max;
    return {
        exact ? Method::poisson_two_sample_exact : Method::poisson_two_sample_score,
        x1,
        t1,
        x2,
        t2,
        variance};
}

Test compare_count(double x, double expected) {
    return {Method::poisson_one_sample_exact, x, expected, 0, 0};
}

Test compare_share(double x, double n, double expected, double variance) {
    const auto method = variance == 1 ? Method::binomial_exact : Method::one_proportion_score;
    return {method, x, n, expected, 0, variance};
}

Test compare_shares(double x1, double n1, double x2, double n2, double variance) {
    const double successes = x1 + x2;
    const double failures = n1 + n2 - successes;
    const double smallest = std::min(n1, n2) * std::min(successes, failures) / (n1 + n2);
    const bool exact = variance == 1 && smallest < fisher_cell_max;
    return {
        exact ? Method::two_proportions_fisher : Method::two_proportions_score,
        x1,
        n1,
        x2,
        n2,
        variance};
}

double p_value(const Test& test) {
    switch (test.method) {
        case Method::none:
            return 1;
        case Method::poisson_two_sample_exact:
            return binomial_exact(test.x1, test.x1 + test.x2, test.n1 / (test.n1 + test.n2));
        case Method::poisson_two_sample_score:
            return counts_score(test);
        case Method::poisson_one_sample_exact:
            return poisson_exact(test.x1, test.n1);
        case Method::binomial_exact:
            return binomial_exact(test.x1, test.n1, test.x2);
        case Method::two_proportions_score:
            return shares_score(test);
        case Method::two_proportions_fisher:
            return shares_fisher(test);
        case Method::one_proportion_score:
            return share_score(test);
    }
    return 1;
}

bool p_at_most(const Test& test, double alpha) {
    if (test.method == Method::poisson_two_sample_exact) {
        const double share = test.n1 / (test.n1 + test.n2);
        const auto bound = bound_of_tail(test.x1, test.x1 + test.x2, share, alpha);
        if (bound != Bound::undecided) {
            return bound == Bound::below;
        }
    }
    return p_value(test) <= alpha;
}

}  // namespace ladder::evidence

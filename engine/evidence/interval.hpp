// 95% confidence intervals: of one rate or share, and of a gap made of several.
#pragma once

#include <vector>

namespace ladder::evidence {

struct Interval {
    double lower = 0;
    double upper = 0;
};

// Of the mean of a Poisson count, exact: Garwood 1936, Biometrika 28, 437-442; R:
// poisson.test(x)$conf.int. With a variance other than 1 that of x / variance, times variance.
Interval count_interval(double x, double variance = 1);

// Of a binomial share of n > 0: Wilson 1927, Journal of the American Statistical Association 22,
// 209-212; R: prop.test(x, n, correct = FALSE)$conf.int. With a variance other than 1 that of a
// sample of n / variance.
Interval share_interval(double x, double n, double variance = 1);

// One independent estimate with its interval, and its weight in a sum.
struct Weighed {
    double weight = 0;
    double estimate = 0;
    Interval interval;
};

// Of the weighted sum, by the method of variance estimates recovery: Zou, Huang & Zhang 2009,
// Computational Statistics and Data Analysis 53, 1080-1085. Of two shares it is Newcombe's hybrid
// score interval (Newcombe 1998, Statistics in Medicine 17, 873-890, method 10).
Interval interval_of_sum(const std::vector<Weighed>& terms);

}  // namespace ladder::evidence

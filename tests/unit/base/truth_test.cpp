// Kleene's strong three-valued logic, by its published tables and by its laws.
#include "engine/base/truth.hpp"

#include <gtest/gtest.h>

namespace ladder::base {
namespace truth_test {

constexpr Truth all[]{Truth::no, Truth::unknown, Truth::yes};

// Kleene, Introduction to Metamathematics (1952), section 64; rows and columns no, unknown, yes.
constexpr Truth conjunction[3][3]{
    {Truth::no, Truth::no, Truth::no},
    {Truth::no, Truth::unknown, Truth::unknown},
    {Truth::no, Truth::unknown, Truth::yes},
};

TEST(Kleene, ConjunctionAndDisjunctionFollowHisTables) {
    for (int a = 0; a < 3; ++a) {
        for (int b = 0; b < 3; ++b) {
            EXPECT_EQ(both(all[a], all[b]), conjunction[a][b]) << a << b;
            // De Morgan.
            EXPECT_EQ(either(all[a], all[b]), negation(both(negation(all[a]), negation(all[b]))))
                << a << b;
        }
    }
}

TEST(Kleene, NegationLeavesTheUnknownUnknown) {
    EXPECT_EQ(negation(Truth::yes), Truth::no);
    EXPECT_EQ(negation(Truth::no), Truth::yes);
    EXPECT_EQ(negation(Truth::unknown), Truth::unknown);
}

TEST(Kleene, AtLeastIsWhatEveryWayOfLearningTheUnknownAgreesOn) {
    for (int n = 0; n <= 6; ++n) {
        for (int yes = 0; yes <= 5; ++yes) {
            for (int unknown = 0; unknown <= 5; ++unknown) {
                const bool at_worst = yes >= n;
                const bool at_best = yes + unknown >= n;
                const auto expected = at_worst == at_best ? truth_of(at_best) : Truth::unknown;
                EXPECT_EQ(at_least(n, yes, unknown), expected) << n << yes << unknown;
            }
        }
    }
}

TEST(Kleene, TravelsThroughTheProtocolAndBack) {
    for (const auto truth : all) {
        EXPECT_EQ(from_proto(to_proto(truth)), truth);
    }
    EXPECT_EQ(from_proto(v1::TRUTH_UNSPECIFIED), Truth::unknown);
    EXPECT_EQ(from_proto(static_cast<v1::Truth>(99)), Truth::unknown);
    EXPECT_EQ(in_words(Truth::yes), "met");
    EXPECT_EQ(in_words(Truth::no), "not met");
    EXPECT_EQ(in_words(Truth::unknown), "not known");
}

}  // namespace truth_test
}  // namespace ladder::base

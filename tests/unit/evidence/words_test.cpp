// How numbers and periods read in plain English.
#include "engine/evidence/words.hpp"

#include <gtest/gtest.h>

namespace ladder::evidence {
namespace words_test {

TEST(Words, SetThousandsApart) {
    EXPECT_EQ(number(7241, 0), "7,241");
    EXPECT_EQ(number(1'234'567.25, 1), "1,234,567.2");
    EXPECT_EQ(number(-1'234, 0), "-1,234");
    EXPECT_EQ(number(999, 0), "999");
    EXPECT_EQ(number(3468, 1), "3,468");
    EXPECT_EQ(number(0, 1), "0");
}

TEST(Words, GiveRatesTheDigitsThatTellThemApart) {
    EXPECT_EQ(rate(11.018), "11.02");
    EXPECT_EQ(rate(1234.5), "1,234.50");
    EXPECT_EQ(rate(0.5322), "0.532");
    EXPECT_EQ(rate(0.00423), "0.00423");
    EXPECT_EQ(rate(0), "0");
}

TEST(Words, NeverRoundAGapOntoOrOverItsThreshold) {
    EXPECT_EQ(signed_number(24.886, 5), "+24.9");
    EXPECT_EQ(signed_number(-3, 5), "-3.0");
    EXPECT_EQ(signed_number(4.999, 5), "+4.999");
    EXPECT_EQ(signed_number(5, 5), "+5.0");
    EXPECT_EQ(signed_number(5.0004, 5), "+5.0004");
    EXPECT_EQ(signed_number(-4.999, 5), "-4.999");
    EXPECT_EQ(signed_number(12'345.6, 5), "+12,345.6");
    EXPECT_EQ(signed_number(8 - 1e-13, 8), "+8.0");
}

TEST(Words, NeverRoundAPValueOntoOrOverItsThreshold) {
    EXPECT_EQ(p_in_words(2.5592e-45, 0.001), "p < 0.001 (2.6e-45)");
    EXPECT_EQ(p_in_words(0.0342, 0.001), "p = 0.034");
    EXPECT_EQ(p_in_words(0.0010004, 0.001), "p = 0.0010004");
    EXPECT_EQ(p_in_words(0.00099996, 0.001), "p < 0.001 (0.00099996)");
    EXPECT_EQ(p_in_words(0, 0.001), "p < 0.001 (below 1e-300)");
    EXPECT_EQ(p_in_words(1, 0.001), "p = 1");
}

TEST(Words, NamePeriodsByTheirKind) {
    const auto end = base::parse_date("2011-03-31").value();
    EXPECT_EQ(period_in_words(v1::PERIOD_KIND_ROLLING_YEAR, end), "year to 31 March 2011");
    EXPECT_EQ(period_in_words(v1::PERIOD_KIND_YEAR, end), "year to 31 March 2011");
    EXPECT_EQ(period_in_words(v1::PERIOD_KIND_QUARTER, end), "quarter to 31 March 2011");
    EXPECT_EQ(period_in_words(v1::PERIOD_KIND_POINT, end), "31 March 2011");
}

TEST(Words, ListAndCount) {
    EXPECT_EQ(listed({}), "");
    EXPECT_EQ(listed({"A"}), "A");
    EXPECT_EQ(listed({"A", "B", "C"}), "A, B and C");
    EXPECT_EQ(counted(1, "peer", "peers"), "1 peer");
    EXPECT_EQ(counted(7, "peer", "peers"), "7 peers");
    EXPECT_EQ(sentence_case("not met"), "Not met");
}

}  // namespace words_test
}  // namespace ladder::evidence

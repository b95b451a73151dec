// Parts and totals, and what figures are expected to look like.
#include "engine/definition/check.hpp"
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_plausibility_test {

class PlausibilityFault : public testing::TestWithParam<CheckCase> {};

TEST_P(PlausibilityFault, IsFoundWhereItStands) {
    expect_finding(GetParam());
}

const CheckCase cases[]{
    {"unknown_total",
     "indicators.yaml",
     "  low_count: true\n",
     "  low_count: true\n  part_of: homicde\n",
     Grade::error,
     "indicators[3].part_of",
     "homicde",
     "there is no indicator 'homicde'; did you mean 'homicide'?"},
    {"part_of_itself",
     "indicators.yaml",
     "  low_count: true\n",
     "  low_count: true\n  part_of: homicide  # itself\n",
     Grade::error,
     "indicators[3].part_of",
     "homicide  # itself",
     "the indicator is a part of itself; name the total that includes it"},
    {"measure_of_a_count",
     "indicators.yaml",
     "  period: point\n",
     "  period: point\n  part_of: robbery  # total\n",
     Grade::error,
     "indicators[4].part_of",
     "robbery  # total",
     "figures of it can't be added up to those of 'robbery'; only counts are parts of counts, and "
     "measures of measures"},
    {"other_period",
     "indicators.yaml",
     "  low_count: true\n",
     "  low_count: true\n  part_of: robbery  # total\n",
     Grade::error,
     "indicators[3].part_of",
     "robbery  # total",
     "'robbery' has another unit or kind of period; give both the same, or remove part_of"},
    {"ratio_of_one",
     "indicators.yaml",
     "  low_count: true\n",
     "  plausibility: {ratio_max: 0.5}\n",
     Grade::error,
     "indicators[3].plausibility.ratio_max",
     "0.5",
     "no figure is expected to stay within so small a ratio; give a number above 1, or leave it "
     "out: 10"},
    {"small_below_zero",
     "indicators.yaml",
     "  low_count: true\n",
     "  plausibility: {small: -1}\n",
     Grade::error,
     "indicators[3].plausibility.small",
     "-1",
     "a figure below zero is never compared; give a number of 0 or more; 0 or nothing: 20"},
};

INSTANTIATE_TEST_SUITE_P(Table, PlausibilityFault, testing::ValuesIn(cases), name_of);

}  // namespace check_plausibility_test
}  // namespace ladder::definition

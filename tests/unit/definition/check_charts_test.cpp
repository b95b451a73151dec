// Control charts of indicators, and what triggers ask of them.
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_charts_test {

class ChartFault : public testing::TestWithParam<CheckCase> {};

TEST_P(ChartFault, IsFoundWhereItStands) {
    expect_finding(GetParam());
}

constexpr const char* rising = "triggers/rising.yaml";
constexpr const char* indicators = "indicators.yaml";
constexpr const char* clear = "{judgement: {versus: target, is: worse}}";
constexpr const char* clear_path = "triggers[0].clear_when.not.chart";
constexpr const char* quarter = R"(  period: quarter
)";

const CheckCase cases[]{
    {"rolling_year",
     rising,
     clear,
     "{chart: {is: worse}}",
     Grade::error,
     clear_path,
     "chart: {is",
     "'robbery' holds totals of rolling years: neighbours share months, so nothing is charted; "
     "chart an indicator of quarters, years or days"},
    {"low_count",
     rising,
     clear,
     "{chart: {indicator: homicide, is: worse}}",
     Grade::error,
     clear_path,
     "chart: {ind",
     "'homicide' has counts too low for any judgement; chart an indicator of quarters, years or "
     "days"},
    {"neither",
     rising,
     clear,
     "{chart: {indicator: people, is: worse}}",
     Grade::error,
     "triggers[0].clear_when.not.chart.is",
     "worse}}",
     "for 'people' neither direction is better or worse; give the indicator a polarity, or chart "
     "another"},
    {"unknown_indicator",
     rising,
     clear,
     "{chart: {indicator: satisfed, is: worse}}",
     Grade::error,
     "triggers[0].clear_when.not.chart.indicator",
     "satisfed",
     "there is no indicator 'satisfed'; did you mean 'satisfied'?"},
    {"no_direction",
     rising,
     clear,
     "{chart: {indicator: satisfied}}",
     Grade::error,
     "triggers[0].clear_when.not.chart.is",
     "chart: {ind",
     "it is not said which way; write 'is: better' or 'is: worse', or ask for an assurance alone"},
    {"in_line",
     rising,
     clear,
     "{chart: {indicator: satisfied, is: in_line}}",
     Grade::error,
     "triggers[0].clear_when.not.chart.is",
     "in_line",
     "it is not said which way; write 'is: better' or 'is: worse', or ask for an assurance alone"},
    {"common_cause",
     rising,
     clear,
     "{chart: {indicator: satisfied, is: worse, labels: [common_cause]}}",
     Grade::error,
     "triggers[0].clear_when.not.chart.labels[0]",
     "common_cause",
     "common cause is no special cause; write one of: outside, trend, two_in_three, shift"},
    {"label_twice",
     rising,
     clear,
     "{chart: {indicator: satisfied, is: worse, labels: [trend, outside, trend]}}",
     Grade::error,
     "triggers[0].clear_when.not.chart.labels[2]",
     "trend]",
     "'trend' is listed twice; keep one of them"},
    {"many_points",
     rising,
     clear,
     "{chart: {indicator: satisfied, is: worse, of_last: 41}}",
     Grade::error,
     "triggers[0].clear_when.not.chart.of_last",
     "41",
     "41 points can't be asked; write 1 to 40, or leave it out: 1"},
    {"assurance_of_points",
     rising,
     clear,
     "{chart: {indicator: satisfied, assurance: fails, of_last: 3}}",
     Grade::error,
     "triggers[0].clear_when.not.chart.of_last",
     "3}}",
     "no special cause is asked for; remove of_last, or write 'is'"},
    {"no_target",
     rising,
     clear,
     "{chart: {indicator: satisfied, assurance: fails}}",
     Grade::error,
     "triggers[0].clear_when.not.chart.assurance",
     "fails",
     "'satisfied' has no target; give the indicator a target, with its source"},
    {"in_a_gate",
     "ladders/force.yaml",
     "concern: {domain: crime, count: 1}",
     "chart: {indicator: satisfied, is: worse}",
     Grade::error,
     "ladders[1].transitions[0].gates[0].condition.all.of[0].chart",
     "chart",
     "a gate looks at the case, not at figures; put the chart into a trigger and ask for "
     "'trigger: {id: ..}' here"},
    {"drawn_of_rolling_years",
     indicators,
     "  aliases: [SOC-A1]\n",
     "  chart: {screen_ranges: true}\n",
     Grade::error,
     "indicators[1].chart",
     "chart",
     "'robbery' holds totals of rolling years: neighbours share months, so nothing is charted; "
     "remove chart"},
    {"baseline_of_one",
     indicators,
     quarter,
     "  period: quarter\n  chart: {baseline_points: 1}\n",
     Grade::error,
     "indicators[2].chart.baseline_points",
     "1}",
     "limits can't be taken from 1 points; write 2 to 1000, or leave it out: all points"},
    {"rebase_out_of_order",
     indicators,
     quarter,
     "  period: quarter\n"
     "  chart:\n"
     "    rebases:\n"
     "      - {from: 2012-03-31, reason: moved, source: HMIC}\n"
     "      - {from: 2011-03-31, reason: moved, source: HMIC}\n",
     Grade::error,
     "indicators[2].chart.rebases[1].from",
     "2011-03-31, reason",
     "2011-03-31 is before the change above; list changes in order of time"},
    {"rebase_without_a_day",
     indicators,
     quarter,
     "  period: quarter\n  chart: {rebases: [{from: spring, reason: moved, source: HMIC}]}\n",
     Grade::error,
     "indicators[2].chart.rebases[0].from",
     "spring",
     "'spring' is not a date; write it as 2011-03-31; give the last day of a period"},
    {"rebase_without_a_reason",
     indicators,
     quarter,
     "  period: quarter\n  chart: {rebases: [{from: 2011-03-31, source: HMIC}]}\n",
     Grade::error,
     "indicators[2].chart.rebases[0].reason",
     "{from: 2011-03-31",
     "what changed is missing; add it"},
    {"rebase_of_no_body",
     indicators,
     quarter,
     "  period: quarter\n"
     "  chart: {rebases: [{from: 2011-03-31, body: bodies/kent, reason: moved, source: HMIC}]}\n",
     Grade::error,
     "indicators[2].chart.rebases[0].body",
     "bodies/kent",
     "'bodies/kent' is not a body's id; write it like west-midlands, or leave it out: all bodies"},
    {"design_factor_below_nothing",
     indicators,
     quarter,
     "  period: quarter\n  design_factor: -2\n",
     Grade::error,
     "indicators[2].design_factor",
     "-2",
     "-2 is no ratio of two variances; write a number above 0, at most 100; 1 is a simple random "
     "sample"},
    {"design_factor_of_a_count",
     indicators,
     "  aliases: [SOC-A1]\n",
     "  design_factor: 2\n",
     Grade::error,
     "indicators[1].design_factor",
     "2\n- id: satisfied",
     "only shares come from a survey; remove design_factor"},
};

INSTANTIATE_TEST_SUITE_P(Table, ChartFault, testing::ValuesIn(cases), name_of);

TEST(Chart, IsAcceptedAtItsLimits) {
    for (const auto* asked :
         {"{chart: {indicator: satisfied, is: worse}}",
          "{chart: {indicator: officers, is: better, labels: [shift, trend], of_last: 40}}"}) {
        const auto loaded = load(edited(rising, clear, asked));
        ASSERT_TRUE(loaded);
        EXPECT_TRUE(check(loaded->definition, loaded->sources).empty()) << asked;
    }
    const auto loaded = load(edited(
        indicators,
        quarter,
        "  period: quarter\n"
        "  design_factor: 1.6\n"
        "  target: {value: 60, source: the plan}\n"
        "  chart:\n"
        "    baseline_points: 2\n"
        "    screen_ranges: true\n"
        "    rebases:\n"
        "      - {from: 2011-03-31, body: kent, reason: moved, source: HMIC}\n"
        "      - {from: 2011-03-31, body: essex, reason: moved, source: HMIC}\n"
    ));
    ASSERT_TRUE(loaded);
    EXPECT_TRUE(check(loaded->definition, loaded->sources).empty());
}

}  // namespace check_charts_test
}  // namespace ladder::definition

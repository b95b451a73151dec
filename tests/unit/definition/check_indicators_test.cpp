// Indicators.
#include <gmock/gmock.h>

#include "engine/definition/check.hpp"
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_indicators_test {

class IndicatorFault : public testing::TestWithParam<CheckCase> {};

TEST_P(IndicatorFault, IsFoundWhereItStands) {
    expect_finding(GetParam());
}

const CheckCase cases[]{
    {"no_unit",
     "indicators.yaml",
     R"(  unit: persons
)",
     "",
     Grade::error,
     "indicators[0].unit",
     "id: people",
     "the unit is missing; add it"},
    {"no_polarity",
     "indicators.yaml",
     R"(  polarity: neither
)",
     "",
     Grade::error,
     "indicators[0].polarity",
     "id: people",
     "the polarity is missing; write one of: higher_is_better, lower_is_better, neither"},
    {"no_statistic",
     "indicators.yaml",
     R"(  statistic: proportion
)",
     "",
     Grade::error,
     "indicators[2].statistic",
     "id: satisfied",
     "the statistic is missing; write one of: count, proportion, measure, narrative"},
    {"no_period",
     "indicators.yaml",
     R"(  period: rolling_year
)",
     "",
     Grade::error,
     "indicators[1].period",
     "id: robbery",
     "the period is missing; write one of: rolling_year, year, quarter, point"},
    {"unknown_domain",
     "indicators.yaml",
     "domain: crime",
     "domain: crim",
     Grade::error,
     "indicators[1].domain",
     R"(crim
)",
     "there is no domain 'crim'; did you mean 'crime'?"},
    {"unknown_population",
     "indicators.yaml",
     "population: people",
     "population: peopel",
     Grade::error,
     "indicators[1].population",
     "peopel",
     "there is no indicator 'peopel'; did you mean 'people'?"},
    {"population_of_a_proportion",
     "indicators.yaml",
     "statistic: proportion",
     R"(statistic: proportion
  population: people)",
     Grade::error,
     "indicators[2].population",
     R"(people
  period: quarter)",
     "only counts have a population exposed; remove population"},
    {"population_that_is_a_count",
     "indicators.yaml",
     "population: people",
     "population: homicide",
     Grade::error,
     "indicators[1].population",
     R"(homicide
  series)",
     "'homicide' is not a measure; name an indicator with 'statistic: measure'"},
    {"no_rate_without_a_rate",
     "indicators.yaml",
     R"(  population: people
)",
     "",
     Grade::warning,
     "indicators[1].no_rate",
     "no_rate",
     "the indicator has no rate at all; remove no_rate"},
    {"break_without_a_date",
     "indicators.yaml",
     "from: 2011-06-30",
     "from: June 2011",
     Grade::error,
     "indicators[1].series_breaks[0].from",
     "June 2011",
     "'June 2011' is not a date; write it as 2011-03-31; give the last day of a period"},
    {"break_without_a_reason",
     "indicators.yaml",
     R"(      reason: changed again
)",
     "",
     Grade::error,
     "indicators[1].series_breaks[1].reason",
     "from: 2013",
     "the reason of the break is missing; add it"},
    {"break_that_ends_before_it_begins",
     "indicators.yaml",
     "to: 2012-03-31",
     "to: 2011-03-31",
     Grade::error,
     "indicators[1].series_breaks[0].to",
     "2011-03-31",
     "it ends on 2011-03-31, before it begins on 2011-06-30; give a later day, or leave it out: a "
     "clean break"},
    {"breaks_that_overlap",
     "indicators.yaml",
     "from: 2013-06-30",
     "from: 2012-03-31",
     Grade::error,
     "indicators[1].series_breaks[1].from",
     R"(2012-03-31
      reason: changed again)",
     "the break begins before the one above has ended; list breaks in order of time, without "
     "overlap"},
    {"body_without_its_collection",
     "indicators.yaml",
     "body: bodies/city-of-london",
     "body: city-of-london",
     Grade::error,
     "indicators[1].no_rate[0].body",
     "city-of-london",
     "'city-of-london' is not a body's name; write it like bodies/city-of-london"},
    {"no_rate_without_a_reason",
     "indicators.yaml",
     R"(      reason: few residents
)",
     "",
     Grade::error,
     "indicators[1].no_rate[0].reason",
     "body: bodies",
     "the reason is missing; add it"},
    {"target_without_a_source",
     "indicators.yaml",
     "{value: 2.5, source: the plan}",
     "{value: 2.5}",
     Grade::error,
     "indicators[1].target.source",
     "target: {",
     "who set the target is missing; add it"},
    {"unknown_strand",
     "indicators.yaml",
     "aliases: [SOC-A1]",
     R"(aliases: [SOC-A1]
  strand: crime)",
     Grade::error,
     "indicators[1].strand",
     R"(crime
- id: satisfied)",
     "there is no strand 'crime' among the domains of the scheme 'protective services'; add a "
     "domain "
     "of that scheme"},
    {"unknown_parent",
     "indicators.yaml",
     "aliases: [SOC-A1]",
     R"(aliases: [SOC-A1]
  parent: homicid)",
     Grade::error,
     "indicators[1].parent",
     "homicid\n- id: satisfied",
     "there is no indicator 'homicid'; did you mean 'homicide'?"},
    {"parent_of_itself",
     "indicators.yaml",
     "aliases: [SOC-A1]",
     R"(aliases: [SOC-A1]
  parent: robbery)",
     Grade::error,
     "indicators[1].parent",
     R"(robbery
- id: satisfied)",
     "'robbery' stands under another indicator itself; name the indicator at the top"},
    {"narrative_with_low_counts",
     "indicators.yaml",
     R"(statistic: count
  period: year)",
     R"(statistic: narrative
  period: year)",
     Grade::error,
     "indicators[3].low_count",
     R"(true
- id: officers)",
     "a narrative has no figures, so no low_count; remove it, or give the indicator another "
     "statistic"},
    {"alias_that_is_an_id",
     "indicators.yaml",
     "aliases: [SOC-A1]",
     "aliases: [homicide]",
     Grade::error,
     "indicators[1].aliases[0]",
     "homicide]",
     "'homicide' is a name of 'homicide' already; give each name to one indicator"},
    {"alias_twice",
     "indicators.yaml",
     "aliases: [SOC-A1]",
     "aliases: [SOC-A1, SOC-A1]",
     Grade::error,
     "indicators[1].aliases[1]",
     "SOC-A1]",
     "'SOC-A1' is a name of 'robbery' already; give each name to one indicator"},
};

INSTANTIATE_TEST_SUITE_P(Table, IndicatorFault, testing::ValuesIn(cases), name_of);

// Paths of what is found when the indicator 'people' or 'robbery' has no figures.
std::vector<std::string> found_without_figures(const std::string& from, const std::string& to) {
    const auto loaded = load(edited("indicators.yaml", from, to));
    std::vector<std::string> paths;
    if (!loaded) {
        ADD_FAILURE() << loaded.error().message;
        return paths;
    }
    for (const auto& finding : check(loaded->definition, loaded->sources)) {
        paths.push_back(finding.path);
    }
    return paths;
}

TEST(IndicatorWithoutFigures, IsReadFromNoFile) {
    EXPECT_THAT(
        found_without_figures(
            "period: year\n- id: robbery", "period: year\n  status: to_develop\n- id: robbery"
        ),
        testing::Contains("import_layouts[0].values[0].indicator")
    );
}

TEST(IndicatorWithoutFigures, IsJudgedByNoTrigger) {
    EXPECT_THAT(
        found_without_figures(
            "statistic: count\n  period: rolling_year",
            "statistic: narrative\n  period: rolling_year"
        ),
        testing::Contains(testing::StartsWith("triggers[0].raise_when"))
    );
}

}  // namespace check_indicators_test
}  // namespace ladder::definition

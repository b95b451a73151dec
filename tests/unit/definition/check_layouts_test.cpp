// Import layouts.
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_layouts_test {

class LayoutFault : public testing::TestWithParam<CheckCase> {};

TEST_P(LayoutFault, IsFoundWhereItStands) {
    expect_finding(GetParam());
}

const CheckCase cases[]{
    {"no_body_column",
     "imports/crime.yaml",
     R"(body_column: force
)",
     "",
     Grade::error,
     "import_layouts[0].body_column",
     "id: crime",
     "the column of the body is missing; add it"},
    {"no_period_column",
     "imports/survey.yaml",
     R"(period_end_column: period
)",
     "",
     Grade::error,
     "import_layouts[1].period_end_column",
     "id: survey",
     "the column of the period is missing; add it"},
    {"no_source",
     "imports/crime.yaml",
     R"(source: made up
)",
     "",
     Grade::error,
     "import_layouts[0].source",
     "id: crime",
     "the source of the figures is missing; add it"},
    {"no_such_day",
     "imports/crime.yaml",
     R"("06-30")",
     R"("06-31")",
     Grade::error,
     "import_layouts[0].period_end_of_year",
     R"("06-31")",
     R"('06-31' is not a day of every year; write month and day, such as "06-30")"},
    {"leap_day",
     "imports/crime.yaml",
     R"("06-30")",
     R"("02-29")",
     Grade::error,
     "import_layouts[0].period_end_of_year",
     R"("02-29")",
     R"('02-29' is not a day of every year; write month and day, such as "06-30")"},
    {"no_value_column",
     "imports/survey.yaml",
     R"(value_column: percent
)",
     "",
     Grade::error,
     "import_layouts[1].value_column",
     "id: survey",
     "it is not said which column holds the value; add value_column"},
    {"value_column_for_nothing",
     "imports/survey.yaml",
     R"(indicator_column: kind
)",
     "",
     Grade::error,
     "import_layouts[1].value_column",
     "percent",
     "there is no indicator_column, so each of the values is a column of its own; remove "
     "value_column, or add indicator_column"},
    {"negative_lag",
     "imports/crime.yaml",
     "published_lag_days: 90",
     "published_lag_days: -1",
     Grade::error,
     "import_layouts[0].published_lag_days",
     "-1",
     "-1 days can't be; write 0 to 3650"},
    {"lag_and_date",
     "imports/survey.yaml",
     "published_column: published",
     R"(published_column: published
published_lag_days: 90)",
     Grade::error,
     "import_layouts[1].published_lag_days",
     "90",
     "the file gives the publication date, so no lag is assumed; remove published_lag_days or "
     "published_column"},
    {"lag_without_why",
     "imports/crime.yaml",
     R"(published_source: assumed
)",
     "",
     Grade::error,
     "import_layouts[0].published_source",
     "id: crime",
     "the publication date is assumed without saying why; add published_source, or name the "
     "published_column"},
    {"column_used_twice",
     "imports/crime.yaml",
     "period_end_column: year",
     "period_end_column: force",
     Grade::error,
     "import_layouts[0].period_end_column",
     R"(force
period_end_of)",
     "the column 'force' is used already, by body_column; give each column one meaning"},
    {"ignored_and_read",
     "imports/crime.yaml",
     "ignored_columns: [source]",
     "ignored_columns: [residents]",
     Grade::error,
     "import_layouts[0].ignored_columns[0]",
     "residents]",
     "the column 'residents' is used already, by values[0].column; give each column one meaning"},
    {"value_without_a_column",
     "imports/crime.yaml",
     "- column: notes",
     "- indicator: officers",
     Grade::error,
     "import_layouts[0].values[1].column",
     "indicator: officers",
     "the column is missing; add it"},
    {"content_listed_twice",
     "imports/survey.yaml",
     R"(values:
)",
     R"(values:
  - column: happy
)",
     Grade::error,
     "import_layouts[1].values[1].column",
     R"(happy
    indicator)",
     "'happy' is listed twice; keep one of them"},
    {"no_values",
     "imports/survey.yaml",
     R"(values:
  - column: happy
    indicator: satisfied
    numerator_column: yes_count
    denominator_column: asked
)",
     "",
     Grade::error,
     "import_layouts[1].values",
     "id: survey",
     "no value is read; list at least one"},
    {"unknown_indicator",
     "imports/crime.yaml",
     "indicator: people",
     "indicator: persons",
     Grade::error,
     "import_layouts[0].values[0].indicator",
     "persons",
     "there is no indicator 'persons'; write one of: people, robbery, satisfied, homicide, "
     "officers"},
    {"indicator_read_twice",
     "imports/crime.yaml",
     "- column: notes",
     R"(- column: notes
    indicator: people)",
     Grade::error,
     "import_layouts[0].values[1].indicator",
     R"(people
ignored)",
     "'people' is read twice; read each indicator from one column"},
    {"proportion_without_its_parts",
     "imports/survey.yaml",
     R"(    denominator_column: asked
)",
     "",
     Grade::error,
     "import_layouts[1].values[0]",
     "column: happy",
     "'satisfied' is a proportion without numerator and denominator; add numerator_column and "
     "denominator_column: no test is possible without"},
    {"parts_of_a_measure",
     "imports/crime.yaml",
     "indicator: people",
     R"(indicator: people
    numerator_column: some)",
     Grade::error,
     "import_layouts[0].values[0]",
     "column: residents",
     "'people' is no proportion; remove numerator_column and denominator_column"},
    {"years_for_a_quarterly_indicator",
     "imports/survey.yaml",
     "period_end_column: period",
     R"(period_end_column: period
period_end_of_year: "06-30")",
     Grade::error,
     "import_layouts[1].values[0].indicator",
     "satisfied",
     "the file gives years, but 'satisfied' is not yearly; remove period_end_of_year, or give the "
     "indicator 'period: year'"},
};

INSTANTIATE_TEST_SUITE_P(Table, LayoutFault, testing::ValuesIn(cases), name_of);

}  // namespace check_layouts_test
}  // namespace ladder::definition

// Imports: every rule at, and just over, its edge; every bad row with its place, reason and fix.
#include "engine/evidence/import.hpp"

#include <gmock/gmock.h>
#include <string>
#include <vector>

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace ladder::evidence {
namespace import_test {

using base::Date;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

v1::RulesetDefinition test_definition() {
    v1::RulesetDefinition definition;
    const bool parsed = google::protobuf::TextFormat::ParseFromString(
        R"(
        id: "test"
        indicators { id: "robbery" unit: "offences" statistic: STATISTIC_COUNT
                     period: PERIOD_KIND_ROLLING_YEAR }
        indicators { id: "burglary" unit: "offences" statistic: STATISTIC_COUNT
                     period: PERIOD_KIND_ROLLING_YEAR }
        indicators { id: "officers" unit: "officers" statistic: STATISTIC_MEASURE
                     period: PERIOD_KIND_POINT }
        indicators { id: "staff" unit: "staff" statistic: STATISTIC_MEASURE
                     period: PERIOD_KIND_POINT }
        indicators { id: "population" unit: "people" statistic: STATISTIC_COUNT
                     period: PERIOD_KIND_POINT }
        indicators { id: "confidence" unit: "per cent" statistic: STATISTIC_PROPORTION
                     period: PERIOD_KIND_YEAR }
        import_layouts {
            id: "long" body_column: "force" period_end_column: "to" indicator_column: "offence"
            value_column: "n" published_lag_days: 110 marking: MARKING_RESTRICTED
            values { column: "Robbery" indicator: "robbery" }
            values { column: "Burglary" indicator: "burglary" }
            values { column: "Fraud" }
        }
        import_layouts {
            id: "wide" body_column: "force" period_end_column: "at" published_column: "out"
            values { column: "officers" indicator: "officers" }
            values { column: "staff" indicator: "staff" }
            values { column: "specials" }
            ignored_columns: "note"
        }
        import_layouts {
            id: "people" body_column: "force" period_end_column: "year"
            period_end_of_year: "06-30"
            values { column: "population" indicator: "population" }
        }
        import_layouts {
            id: "survey" body_column: "force" period_end_column: "to"
            values { column: "share" indicator: "confidence" numerator_column: "yes"
                     denominator_column: "asked" }
        })",
        &definition
    );
    EXPECT_TRUE(parsed);
    return definition;
}

const definition::Ruleset& ruleset() {
    static const definition::Ruleset loaded{"rulesets/test@1", test_definition()};
    return loaded;
}

const BodyNames bodies{"bodies/essex", "bodies/kent", "bodies/west-midlands"};

Date day(std::string_view text) {
    return *base::parse_date(text);
}

ImportReading read(std::string_view layout, std::string_view text) {
    return read_import(
        text, "figures.csv", *ruleset().import_layout(layout), ruleset(), bodies, day("2013-01-01")
    );
}

// "line:column message; fix"
std::string in_short(const v1::TextIssue& issue) {
    return std::to_string(issue.line()) + ":" + std::to_string(issue.column()) + " " +
           issue.message() + "; " + issue.fix();
}

std::vector<std::string> in_short(const std::vector<v1::TextIssue>& issues) {
    std::vector<std::string> lines;
    for (const auto& issue : issues) {
        EXPECT_EQ(issue.file(), "figures.csv");
        lines.push_back(in_short(issue));
    }
    return lines;
}

const std::string long_header = "force,to,offence,n\n";

TEST(Import, ReadsOneFigureARowWhereAColumnTellsTheIndicator) {
    const auto reading = read(
        "long",
        long_header +
            "west-midlands,2011-03-31,Robbery,9043\n"
            "kent,2011-03-31,Fraud,anything\n"
            "kent,2011-03-31,Burglary,\n"
    );
    EXPECT_TRUE(reading.clean());
    EXPECT_EQ(reading.rows, 3);
    EXPECT_EQ(reading.empty_cells, 1);
    EXPECT_EQ(reading.marking, v1::MARKING_RESTRICTED);
    ASSERT_EQ(reading.figures.size(), 1U);
    const auto& figure = reading.figures[0];
    EXPECT_EQ(figure.indicator, "robbery");
    EXPECT_EQ(figure.body, "bodies/west-midlands");
    EXPECT_EQ(figure.period_end, day("2011-03-31"));
    EXPECT_EQ(figure.value, 9043);
    EXPECT_EQ(figure.published_on, day("2011-07-19"));  // 110 days later
    EXPECT_EQ(figure.quality, v1::QUALITY_GOOD);
    EXPECT_EQ(figure.line, 2);
}

TEST(Import, ReadsAFigureAColumnOtherwise) {
    const auto reading = read(
        "wide",
        "note,force,at,officers,staff,out\n"
        "\"a, b\",essex,2012-03-31,3429.53,2208.16,2012-07-26\n"
    );
    EXPECT_TRUE(reading.clean());
    ASSERT_EQ(reading.figures.size(), 2U);
    EXPECT_EQ(reading.figures[0].indicator, "officers");
    EXPECT_EQ(reading.figures[0].value, 3429.53);
    EXPECT_EQ(reading.figures[1].indicator, "staff");
    EXPECT_EQ(reading.figures[1].value, 2208.16);
    EXPECT_EQ(reading.figures[1].published_on, day("2012-07-26"));
    EXPECT_EQ(reading.marking, v1::MARKING_NOT_PROTECTIVELY_MARKED);
}

TEST(Import, CompletesAYear) {
    const auto reading = read("people", "force,year,population\nkent,2008,1660000\n");
    ASSERT_EQ(reading.figures.size(), 1U);
    EXPECT_EQ(reading.figures[0].period_end, day("2008-06-30"));
}

TEST(Import, IsKnownTodayAtTheLatest) {
    const auto reading = read("long", long_header + "kent,2012-12-31,Robbery,1\n");
    ASSERT_EQ(reading.figures.size(), 1U);
    EXPECT_EQ(reading.figures[0].published_on, day("2013-01-01"));
}

TEST(Import, KeepsANegativeCountAndWarns) {
    const auto reading = read("long", long_header + "kent,2011-03-31,Robbery,-21\n");
    EXPECT_TRUE(reading.clean());
    ASSERT_EQ(reading.figures.size(), 1U);
    EXPECT_EQ(reading.figures[0].value, -21);
    EXPECT_EQ(reading.figures[0].quality, v1::QUALITY_NEGATIVE_COUNT);
    EXPECT_EQ(reading.warning_count, 1);
    EXPECT_THAT(
        in_short(reading.warnings),
        ElementsAre("2:25 a negative count, -21, of 'robbery' for bodies/kent at 2011-03-31; "
                    "kept as published (cancelled records), marked, and never judged")
    );
}

TEST(Import, ReadsProportionsWithTheirParts) {
    const auto reading =
        read("survey", "force,to,share,yes,asked\nkent,2011-03-31,46.2,462,1001\n");
    EXPECT_THAT(in_short(reading.issues()), IsEmpty());
    ASSERT_EQ(reading.figures.size(), 1U);
    EXPECT_EQ(reading.figures[0].numerator, 462);
    EXPECT_EQ(reading.figures[0].denominator, 1001);
}

struct BadRow {
    std::string name;
    std::string layout;
    std::string row;
    std::string issue;
};

class BadImportRow : public testing::TestWithParam<BadRow> {};

std::string header_of(const std::string& layout) {
    return layout == "long"     ? long_header
           : layout == "wide"   ? "force,at,out,officers,staff\n"
           : layout == "people" ? "force,year,population\n"
                                : "force,to,share,yes,asked\n";
}

std::string good_row_of(const std::string& layout) {
    return layout == "long"     ? "essex,2010-03-31,Robbery,1\n"
           : layout == "wide"   ? "essex,2010-03-31,2010-07-01,1,2\n"
           : layout == "people" ? "essex,2001,1\n"
                                : "essex,2010-03-31,50,1,2\n";
}

// The bad row is named, kept aside as it stands, and the good row after it is read.
TEST_P(BadImportRow, IsNamedWithItsPlaceAndFix) {
    const auto& [name, layout, row, issue] = GetParam();
    const auto reading = read(layout, header_of(layout) + row + "\n" + good_row_of(layout));
    EXPECT_THAT(in_short(reading.issues()), ElementsAre(issue));
    ASSERT_EQ(reading.rejected.size(), 1U);
    EXPECT_EQ(reading.rejected[0].text, row);
    EXPECT_EQ(reading.figures.size(), layout == "wide" ? 2U : 1U);
    EXPECT_EQ(reading.rows, 2);
}

// clang-format off
const BadRow bad_rows[]{
    {"unknown_body", "long", "west-midland,2011-03-31,Robbery,1",
     "2:1 no body 'west-midland' is registered; did you mean 'west-midlands'?"},
    {"unlike_any_body", "long", "atlantis,2011-03-31,Robbery,1",
     "2:1 no body 'atlantis' is registered; write the id of a registered body, such as 'west-midlands', or register this one"},
    {"full_name_of_body", "long", "bodies/kent,2011-03-31,Robbery,1",
     "2:1 no body 'bodies/kent' is registered; write the id of a registered body, such as 'west-midlands', or register this one"},
    {"no_body", "long", ",2011-03-31,Robbery,1",
     "2:1 the body is missing; write the id of a registered body, such as 'west-midlands', or register this one"},
    {"unknown_offence", "long", "kent,2011-03-31,Robery,1",
     "2:17 the layout 'long' knows no offence 'Robery'; did you mean 'Robbery'?"},
    {"unlike_any_offence", "long", "kent,2011-03-31,Piracy on the seas,1",
     "2:17 the layout 'long' knows no offence 'Piracy on the seas'; write it as the layout does, or add it to the layout's values"},
    {"too_few_columns", "long", "kent,2011-03-31,Robbery",
     "2:1 3 columns, where the header has 4; write every column, empty where there is no figure; if the file was cut short, send the whole of it"},
    {"too_many_columns", "long", "kent,2011-03-31,Robbery,7,241",
     "2:27 5 columns, where the header has 4; put fields that hold commas in quotes"},
    {"empty_line", "long", "", "2:1 an empty line; take it out"},
    {"british_date", "long", "kent,31/03/2011,Robbery,1",
     "2:6 '31/03/2011' is not a date; write a day of the calendar as year-month-day, such as 2011-03-31"},
    {"no_such_day", "long", "kent,2011-02-29,Robbery,1",
     "2:6 '2011-02-29' is not a date; write a day of the calendar as year-month-day, such as 2011-03-31"},
    {"not_a_quarter_end", "long", "kent,2011-03-30,Robbery,1",
     "2:6 no period of the indicator 'robbery' ends on 2011-03-30; write the last day of the period, such as 2011-03-31"},
    {"period_to_come", "long", "kent,2013-03-31,Robbery,1",
     "2:6 the period is not over: it ends on 2013-03-31; import figures of periods that are over; correct the date if it is a slip"},
    {"not_a_number", "long", "kent,2011-03-31,Robbery,many",
     "2:25 'many' is not a number; write digits, with a point before decimals and no separators, such as 7241.5; leave the cell empty if the figure was not published"},
    {"nan", "long", "kent,2011-03-31,Robbery,NaN",
     "2:25 'NaN' is not a number; write digits, with a point before decimals and no separators, such as 7241.5; leave the cell empty if the figure was not published"},
    {"huge", "long", "kent,2011-03-31,Robbery,1e99",
     "2:25 '1e99' is too large or too small to be a figure; write a number between -9e15 and 9e15, with the unit that the indicator has"},
    {"fraction_of_a_count", "long", "kent,2011-03-31,Robbery,1.5",
     "2:25 'robbery' counts offences, and '1.5' is not a whole number; write the count itself, not a rate or an average"},
    {"too_many_digits", "wide", "kent,2011-03-31,2011-07-01,66.84934513320036,1",
     "2:28 '66.84934513320036' has more than 15 digits; round it to at most 15 significant digits"},
    {"second_value_bad", "wide", "kent,2011-03-31,2011-07-01,1,x",
     "2:30 'x' is not a number; write digits, with a point before decimals and no separators, such as 7241.5; leave the cell empty if the figure was not published"},
    {"published_before_the_end", "wide", "kent,2011-03-31,2011-03-30,1,1",
     "2:17 published on 2011-03-30, before the period ended on 2011-03-31; write the day on which the figure was published"},
    {"published_tomorrow", "wide", "kent,2011-03-31,2013-01-02,1,1",
     "2:17 published on 2013-01-02, a day to come; write the day on which the figure was published"},
    {"not_published", "wide", "kent,2011-03-31,,1,1",
     "2:17 '' is not a date; write a day of the calendar as year-month-day, such as 2011-03-31"},
    {"short_year", "people", "kent,08,1",
     "2:6 '08' is not a year; write a year of four digits, such as 2011"},
    {"no_denominator", "survey", "kent,2011-03-31,46.2,462,0",
     "2:26 the denominator is not above zero; write how many were asked or counted; leave value, numerator and denominator empty if there were none"},
    {"numerator_too_large", "survey", "kent,2011-03-31,100,11,10",
     "2:21 the numerator is not between zero and the denominator; write how many of those counted were such"},
    {"proportion_disagrees", "survey", "kent,2011-03-31,46.3,462,1001",
     "2:17 '46.3' does not agree with 462 of 1001, which is 46.2; correct the one that is wrong; the unit is per cent"},
    {"value_missing", "survey", "kent,2011-03-31,,462,1001",
     "2:17 the value is missing beside its numerator or denominator; write the value, or leave all three empty if it was not published"},
    {"stray_quote", "long", "kent,2011-03-31,Rob\"bery,1",
     "2:20 a quote inside an unquoted field; put the whole field in quotes and double this one"},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, BadImportRow, testing::ValuesIn(bad_rows), [](const auto& test) {
    return test.param.name;
});

TEST(Import, KeepsARowOfInvalidBytesReadable) {
    const auto reading = read("long", long_header + "k\xFFnt,2011-03-31,Robbery,1\n");
    ASSERT_EQ(reading.rejected.size(), 1U);
    EXPECT_EQ(reading.rejected[0].text, "k\xEF\xBF\xBDnt,2011-03-31,Robbery,1");
    EXPECT_THAT(in_short(reading.issues()), ElementsAre(HasSubstr("2:2 bytes that are not UTF-8")));
}

TEST(Import, RefusesBothOfTwoRowsForTheSameFigure) {
    const auto reading = read(
        "long",
        long_header +
            "kent,2011-03-31,Robbery,-1\n"
            "essex,2011-03-31,Robbery,2\n"
            "kent,2011-03-31,Burglary,\n"
            "kent,2011-03-31,Robbery,-1\n"
            "kent,2011-03-31,Burglary,5\n"
    );
    EXPECT_THAT(
        in_short(reading.issues()),
        ElementsAre(
            HasSubstr("2:25 'robbery' for the same body and period also stands in line 5"),
            HasSubstr("4:26 'burglary' for the same body and period also stands in line 6"),
            HasSubstr("5:25 'robbery' for the same body and period also stands in line 2"),
            HasSubstr("6:26 'burglary' for the same body and period also stands in line 4")
        )
    );
    ASSERT_EQ(reading.figures.size(), 1U);
    EXPECT_EQ(reading.figures[0].body, "bodies/essex");
    EXPECT_EQ(reading.rejected[2].text, "kent,2011-03-31,Robbery,-1");
    EXPECT_THAT(reading.warnings, IsEmpty());
    EXPECT_EQ(reading.warning_count, 0);
    EXPECT_EQ(reading.empty_cells, 0);
}

struct BadFile {
    std::string name;
    std::string text;
    std::vector<std::string> issues;
};

class BadImportFile : public testing::TestWithParam<BadFile> {};

TEST_P(BadImportFile, GivesNoFigureAtAll) {
    const auto reading = read("long", GetParam().text);
    EXPECT_FALSE(reading.clean());
    EXPECT_THAT(reading.figures, IsEmpty());
    EXPECT_EQ(in_short(reading.file_issues), GetParam().issues);
}

// clang-format off
const BadFile bad_files[]{
    {"empty", "", {"1:1 the file is empty; send a CSV file with one header row"}},
    {"header_only", long_header, {"2:1 the file has no rows; send the rows as well"}},
    {"missing_and_misspelt", "force,to,ofence,n\nkent,2011-03-31,Robbery,1\n",
     {"1:1 the column 'offence' is missing from the header; add it, or choose another layout than 'long'",
      "1:10 the layout 'long' knows no column 'ofence'; did you mean 'offence'?"}},
    {"unknown_column", "force,to,offence,n,colour\nkent,2011-03-31,Robbery,1,red\n",
     {"1:20 the layout 'long' knows no column 'colour'; take it out, or name it in the layout's ignored_columns"}},
    {"repeated_column", "force,to,offence,n,n\nkent,2011-03-31,Robbery,1,2\n",
     {"1:20 the column 'n' stands twice in the header; take one of them out, with its values"}},
    {"open_quote", long_header + "kent,2011-03-31,Robbery,1\nkent,2010-03-31,\"Robbery,1\n",
     {"3:17 the quote that opens here is never closed; close it; if the file was cut short, send the whole of it"}},
    {"header_not_text", "f\xFF\n", {"1:2 bytes that are not UTF-8; save the file as UTF-8"}},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, BadImportFile, testing::ValuesIn(bad_files), [](const auto& test) {
    return test.param.name;
});

TEST(Import, NamesAtMostAThousandIssuesAndCountsAll) {
    std::string text = long_header;
    for (int i = 0; i < 1500; ++i) {
        text += "nobody,2011-03-31,Robbery,1\n";
    }
    const auto reading = read("long", text);
    EXPECT_EQ(reading.issues().size(), import_issues_max);
    EXPECT_EQ(reading.rejected.size(), 1500U);
}

TEST(Import, GivesUpOnAFileOfBadRows) {
    std::string text = long_header;
    for (std::size_t i = 0; i <= import_rejected_max; ++i) {
        text += "nobody\n";
    }
    const auto reading = read("long", text);
    EXPECT_EQ(reading.rejected.size(), import_rejected_max);
    ASSERT_EQ(reading.file_issues.size(), 1U);
    EXPECT_EQ(reading.file_issues[0].line(), static_cast<int>(import_rejected_max) + 1);
}

TEST(Import, GivesUpOnAFileOfRepeatedRows) {
    std::string text = long_header;
    for (std::size_t i = 0; i <= import_rejected_max; ++i) {
        text += "kent,2011-03-31,Robbery,1\n";
    }
    const auto reading = read("long", text);
    EXPECT_EQ(reading.file_issues.size(), 1U);
    EXPECT_THAT(reading.figures, IsEmpty());
}

}  // namespace import_test
}  // namespace ladder::evidence

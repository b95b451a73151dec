// Tables, CSV and JSON.
#include "services/cli/output.hpp"

#include <gmock/gmock.h>
#include <sstream>

#include <gtest/gtest.h>

#include "ladder/v1/case_service.pb.h"

namespace ladder::cli {
namespace output_test {

std::string table_of(const Table& table, std::size_t width) {
    std::ostringstream out;
    print_table(out, table, width);
    return out.str();
}

TEST(Table, AlignsItsColumnsWithoutTrailingSpace) {
    EXPECT_EQ(
        table_of({{"ID", "TITLE"}, {{"c1", "Robbery"}, {"c10", "Violence"}}}, 100),
        "ID   TITLE\n"
        "c1   Robbery\n"
        "c10  Violence\n"
    );
}

TEST(Table, WrapsTheWidestColumnAtSpaces) {
    EXPECT_EQ(
        table_of({{"ID", "REASONS"}, {{"d1", "because it rose and rose again"}}}, 20),
        "ID  REASONS\n"
        "d1  because it rose\n"
        "    and rose again\n"
    );
}

TEST(Table, NeverPassesItsWidth) {
    Table table{{"A", "B", "C"}, {}};
    for (std::size_t i = 1; i < 60; ++i) {
        table.rows.push_back({std::string(i, 'a'), std::string(i, 'b'), "c d e f g h i j k l m n"});
    }
    std::istringstream lines{table_of(table, 100)};
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(line.size(), 100U) << line;
    }
}

TEST(Table, IsWrittenRowByRowWhereItsColumnsDontFit) {
    Table table{{}, {{}, {}}};
    for (int i = 1; i <= 8; ++i) {
        table.headers.push_back("COLUMN " + std::to_string(i));
        table.rows[0].push_back(i == 3 ? "-" : "twelve marks or more");
        table.rows[1].push_back(std::string(i == 8 ? 75 : 1, 'x'));
    }
    std::ostringstream out;
    print_wide_table(out, table, 80);
    const auto text = out.str();
    EXPECT_TRUE(text.starts_with(
        "COLUMN 1  twelve marks or more\nCOLUMN 2  twelve marks or more\nCOLUMN 4  "
    )) << text;
    EXPECT_TRUE(text.ends_with("\nCOLUMN 8  " + std::string(70, 'x') + "\n          xxxxx\n"));
    EXPECT_NE(text.find("more\n\nCOLUMN 1  x\n"), std::string::npos) << text;
    // Fewer columns stay a table.
    for (auto* row : {&table.headers, &table.rows[0], &table.rows[1]}) {
        row->resize(3);
    }
    std::ostringstream narrow;
    print_wide_table(narrow, table, 80);
    EXPECT_TRUE(narrow.str().starts_with("COLUMN 1              COLUMN 2 ")) << narrow.str();
}

TEST(Table, CountsCharactersAndNotBytes) {
    EXPECT_EQ(
        table_of({{"BY", "ON"}, {{"Zoë", "x"}, {"Anne", "y"}}}, 100),
        "BY    ON\n"
        "Zoë   x\n"
        "Anne  y\n"
    );
}

TEST(Csv, QuotesWhatNeedsIt) {
    std::ostringstream out;
    print_csv(out, {{"A", "B"}, {{"plain", "a,b"}, {"say \"no\"", "two\nlines"}}});
    EXPECT_EQ(out.str(), "A,B\r\nplain,\"a,b\"\r\n\"say \"\"no\"\"\",\"two\nlines\"\r\n");
}

v1::ListCasesResponse two_cases() {
    v1::ListCasesResponse response;
    response.add_cases()->set_name("cases/a-general-1");
    response.add_cases()->set_name("cases/b-general-1");
    return response;
}

TEST(Output, GivesOneJsonObjectALine) {
    const auto response = two_cases();
    std::ostringstream out;
    print(out, Format::jsonl, {&response, pointers_to(response.cases()), {}, {}, {}});
    EXPECT_EQ(out.str(), "{\"name\":\"cases/a-general-1\"}\n{\"name\":\"cases/b-general-1\"}\n");
}

TEST(Output, LeavesTheNoteForPeopleOutOfWhatProgramsRead) {
    const auto response = two_cases();
    Output output{&response, {}, {{"CASE"}, {{"a"}, {"b"}}}, {}, "2 cases"};
    std::ostringstream table;
    print(table, Format::table, output);
    EXPECT_EQ(table.str(), "CASE\na\nb\n2 cases\n");
    std::ostringstream csv;
    print(csv, Format::csv, output);
    EXPECT_EQ(csv.str(), "CASE\r\na\r\nb\r\n");
    std::ostringstream json;
    print(json, Format::json, output);
    EXPECT_THAT(json.str(), testing::Not(testing::HasSubstr("2 cases")));
}

TEST(Output, SaysWhenThereIsNothing) {
    std::ostringstream out;
    print(out, Format::table, {nullptr, {}, {{"CASE"}, {}}, {}, {}});
    EXPECT_EQ(out.str(), "none\n");
}

TEST(Output, SaysWhatToDoWhenThereIsNothing) {
    EXPECT_EQ(tally(0, "tasks", "open one"), "0 tasks; open one");
    EXPECT_EQ(tally(3, "tasks", "open one"), "3 tasks");
}

}  // namespace output_test
}  // namespace ladder::cli

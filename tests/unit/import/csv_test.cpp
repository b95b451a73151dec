// The CSV reader: what it takes, what it refuses and where it says the fault lies.
#include "engine/evidence/csv.hpp"

#include <gmock/gmock.h>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace ladder::evidence {
namespace csv_test {

using Rows = std::vector<std::vector<std::string>>;

// All rows; a row with a problem is shown as one field "line:column message".
Rows read_all(const std::string& text) {
    CsvReader csv{text};
    Rows rows;
    while (csv.next()) {
        auto& row = rows.emplace_back();
        if (const auto* problem = csv.problem()) {
            row.push_back(
                std::to_string(problem->position.line) + ":" +
                std::to_string(problem->position.column) + " " + problem->message
            );
            EXPECT_FALSE(problem->fix.empty());
        } else {
            row.assign(csv.fields().begin(), csv.fields().end());
        }
    }
    return rows;
}

struct CsvCase {
    std::string name;
    std::string text;
    Rows rows;
};

class Csv : public testing::TestWithParam<CsvCase> {};

TEST_P(Csv, ReadsRowsOrNamesTheFault) {
    EXPECT_EQ(read_all(GetParam().text), GetParam().rows);
}

// clang-format off
const CsvCase csv_cases[]{
    {"nothing", "", {}},
    {"line_feeds", "a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
    {"carriage_returns", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
    {"no_last_line_end", "a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
    {"empty_fields", ",\n,", {{"", ""}, {"", ""}}},
    {"empty_line", "a\n\nb\n", {{"a"}, {""}, {"b"}}},
    {"byte_order_mark", "\xEF\xBB\xBF" "a,b\n", {{"a", "b"}}},
    {"spaces_belong_to_fields", " a , b\n", {{" a ", " b"}}},
    {"quotes", "\"a,b\",\"c\"\n", {{"a,b", "c"}}},
    {"doubled_quotes", "\"say \"\"yes\"\"\",\"\"\"\"\n", {{"say \"yes\"", "\""}}},
    {"line_end_in_quotes", "\"a\r\nb\",c\nd,e\n", {{"a\r\nb", "c"}, {"d", "e"}}},
    {"empty_quotes", "\"\",\"\"\n", {{"", ""}}},
    {"other_scripts", "\xC5\xB5yn,\xF0\x9F\x9A\x93\n", {{"\xC5\xB5yn", "\xF0\x9F\x9A\x93"}}},
    {"quote_in_plain_field", "a,b\"c\nd,e\n", {{"1:4 a quote inside an unquoted field"}, {"d", "e"}}},
    {"text_after_quote", "a,\"b\"c\nd\n", {{"1:6 text after the closing quote of a field"}, {"d"}}},
    {"open_quote", "a\n\"b,c\nd\n", {{"a"}, {"2:1 the quote that opens here is never closed"}}},
    {"lone_carriage_return", "a\rb\nc\n", {{"1:2 a carriage return without a line feed"}, {"c"}}},
    {"nul", std::string{"a,\0\nb\n", 6}, {{"1:3 a control character in the field"}, {"b"}}},
    {"control_in_quotes", "\"\x01\"\nb\n", {{"1:1 a control character in the field"}, {"b"}}},
    {"not_utf8", "\xC3\xA9,\xFF\nb\n", {{"1:3 bytes that are not UTF-8"}, {"b"}}},
    {"overlong_utf8", "\xC0\xAF\nb\n", {{"1:1 bytes that are not UTF-8"}, {"b"}}},
    {"surrogate", "\xED\xA0\x80\nb\n", {{"1:1 bytes that are not UTF-8"}, {"b"}}},
    {"cut_utf8", "a\xE2\x82", {{"1:2 bytes that are not UTF-8"}}},
    {"utf16", std::string{"\xFF\xFE" "a\0", 4}, {{"1:1 the file is UTF-16"}}},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, Csv, testing::ValuesIn(csv_cases), [](const auto& test) {
    return test.param.name;
});

TEST(CsvReader, TellsWhereFieldsBeginInLinesAndCharacters) {
    const std::string text =
        "h\n\xC3\xA9"
        "a,\"x\ny\",z\nlast\n";
    CsvReader csv{text};
    ASSERT_TRUE(csv.next());
    ASSERT_TRUE(csv.next());
    EXPECT_EQ(csv.line(), 2);
    EXPECT_EQ(csv.position_of(1).line, 2);
    EXPECT_EQ(csv.position_of(1).column, 4);
    EXPECT_EQ(csv.position_of(2).line, 3);
    EXPECT_EQ(csv.position_of(2).column, 4);
    ASSERT_TRUE(csv.next());
    EXPECT_EQ(csv.line(), 4);
    EXPECT_EQ(csv.text(), "last");
}

TEST(CsvReader, GivesARefusedRowAsItStands) {
    const std::string text = "a,b\"c,\"d\r\ne\n";
    CsvReader csv{text};
    ASSERT_TRUE(csv.next());
    ASSERT_NE(csv.problem(), nullptr);
    EXPECT_EQ(csv.text(), "a,b\"c,\"d");
    ASSERT_TRUE(csv.next());
    EXPECT_EQ(csv.problem(), nullptr);
    EXPECT_EQ(csv.line(), 2);
}

TEST(CsvReader, RefusesFieldsOverTheLimitOnly) {
    const std::string full(csv_field_bytes_max, 'x');
    EXPECT_EQ(read_all(full + ",\"" + full + "\"\n"), (Rows{{full, full}}));
    EXPECT_THAT(read_all(full + "x\nb\n"), testing::SizeIs(2));
    EXPECT_EQ(read_all(full + "x\nb\n")[0][0], "1:1 a field of more than 65536 bytes");
    EXPECT_EQ(
        read_all("\"" + full + "x\"\nb\n")[0][0], "1:1 a field of more than 65536 bytes in quotes"
    );
}

TEST(CsvReader, LosesOneLineToAStrayQuoteOfALongFile) {
    std::string text = "\"stray,1\n";
    for (int i = 0; i < 20'000; ++i) {
        text += "row,2\n";
    }
    const auto rows = read_all(text);
    ASSERT_EQ(rows.size(), 20'001U);
    EXPECT_EQ(rows[0][0], "1:1 a field of more than 65536 bytes in quotes");
    EXPECT_EQ(rows[1], (std::vector<std::string>{"row", "2"}));
}

TEST(CsvReader, RefusesMoreColumnsThanTheLimit) {
    const std::string full(csv_columns_max - 1, ',');
    EXPECT_EQ(read_all(full + "\n")[0].size(), csv_columns_max);
    EXPECT_EQ(
        read_all(full + ",\nb\n"), (Rows{{"1:257 the row has more than 256 columns"}, {"b"}})
    );
}

TEST(CsvReader, EndsReadingBeyondTheLimitOfRows) {
    const std::string text(static_cast<std::size_t>(csv_rows_max) + 10, '\n');
    CsvReader csv{text};
    std::int64_t rows = 0;
    while (csv.next() && csv.problem() == nullptr) {
        ++rows;
    }
    EXPECT_EQ(rows, csv_rows_max + 1);  // with the header
    ASSERT_NE(csv.problem(), nullptr);
    EXPECT_TRUE(csv.problem()->ends_reading);
    EXPECT_FALSE(csv.next());
}

TEST(CsvProperty, GivesBackWhatWasWritten) {
    rc::check([] {
        const auto field = rc::gen::container<std::string>(
            rc::gen::element('a', '"', ',', '\n', '\r', ' ', '7', '\t')
        );
        const auto rows = *rc::gen::nonEmpty(rc::gen::container<Rows>(
            rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(field))
        ));
        std::string text;
        for (const auto& row : rows) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                text += i == 0 ? "\"" : ",\"";
                for (const char c : row[i]) {
                    text += c == '"' ? "\"\"" : std::string(1, c);
                }
                text += '"';
            }
            text += *rc::gen::element<std::string>("\n", "\r\n");
        }
        RC_ASSERT(read_all(text) == rows);
    });
}

}  // namespace csv_test
}  // namespace ladder::evidence

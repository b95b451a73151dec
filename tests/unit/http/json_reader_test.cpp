// JSON's grammar, with the place of each mistake, and agreement with Boost.JSON.
#include "services/http/json_reader.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/http/boost_json.hpp"

namespace ladder::http::test {

namespace json_reader_test {

using testing::HasSubstr;

struct Verdict {
    bool accepted = false;
    TextPosition at;
    std::string message;
};

Verdict read(std::string_view text) {
    JsonReader reader{text};
    reader.skip_value();
    Verdict verdict;
    verdict.accepted = reader.finish();
    if (reader.failure()) {
        verdict.at = position_of(text, reader.failure()->offset);
        verdict.message = reader.failure()->message;
    }
    return verdict;
}

struct BadJson {
    const char* name;
    std::string text;
    int line;
    int column;
    const char* says;
};
class BadJsons : public testing::TestWithParam<BadJson> {};
TEST_P(BadJsons, AreRefusedAtTheirPlace) {
    const auto verdict = read(GetParam().text);
    EXPECT_FALSE(verdict.accepted);
    EXPECT_EQ(verdict.at.line, GetParam().line);
    EXPECT_EQ(verdict.at.column, GetParam().column);
    EXPECT_THAT(verdict.message, HasSubstr(GetParam().says));
}
// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, BadJsons, testing::Values(
    BadJson{"empty", "", 1, 1, "the text ends here"},
    BadJson{"only_space", " \n ", 2, 2, "the text ends here"},
    BadJson{"trailing", "{} x", 1, 4, "expected the end; found 'x'"},
    BadJson{"two_values", "1 2", 1, 3, "expected the end"},
    BadJson{"no_close", "{\"a\": 1", 1, 8, "expected ',' or '}'"},
    BadJson{"trailing_comma", "{\"a\": 1,\n}", 2, 1, "expected a name in double quotes"},
    BadJson{"trailing_comma_array", "[1,]", 1, 4, "expected a value; found ']'"},
    BadJson{"no_colon", "{\"a\" 1}", 1, 6, "expected ':'"},
    BadJson{"no_quotes", "{a: 1}", 1, 2, "expected a name in double quotes"},
    BadJson{"single_quotes", "['a']", 1, 2, "expected a value"},
    BadJson{"nan", "[NaN]", 1, 2, "expected a value"},
    BadJson{"infinity", "[-Infinity]", 1, 2, "not a number"},
    BadJson{"leading_zero", "[01]", 1, 2, "not a number"},
    BadJson{"plus", "[+1]", 1, 2, "expected a value"},
    BadJson{"bare_point", "[1.]", 1, 2, "not a number"},
    BadJson{"bare_exponent", "[1e]", 1, 2, "not a number"},
    BadJson{"word", "[nul]", 1, 2, "only true, false and null"},
    BadJson{"open_string", "[\"abc", 1, 2, "without an end"},
    BadJson{"control", "[\"a\nb\"]", 1, 4, "control character 0x0A"},
    BadJson{"escape", "[\"\\x\"]", 1, 3, "unknown escape"},
    BadJson{"half_surrogate", "[\"\\ud834\"]", 1, 3, "half of a surrogate pair"},
    BadJson{"wrong_pair", "[\"\\ud834\\u0041\"]", 1, 3, "half of a surrogate pair"},
    BadJson{"short_unicode", "[\"\\u12\"]", 1, 7, "four hexadecimal digits"},
    BadJson{"utf8", "{\n  \"n\u00e4me\": \"\xE9\"}", 2, 12, "0xE9 is not valid UTF-8"},
    BadJson{"bom", "\xEF\xBB\xBF{}", 1, 1, "byte order mark"},
    BadJson{"deep", std::string(33, '['), 1, 33, "nested more than 32 deep"},
    BadJson{"comment", "{} // no", 1, 4, "expected the end"}
), [](const auto& test) { return test.param.name; });
// clang-format on

TEST(JsonReader, TakesTheDeepestNesting) {
    EXPECT_TRUE(read(std::string(32, '[') + std::string(32, ']')).accepted);
    std::string wide = "[";
    for (int i = 0; i < 1000; ++i) {
        wide += "[],";
    }
    EXPECT_TRUE(read(wide + "{}]").accepted) << "depth is not a count";
}

TEST(JsonReader, ReadsEscapesAndPairs) {
    JsonReader reader{R"("\u0041\ud834\udd1e\n\/\"é")"};
    std::string text;
    ASSERT_TRUE(reader.read_string(text));
    EXPECT_EQ(text, "A𝄞\n/\"é");
}

RC_GTEST_PROP(JsonReader, AcceptsWhatBoostJsonAccepts, ()) {
    // Text made of JSON's own pieces is right often enough to be a test.
    const auto piece = rc::gen::element<std::string>(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\\n\"",
        "\"\\u00e9\"",
        "1",
        "-0.5e3",
        "0",
        "00",
        "true",
        "false",
        "null",
        " ",
        "\n",
        "1.",
        "\"",
        "\\",
        "nul",
        "é",
        "\xFF",
        "-",
        "{\"a\":1}",
        "[1,2]"
    );
    const auto pieces = *rc::gen::container<std::vector<std::string>>(piece);
    std::string text;
    for (const auto& part : pieces) {
        text += part;
    }
    RC_CLASSIFY(boost_accepts(text), "accepted");
    RC_ASSERT(read(text).accepted == boost_accepts(text));
}

}  // namespace json_reader_test

}  // namespace ladder::http::test

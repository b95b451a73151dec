// What a text of a definition may hold.
#include "engine/definition/text.hpp"

#include <gtest/gtest.h>

namespace ladder::definition {
namespace text_test {

struct TextCase {
    const char* name;
    std::string text;
    int offset;  // of what is bad; -1: nothing is
};

class BadTextTable : public testing::TestWithParam<TextCase> {};

TEST_P(BadTextTable, FindsTheFirstBadByte) {
    const auto bad = find_bad_text(GetParam().text);
    EXPECT_EQ(bad ? static_cast<int>(bad->offset) : -1, GetParam().offset)
        << (bad ? bad->what : "");
}

// clang-format off
const TextCase text_cases[]{
    {"empty",               "",                           -1},
    {"ascii",               "plain text\r\n\ttabbed",     -1},
    {"two_bytes",           "caf\xC3\xA9",                -1},
    {"three_bytes",         "\xE2\x82\xAC",               -1},
    {"four_bytes",          "\xF0\x9F\x98\x80",           -1},
    {"last_code_point",     "\xF4\x8F\xBF\xBF",           -1},
    {"beyond_unicode",      "\xF4\x90\x80\x80",            0},
    {"lone_continuation",   "a\x80",                       1},
    {"overlong_two",        "\xC0\xAF",                    0},
    {"overlong_three",      "ab\xE0\x80\xAF",              2},
    {"overlong_four",       "\xF0\x80\x80\xAF",            0},
    {"surrogate",           "\xED\xA0\x80",                0},
    {"cut_short",           "ab\xE2\x82",                  2},
    {"latin_1",             "caf\xE9 au lait",             3},
    {"nul",                 std::string{"a\0b", 3},        1},
    {"escape",              "\x1B[0m",                     0},
    {"delete",              "a\x7F",                       1},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, BadTextTable, testing::ValuesIn(text_cases), [](const auto& test) {
    return test.param.name;
});

TEST(BadText, SaysWhatItIs) {
    EXPECT_EQ(find_bad_text("\xFF")->what, "invalid UTF-8");
    EXPECT_EQ(find_bad_text("\x01")->what, "control character U+0001");
}

TEST(Characters, AreCountedNotBytes) {
    EXPECT_EQ(characters_in("caf\xC3\xA9 au", 5), 4U);
    EXPECT_EQ(characters_in("ab", 99), 2U);
}

TEST(Shortened, CutsBetweenCharacters) {
    EXPECT_EQ(shortened("caf\xC3\xA9", 4), "caf\xC3\xA9");
    EXPECT_EQ(shortened("caf\xC3\xA9s", 4), "caf\xC3\xA9...");
    EXPECT_EQ(shortened("", 4), "");
}

}  // namespace text_test
}  // namespace ladder::definition

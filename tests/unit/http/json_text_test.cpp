// Strings, doubles, base64, percent-encoding, UTF-8 and the nearest name.
#include "services/http/json_text.hpp"

#include <charconv>
#include <cmath>
#include <cstring>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/http/nearest.hpp"

namespace ladder::http::test {

namespace json_text_test {

TEST(JsonText, EscapesWhatJsonAsksFor) {
    EXPECT_EQ(
        json_quote("a\"b\\c\n\r\t\x01\x1f/é€𝄞"), "\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u001f/é€𝄞\""
    );
    EXPECT_EQ(json_quote(""), "\"\"");
}

TEST(JsonText, ReplacesBytesThatAreNotUtf8) {
    EXPECT_EQ(json_quote("a\xFFz"), "\"a\xEF\xBF\xBDz\"");
    EXPECT_EQ(json_quote("\xE2\x82"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

struct Utf8Case {
    const char* name;
    std::string_view text;
    std::size_t bad;
};
class Utf8 : public testing::TestWithParam<Utf8Case> {};
TEST_P(Utf8, IsCheckedAsTheStandardHasIt) {
    EXPECT_EQ(find_invalid_utf8(GetParam().text), GetParam().bad);
}
constexpr auto fine = std::string_view::npos;
// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, Utf8, testing::Values(
    Utf8Case{"ascii", "plain", fine},
    Utf8Case{"two_three_four", "é€𝄞", fine},
    Utf8Case{"highest", "\xF4\x8F\xBF\xBF", fine},
    Utf8Case{"above_highest", "\xF4\x90\x80\x80", 0},
    Utf8Case{"overlong_slash", "a\xC0\xAF", 1},
    Utf8Case{"overlong_three", "\xE0\x80\xAF", 0},
    Utf8Case{"overlong_four", "\xF0\x80\x80\x80", 0},
    Utf8Case{"surrogate", "ab\xED\xA0\x80", 2},
    Utf8Case{"before_surrogates", "\xED\x9F\xBF", fine},
    Utf8Case{"cut_short", "x\xE2\x82", 1},
    Utf8Case{"lone_tail", "\x80", 0},
    Utf8Case{"latin1", "caf\xE9", 3}
), [](const auto& test) { return test.param.name; });
// clang-format on

TEST(JsonText, IsClippedBetweenCharacters) {
    EXPECT_EQ(clipped("abc", 3), "abc");
    EXPECT_EQ(clipped("abcd", 3), "abc");
    EXPECT_EQ(clipped("ab\xC6\xBC", 3), "ab");
    EXPECT_EQ(clipped("ab\xC6\xBC", 4), "ab\xC6\xBC");
    EXPECT_EQ(clipped("\xF0\x9F\x9A\x93!", 3), "");
    EXPECT_EQ(clipped("\x80\x80\x80", 1), "");
}

TEST(Base64, FollowsTheExamplesOfRfc4648) {
    const std::vector<std::pair<std::string, std::string>> examples{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, coded] : examples) {
        EXPECT_EQ(to_base64(plain, true), coded);
        EXPECT_EQ(to_base64(plain, false), coded.substr(0, coded.find('=')));
        EXPECT_EQ(from_base64(coded), plain);
        EXPECT_EQ(from_base64(coded.substr(0, coded.find('='))), plain);
    }
}

TEST(Base64, TakesBothAlphabetsAndRefusesOthers) {
    EXPECT_EQ(from_base64("+/+/"), from_base64("-_-_"));
    for (const auto* bad : {"a", "ab=c", "ab!d", "=", "abc==", "Zh", "Zm9v\n"}) {
        EXPECT_EQ(from_base64(bad), std::nullopt) << bad;
    }
}

RC_GTEST_PROP(Base64, ReadsWhatItWrote, (const std::string& bytes, bool padded)) {
    RC_ASSERT(from_base64(to_base64(bytes, padded)) == bytes);
}

TEST(Percent, DecodesAndRefusesHalfAnEscape) {
    EXPECT_EQ(from_percent("%7B%22a%22%3a+1%7d", true), "{\"a\": 1}");
    EXPECT_EQ(from_percent("a+b", false), "a+b");
    for (const auto* bad : {"%", "%4", "a%zz", "%4g"}) {
        EXPECT_EQ(from_percent(bad, true), std::nullopt) << bad;
    }
}

RC_GTEST_PROP(JsonDouble, IsTheShortestThatReadsBack, (std::uint64_t bits)) {
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    RC_PRE(std::isfinite(value));
    std::string text;
    append_json_double(text, value);
    double back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    RC_ASSERT(std::memcmp(&back, &value, sizeof value) == 0);
    // printf with one digit fewer than needed must not read back: ours is the shortest.
    RC_ASSERT(text.size() <= 24U);
}

TEST(JsonDouble, PrintsPlainFigures) {
    const std::vector<std::pair<double, std::string>> cases{
        {0.1, "0.1"},
        {9043, "9043"},
        {0.1 + 0.2, "0.30000000000000004"},
        {-2.5, "-2.5"},
        {1e22, "1e+22"}};
    for (const auto& [value, expected] : cases) {
        std::string text;
        append_json_double(text, value);
        EXPECT_EQ(text, expected);
    }
}

TEST(Nearest, FindsAMistypedName) {
    const std::vector<std::string_view> names{"reasons", "evidence", "toStage", "decider"};
    EXPECT_EQ(nearest("reason", names), "reasons");
    EXPECT_EQ(nearest("evidnece", names), "evidence");
    EXPECT_EQ(nearest("TOSTAGE", names), "toStage");
    EXPECT_EQ(nearest("somethingElse", names), "");
    EXPECT_EQ(nearest("", names), "");
    EXPECT_EQ(nearest(std::string(300, 'x'), names), "");
}

}  // namespace json_text_test

}  // namespace ladder::http::test

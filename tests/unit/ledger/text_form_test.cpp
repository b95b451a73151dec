// One text for each value, and one value for each text.
#include "engine/ledger/text_form.hpp"

#include <string>

#include <gtest/gtest.h>

namespace ladder::ledger {
namespace text_form_test {

TEST(Base64, HasOneTextForEachValue) {
    EXPECT_EQ(to_base64("any"), "YW55");
    EXPECT_EQ(from_base64("YW55"), "any");
    EXPECT_EQ(from_base64(""), "");
    for (const auto* text : {"YW5", "YW5=\n", " YW55", "YW55=", "YW5_", "YR==", "Y", "===="}) {
        EXPECT_FALSE(from_base64(text)) << text;
    }
}

TEST(Numbers, HaveNoSignAndNoLeadingZero) {
    EXPECT_EQ(number_of("0"), 0);
    EXPECT_EQ(number_of("9223372036854775807"), 9'223'372'036'854'775'807);
    for (const auto* text : {"", "-0", "-1", "+1", "01", "1 ", "0x1", "9223372036854775808"}) {
        EXPECT_FALSE(number_of(text)) << text;
    }
}

TEST(NoteText, IsUtf8WithoutControlCharacters) {
    EXPECT_TRUE(is_note_text("\u00e9\n\U0001F600"));
    for (const std::string text :
         {"\t", "\r", "\x80", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) {
        EXPECT_FALSE(is_note_text(text)) << text;
    }
}

TEST(TakeLine, LeavesALineWithoutEndWhereItIs) {
    std::string_view text{"one\ntwo"};
    EXPECT_EQ(take_line(text), "one");
    EXPECT_FALSE(take_line(text));
    EXPECT_EQ(text, "two");
}

}  // namespace text_form_test
}  // namespace ladder::ledger

// Forms and queries as browsers, and others, send them.
#include "services/console/form.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::console::test {

namespace form_test {

using testing::ElementsAre;

TEST(Form, ReadsWhatABrowserSends) {
    const auto form = Form::parse("a=1+2&b=%C3%A9%26&a=3&&empty=&bare");
    ASSERT_TRUE(form.has_value());
    EXPECT_EQ(form->value("a"), "1 2");
    EXPECT_THAT(form->values("a"), ElementsAre("1 2", "3"));
    EXPECT_EQ(form->value("b"), "\xC3\xA9&");
    EXPECT_TRUE(form->has("empty"));
    EXPECT_TRUE(form->has("bare"));
    EXPECT_FALSE(form->has("nothing"));
}

TEST(Form, TrimsWhatIsTypedButNoPassword) {
    const auto form = Form::parse("text=%20%0D%0Aone%0D%0Atwo%20&word=%20x%20");
    ASSERT_TRUE(form.has_value());
    EXPECT_EQ(form->value("text"), "one\ntwo");
    EXPECT_EQ(form->raw("word"), " x ");
}

struct BadForm {
    std::string name;
    std::string text;
};

class FormRefuses : public testing::TestWithParam<BadForm> {};

TEST_P(FormRefuses, WhatIsNone) {
    const auto form = Form::parse(GetParam().text);
    ASSERT_FALSE(form.has_value());
    EXPECT_EQ(form.error().code, base::Code::invalid_argument);
}

std::string many(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += "a=1&";
    }
    return text;
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    FormRefuses,
    testing::Values(
        BadForm{"half_an_escape", "a=%4"},
        BadForm{"no_escape", "a=%zz"},
        BadForm{"no_utf8", "a=%ff"},
        BadForm{"a_zero_byte", "a=%00"},
        BadForm{"a_bad_name", "%ff=1"},
        BadForm{"too_many", many(501)}
    ),
    [](const auto& test) { return test.param.name; }
);

TEST(Form, TakesJustEnough) {
    EXPECT_TRUE(Form::parse(many(500)).has_value());
}

struct TypedDate {
    std::string name;
    std::string day;
    std::string month;
    std::string year;
    std::string expected;
};

class FormDate : public testing::TestWithParam<TypedDate> {};

TEST_P(FormDate, IsReadFromItsParts) {
    const auto& typed = GetParam();
    Form form;
    form.set("on-day", typed.day);
    form.set("on-month", typed.month);
    form.set("on-year", typed.year);
    EXPECT_EQ(form.date("on"), typed.expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    FormDate,
    testing::Values(
        TypedDate{"nothing", "", "", "", ""},
        TypedDate{"short", "1", "4", "2027", "2027-04-01"},
        TypedDate{"padded", "01", "04", "2027", "2027-04-01"},
        TypedDate{"no_month", "1", "", "2027", "2027--01"},
        TypedDate{"words", "first", "April", "2027", "2027-April-first"}
    ),
    [](const auto& test) { return test.param.name; }
);

TEST(Form, IsSentAsItWasRead) {
    Form form;
    form.set("a b", "1&2=3 %");
    form.set("c", "\xC3\xA9\n");
    const auto again = Form::parse(form.encoded());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->raw("a b"), "1&2=3 %");
    EXPECT_EQ(again->raw("c"), "\xC3\xA9\n");
}

}  // namespace form_test

}  // namespace ladder::console::test

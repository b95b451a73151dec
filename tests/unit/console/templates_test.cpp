// Pages put together of templates and texts; what must not be put together.
#include "services/console/templates.hpp"

#include <gmock/gmock.h>
#include <stdexcept>

#include <gtest/gtest.h>

#include "services/console/answers.hpp"

namespace ladder::console::test {

namespace templates_test {

using testing::HasSubstr;

Data object(const std::string& name, const std::string& value) {
    Data data{Data::type::object};
    data.set(name, value);
    return data;
}

Templates made(std::string_view page, std::string_view texts = "") {
    const std::vector<Source> templates{
        {"layout", "<title>{{t.title}}</title>{{> content}}"},
        {"parts/greeting", "<p>{{t.hello}}</p>"},
        {"parts/endless", "{{> endless}}"},
        {"pages/home", page}};
    const std::vector<Source> all{
        {"en/common", "# for all\ntitle = Common\nhello = Hello, {{person}}\n"},
        {"en/home", texts},
        {"cy/home", "title = Hafan\n"}};
    return Templates{templates, all, "en"};
}

TEST(Templates, EscapeWhateverIsPutIn) {
    const auto page =
        made("{{> greeting}}", "title = {{person}}").render("home", object("person", "<b> & \"'"));
    EXPECT_EQ(page.find("<b>"), std::string::npos);
    EXPECT_THAT(page, HasSubstr("<p>Hello, &lt;b&gt; &amp; &quot;"));
    EXPECT_THAT(page, HasSubstr("<title>&lt;b&gt;"));
}

TEST(Templates, KeepEachSpaceAndLine) {
    const auto page =
        made("<p class=\"a  b\">One {{#x}} two {{/x}}  three</p>\n {{#x}}\nline\n{{/x}}\nend ")
            .render("home", object("x", "y"));
    EXPECT_THAT(page, HasSubstr("<p class=\"a  b\">One  two   three</p>\n \nline\n\nend "));
}

TEST(Templates, TakeAPagesOwnTextBeforeTheCommonOne) {
    EXPECT_THAT(
        made("", "title = Own").render("home", Data{Data::type::object}),
        HasSubstr("<title>Own</title>")
    );
    EXPECT_THAT(
        made("").render("home", Data{Data::type::object}), HasSubstr("<title>Common</title>")
    );
}

TEST(Templates, PutValuesIntoATextOfTheirOwn) {
    const auto templates = made("");
    EXPECT_EQ(templates.text("home", "hello", object("person", "A & B")), "Hello, A & B");
    EXPECT_FALSE(templates.has_text("home", "nothing"));
    EXPECT_THROW((void)templates.text("home", "nothing"), std::logic_error);
}

class TemplatesRefuse : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(TemplatesRefuse, ToStartWith) {
    EXPECT_THROW((void)made(GetParam().first, GetParam().second), std::logic_error);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    TemplatesRefuse,
    testing::Values(
        std::pair{"{{{person}}}", ""},
        std::pair{"{{&person}}", ""},
        std::pair{"{{& person}}", ""},
        std::pair{"{{=<% %>=}}", ""},
        std::pair{"{{t.nothing}}", ""},
        std::pair{"{{> nothing}}", ""},
        std::pair{"{{> endless}}", ""},
        std::pair{"{{#open}}", ""},
        std::pair{"{{person", ""},
        std::pair{"", "title\n"},
        std::pair{"", "title = One\ntitle = Two\n"}
    )
);

// Every template, part and text of ours fits together; the pages themselves are walked in a
// browser.
TEST(Templates, OfTheConsoleStart) {
    const Templates ours{templates_embedded(), texts_embedded(), "en"};
    for (const int status :
         {400, 403, 404, 405, 408, 409, 413, 414, 418, 429, 431, 500, 503, 504}) {
        http::Response response;
        response.status = status;
        make_error_page(ours, response);
        EXPECT_EQ(response.status, status);
        EXPECT_EQ(response.content_type, "text/html; charset=utf-8");
        EXPECT_THAT(response.body, HasSubstr("<h1"));
    }
}

}  // namespace templates_test

}  // namespace ladder::console::test

// Templates: their tags, with places, and what is refused.
#include "engine/definition/letter_template.hpp"

#include <gmock/gmock.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace ladder::definition {
namespace letter_template_test {

using testing::ElementsAre;
using testing::IsEmpty;

// "1:3 a" for a value, "1:3 #b[..]" for a section.
std::vector<std::string> shape(const std::vector<TemplateNode>& nodes) {
    std::vector<std::string> words;
    for (const auto& node : nodes) {
        std::string inner;
        for (const auto& word : shape(node.nodes)) {
            inner += (inner.empty() ? "" : " ") + word;
        }
        const auto* mark = node.kind == TemplateNode::Kind::value     ? ""
                           : node.kind == TemplateNode::Kind::section ? "#"
                                                                      : "^";
        words.push_back(fmt::format("{}:{} {}{}", node.line, node.column, mark, node.name));
        if (node.kind != TemplateNode::Kind::value) {
            words.back() += "[" + inner + "]";
        }
    }
    return words;
}

std::vector<std::string> faults(std::string_view text) {
    std::vector<std::string> words;
    for (const auto& fault : parse_template(text).faults) {
        words.push_back(fmt::format("{}:{} {}", fault.line, fault.column, fault.message));
    }
    return words;
}

TEST(LetterTemplate, GivesTheTagsWithTheirPlaces) {
    const auto parsed =
        parse_template("a {{b}}\n{{! not\nseen }}{{# c }}x{{d.e}}{{^f}}{{/f}}{{/c}}{{g}}");
    EXPECT_THAT(parsed.faults, IsEmpty());
    EXPECT_THAT(shape(parsed.nodes), ElementsAre("1:3 b", "3:8 #c[3:17 d.e 3:24 ^f[]]", "3:42 g"));
}

TEST(LetterTemplate, IsNothingWithoutTags) {
    EXPECT_THAT(parse_template("Dear { Sir }, }} yours").nodes, IsEmpty());
    EXPECT_THAT(faults(""), IsEmpty());
}

TEST(LetterTemplate, PointsAtWhatIsNotClosed) {
    EXPECT_THAT(faults("x {{a"), ElementsAre("1:3 the tag is not closed"));
    EXPECT_THAT(
        faults("{{#a}}\n {{#b}}"),
        ElementsAre("1:1 the section 'a' is not closed", "2:2 the section 'b' is not closed")
    );
    EXPECT_THAT(faults("{{/a}}"), ElementsAre("1:1 no section 'a' is open"));
    EXPECT_THAT(
        faults("{{#a}}{{#b}}{{/a}}{{/b}}{{/a}}"),
        ElementsAre("1:13 'a' is closed while 'b' is open")
    );
}

TEST(LetterTemplate, RefusesWhatLettersDoNotHave) {
    EXPECT_THAT(faults("{{{a}}}"), ElementsAre("1:1 nothing is escaped in a letter"));
    EXPECT_THAT(faults("{{&a}}"), ElementsAre("1:1 nothing is escaped in a letter"));
    EXPECT_EQ(faults("{{>a}}").size(), 1U);
    EXPECT_EQ(faults("{{=<% %>=}}").size(), 1U);
    EXPECT_THAT(faults("{{}}"), ElementsAre("1:1 the tag is empty"));
    EXPECT_THAT(faults("{{A b}}"), ElementsAre("1:1 'A b' is no merge field"));
    EXPECT_THAT(faults("{{.}}"), ElementsAre("1:1 '.' is no merge field"));
}

TEST(LetterTemplate, BoundsItsDepth) {
    std::string deep;
    for (int i = 0; i < 10'000; ++i) {
        deep += "{{#a}}";
    }
    EXPECT_FALSE(parse_template(deep).faults.empty());
}

}  // namespace letter_template_test
}  // namespace ladder::definition

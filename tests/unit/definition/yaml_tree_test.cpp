// The subset of YAML that definitions are written in.
#include "engine/definition/yaml_tree.hpp"

#include <gtest/gtest.h>

namespace ladder::definition {
namespace yaml_tree_test {

std::string refusals(std::string_view text) {
    Issues issues;
    static_cast<void>(read_yaml("a.yaml", text, issues));
    if (issues.empty()) {
        return {};
    }
    std::string all;
    for (const auto& detail : issues.to_error().details) {
        all += to_string(std::get<v1::TextIssue>(detail)) + "\n";
    }
    return all;
}

TEST(YamlTree, KeepsPlacesInCharacters) {
    Issues issues;
    const auto tree =
        read_yaml("a.yaml", "\xEF\xBB\xBFtitle: caf\xC3\xA9\nlist: [\"\xC3\xA9\", b]\n", issues);
    ASSERT_TRUE(tree);
    ASSERT_EQ(tree->kind, YamlNode::Kind::map);
    ASSERT_EQ(tree->keys.size(), 2U);
    EXPECT_EQ(tree->keys[1].text, "list");
    EXPECT_EQ(tree->keys[1].line, 2);
    const auto& list = tree->items[1];
    ASSERT_EQ(list.items.size(), 2U);
    EXPECT_TRUE(list.items[0].quoted);
    EXPECT_FALSE(list.items[1].quoted);
    EXPECT_EQ(list.items[1].line, 2);
    EXPECT_EQ(list.items[1].column, 13);
}

TEST(YamlTree, ReadsWindowsLineEndsAndBlockText) {
    Issues issues;
    const auto tree = read_yaml("a.yaml", "a: 1\r\nb: >-\r\n  two\r\n  lines\r\n", issues);
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->items[0].text, "1");
    EXPECT_EQ(tree->items[1].text, "two lines");
    EXPECT_TRUE(tree->items[1].quoted);
}

struct RefusalCase {
    const char* name;
    std::string text;
    const char* refusals;
};

class YamlRefusals : public testing::TestWithParam<RefusalCase> {};

TEST_P(YamlRefusals, SayWhereWhatAndWhatWouldBeRight) {
    EXPECT_EQ(refusals(GetParam().text), GetParam().refusals);
}

std::string nested(int levels) {
    return std::string(static_cast<std::size_t>(levels), '[') +
           std::string(static_cast<std::size_t>(levels), ']');
}

const RefusalCase refusal_cases[]{
    {"nothing", "", "a.yaml:1:1: the file is empty; write a definition or remove the file\n"},
    {"only_a_comment",
     "# to come\n",
     "a.yaml:1:1: the file is empty; write a definition or remove the file\n"},
    {"invalid_utf8",
     "a: 1\nb: caf\xE9\n",
     "a.yaml:2:7: invalid UTF-8; save the file as UTF-8 text\n"},
    {"control_character",
     std::string{"a: \0", 4},
     "a.yaml:1:4: control character U+0000; save the file as UTF-8 text\n"},
    {"escaped_control_character",
     "a: \"x\\0y\"\n",
     "a.yaml:1:4: the text holds control character U+0000; take it out\n"},
    {"key_given_twice",
     "a: 1\nb: 2\na: 3\n",
     "a.yaml:3:1: the key 'a' is given twice; keep one of them\n"},
    {"alias_and_anchor",
     "a: &x 1\nb: *x\n",
     "a.yaml:1:4: an anchor (&name) is not allowed here; take it out\n"
     "a.yaml:2:4: an alias (*name) is not allowed here; write the value out\n"},
    {"tag",
     "a: !!str 1\n",
     "a.yaml:1:4: the tag 'tag:yaml.org,2002:str' is not allowed here; take it out\n"},
    {"key_that_is_a_list",
     "[a, b]: 1\nc: 2\n",
     "a.yaml:1:1: a key must be a plain word; write 'key: value'\n"},
    {"second_document",
     "a: 1\n---\nb: 2\n",
     "a.yaml: the file holds a second document; remove the '---' line\n"},
    {"unclosed_quote", "a: \"open\n", "a.yaml:1:4: the quote is never closed; close it\n"},
    {"unclosed_single_quote",
     "a: 'it''s\nb: 2\n",
     "a.yaml:1:4: the quote is never closed; close it\n"},
    {"unclosed_after_an_escape",
     "a: \"x\"\nb: \"\\\"\n",
     "a.yaml:2:4: the quote is never closed; close it\n"},
    {"unclosed_map", "a: {b: 1\n", "a.yaml:1:4: it is opened and never closed; close it\n"},
    {"unclosed_list", "a: [1, 2\n", "a.yaml:1:4: it is opened and never closed; close it\n"},
    {"tab_indent",
     "a:\n\tb: 1\n",
     "a.yaml:2:3: YAML: illegal map value; indent by spaces, not by tabs\n"},
    {"bad_indent",
     "a:\n  b: 1\n c: 2\n",
     "a.yaml:3:2: YAML: end of map not found; mend the syntax\n"},
    {"too_deep", nested(33), "a.yaml:1:33: nested deeper than 32 levels; write it flatter\n"},
    {"far_too_deep", nested(400), "a.yaml:1:33: nested deeper than 32 levels; write it flatter\n"},
};

INSTANTIATE_TEST_SUITE_P(
    Table,
    YamlRefusals,
    testing::ValuesIn(refusal_cases),
    [](const auto& test) { return test.param.name; }
);

TEST(YamlTree, KnowsAClosedQuote) {
    for (const auto* text :
         {"a: \"x\"",
          "a: 'x'",
          "a: 'it''s'",
          "a: \"\\\\\"",
          "a: \"\\\"\"",
          "'a': \"\"",
          "a: |\n  \"\n"}) {
        EXPECT_EQ(refusals(text), "") << text;
    }
}

TEST(YamlTree, ReadsTheDeepestLevelAllowed) {
    EXPECT_EQ(refusals(nested(32)), "");
}

TEST(YamlTree, ReadsTheLargestFileAllowedAndNoLarger) {
    const std::string comment(file_bytes_max - 5, '#');
    EXPECT_EQ(refusals("a: 1\n" + comment), "");
    EXPECT_EQ(
        refusals("a: 1\n" + comment + "#"),
        "a.yaml: the file has 1048577 bytes; at most 1048576 are read; split it\n"
    );
}

TEST(YamlTree, SurvivesWhatBreaksParsersByDepth) {
    for (const char c : {'[', '{', '-', '?', '"', '&'}) {
        std::string text;
        for (int i = 0; i < 100000; ++i) {
            text += c;
            if (c == '-' || c == '?') {
                text += ' ';
            }
        }
        EXPECT_NE(refusals(text), "") << c;
    }
}

}  // namespace yaml_tree_test
}  // namespace ladder::definition

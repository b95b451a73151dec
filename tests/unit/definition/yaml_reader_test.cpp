// Any protobuf message from YAML.
#include "engine/definition/yaml_reader.hpp"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace ladder::definition {
namespace yaml_reader_test {

struct Reading {
    std::string issues;  // a line for each
    SourceMap sources;
};

Reading read_into(google::protobuf::Message& message, const std::string& text) {
    const std::string file = "t.yaml";
    Issues issues;
    Reading reading;
    if (const auto tree = read_yaml(file, text, issues)) {
        YamlReader{file, issues, reading.sources}.read(*tree, "", message);
    }
    if (!issues.empty()) {
        for (const auto& detail : issues.to_error().details) {
            reading.issues += to_string(std::get<v1::TextIssue>(detail)) + "\n";
        }
    }
    return reading;
}

TEST(YamlReader, MapsKeysListsEnumsAndOneofs) {
    v1::TriggerDefinition trigger;
    const auto reading = read_into(trigger, R"(id: rising
body_kinds: [police_force, csp]
raise_when:
  all:
    - judgement: {versus: peers_change, is: worse, by_at_least: 12.5, include_self: true}
    - not: {body: {countries: [wales]}}
hold: 2
subject: counter_terrorism
)");
    EXPECT_EQ(reading.issues, "");
    v1::TriggerDefinition expected;
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
        R"(id: "rising" body_kinds: [BODY_KIND_POLICE_FORCE, BODY_KIND_CSP]
           raise_when { all {
             of { judgement { versus: COMPARISON_PEERS_CHANGE is: JUDGEMENT_RESULT_WORSE
                              by_at_least: 12.5 include_self: true } }
             of { not { body { countries: COUNTRY_WALES } } } } }
           hold: 2 subject: SUBJECT_COUNTER_TERRORISM)",
        &expected
    ));
    EXPECT_EQ(trigger.DebugString(), expected.DebugString());
    EXPECT_EQ(reading.sources.at("id").column, 5);
    EXPECT_EQ(reading.sources.at("body_kinds[1]").column, 28);
    EXPECT_EQ(reading.sources.at("raise_when").line, 3);
    EXPECT_EQ(reading.sources.at("raise_when.all.of[0].judgement.is").line, 5);
    EXPECT_EQ(reading.sources.at("raise_when.all.of[0].judgement.is").column, 45);
}

TEST(YamlReader, ReadsTextAsItStands) {
    v1::RoleDefinition role;
    EXPECT_EQ(read_into(role, "id: 2009\ntitle: true\norganisation: \"\"\n").issues, "");
    EXPECT_EQ(role.id(), "2009");
    EXPECT_EQ(role.title(), "true");
}

struct ReaderCase {
    const char* name;
    const char* text;
    const char* issues;
};

class YamlReaderRefusals : public testing::TestWithParam<ReaderCase> {};

TEST_P(YamlReaderRefusals, SayWhereWhatAndWhatWouldBeRight) {
    v1::TriggerDefinition trigger;
    EXPECT_EQ(read_into(trigger, GetParam().text).issues, GetParam().issues);
}

const ReaderCase reader_cases[]{
    {"key_with_a_slip",
     "id: a\nhodl: 2\n",
     "t.yaml:2:1: unknown key 'hodl'; did you mean 'hold'?\n"},
    {"key_unheard_of",
     "owner: a\n",
     "t.yaml:1:1: unknown key 'owner'; write one of: id, title, body_kinds, indicators, "
     "raise_when, "
     "clear_when, hold, severity, proposes, audience, source, subject\n"},
    {"enum_with_a_slip",
     "severity: concen\n",
     "t.yaml:1:11: 'concen' is not a value of 'severity'; did you mean 'concern'?\n"},
    {"enum_unheard_of",
     "severity: grave\n",
     "t.yaml:1:11: 'grave' is not a value of 'severity'; write one of: note, concern, serious\n"},
    {"enum_in_capitals",
     "severity: CONCERN\n",
     "t.yaml:1:11: 'CONCERN' is not a value of 'severity'; write one of: note, concern, serious\n"},
    {"enum_by_number",
     "severity: 2\n",
     "t.yaml:1:11: '2' is not a value of 'severity'; write one of: note, concern, serious\n"},
    {"enum_unspecified",
     "severity: unspecified\n",
     "t.yaml:1:11: 'unspecified' is not a value of 'severity'; write one of: note, concern, "
     "serious\n"},
    {"enum_in_a_list",
     "body_kinds: [police_force, forces]\n",
     "t.yaml:1:28: 'forces' is not a value of 'body_kinds'; write one of: police_force, "
     "police_authority, cdrp, csp, lcjb\n"},
    {"word_for_a_number",
     "hold: two\n",
     "t.yaml:1:7: 'two' is not a whole number between -2147483648 and 2147483647; write digits "
     "only, without quotes\n"},
    {"fraction_for_a_whole_number",
     "hold: 1.5\n",
     "t.yaml:1:7: '1.5' is not a whole number between -2147483648 and 2147483647; write digits "
     "only, without quotes\n"},
    {"quoted_number",
     "hold: \"2\"\n",
     "t.yaml:1:7: '2' is not a whole number between -2147483648 and 2147483647; write digits only, "
     "without quotes\n"},
    {"number_too_large",
     "hold: 2147483648\n",
     "t.yaml:1:7: '2147483648' is not a whole number between -2147483648 and 2147483647; write "
     "digits only, without quotes\n"},
    {"not_a_number",
     "raise_when: {judgement: {by_at_least: nan}}\n",
     "t.yaml:1:39: 'nan' is not a number between -9e15 and 9e15; write it like 12.5 or 0.001, "
     "without quotes\n"},
    {"yaml_not_a_number",
     "raise_when: {judgement: {by_at_least: .nan}}\n",
     "t.yaml:1:39: '.nan' is not a number between -9e15 and 9e15; write it like 12.5 or 0.001, "
     "without quotes\n"},
    {"infinite",
     "raise_when: {judgement: {by_at_least: inf}}\n",
     "t.yaml:1:39: 'inf' is not a number between -9e15 and 9e15; write it like 12.5 or 0.001, "
     "without quotes\n"},
    {"huge",
     "raise_when: {judgement: {by_at_least: 1e300}}\n",
     "t.yaml:1:39: '1e300' is not a number between -9e15 and 9e15; write it like 12.5 or 0.001, "
     "without quotes\n"},
    {"beyond_any_double",
     "raise_when: {judgement: {by_at_least: 1e999}}\n",
     "t.yaml:1:39: '1e999' is not a number between -9e15 and 9e15; write it like 12.5 or 0.001, "
     "without quotes\n"},
    {"number_with_a_unit",
     "raise_when: {judgement: {by_at_least: 5%}}\n",
     "t.yaml:1:39: '5%' is not a number between -9e15 and 9e15; write it like 12.5 or 0.001, "
     "without quotes\n"},
    {"yes_for_true",
     "raise_when: {judgement: {include_self: yes}}\n",
     "t.yaml:1:40: 'yes' is not true or false; write true or false, without quotes\n"},
    {"text_for_a_list",
     "audience: hmic\n",
     "t.yaml:1:11: 'audience' is a list, not 'hmic'; write [hmic]\n"},
    {"map_for_a_list",
     "audience: {a: b}\n",
     "t.yaml:1:11: 'audience' is a list, not a map; begin each element with '- '\n"},
    {"list_for_text",
     "title: [a]\n",
     "t.yaml:1:8: 'title' is a single value, not a list; write the value itself\n"},
    {"map_for_text",
     "title: {a: b}\n",
     "t.yaml:1:8: 'title' is a single value, not a map; write the value itself\n"},
    {"text_for_a_map",
     "raise_when: always\n",
     "t.yaml:1:13: a map belongs here, not 'always'; its keys are: all, any, not, at_least, "
     "judgement, concern, fact, recommendation, trigger, decision, time_at_stage, subject, body, "
     "record, every, procedure, deadline, grade, peer, case_stage, chart\n"},
    {"list_for_a_map",
     "raise_when: {judgement: [worse]}\n",
     "t.yaml:1:25: a map belongs here, not a list; its keys are: indicator, versus, is, "
     "by_at_least, p_at_most, group, include_self, baseline_months, periods, of_periods, "
     "weighted, funnel, overdispersed\n"},
    {"text_for_a_condition_list",
     "raise_when: {all: x}\n",
     "t.yaml:1:19: a list belongs here, not 'x'; write [..]\n"},
    {"no_value",
     "title:\nid: a\n",
     "t.yaml:1:1: 'title' has no value; give one or remove the key\n"},
    {"no_value_in_a_list",
     "audience: [~]\n",
     "t.yaml:1:12: 'audience' is a single value, not nothing; write the value itself\n"},
    {"two_of_a_oneof",
     "raise_when:\n  all: [{judgement: {is: worse}}]\n  any: [{judgement: {is: worse}}]\n",
     "t.yaml:3:3: 'any' stands beside 'all'; keep one of them, or join them under 'all' or "
     "'any'\n"},
    {"several_at_once",
     "hodl: 1\nseverity: x\n",
     "t.yaml:1:1: unknown key 'hodl'; did you mean 'hold'?\n"
     "t.yaml:2:11: 'x' is not a value of 'severity'; write one of: note, concern, serious\n"},
    {"alias_for_a_value",
     "title: *x\n",
     "t.yaml:1:8: YAML: the referenced anchor is not defined; mend the syntax\n"},
    {"one_issue_for_a_refused_value",
     "id: &a b\nhold: *a\n",
     "t.yaml:1:5: an anchor (&name) is not allowed here; take it out\n"
     "t.yaml:2:7: an alias (*name) is not allowed here; write the value out\n"},
};

INSTANTIATE_TEST_SUITE_P(
    Table,
    YamlReaderRefusals,
    testing::ValuesIn(reader_cases),
    [](const auto& test) { return test.param.name; }
);

TEST(ShortName, StripsThePrefixOfItsEnum) {
    const auto& kinds = *v1::BodyKind_descriptor();
    EXPECT_EQ(short_name(kinds, v1::BODY_KIND_POLICE_FORCE), "police_force");
    EXPECT_EQ(short_name(kinds, v1::BODY_KIND_UNSPECIFIED), "");
    EXPECT_EQ(short_name(kinds, 99), "");
    EXPECT_EQ(
        short_name(*v1::JudgementResult_descriptor(), v1::JUDGEMENT_RESULT_IN_LINE), "in_line"
    );
}

}  // namespace yaml_reader_test
}  // namespace ladder::definition

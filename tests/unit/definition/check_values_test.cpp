// Values that no field may hold, from whoever sends a definition without YAML.
#include <cmath>
#include <limits>

#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>

#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_values_test {

class ValueFault : public testing::Test {
protected:
    // "path: message; fix" of each finding.
    std::vector<std::string> found() const {
        std::vector<std::string> all;
        for (const auto& finding : check(definition_)) {
            EXPECT_EQ(finding.grade, Grade::error);
            all.push_back(
                finding.path + ": " + finding.issue.message() + "; " + finding.issue.fix()
            );
        }
        return all;
    }

    v1::RulesetDefinition definition_ = load(small_ruleset())->definition;
};

using Strings = std::vector<std::string>;

TEST_F(ValueFault, NumbersThatAreNone) {
    auto& target = *definition_.mutable_indicators(1)->mutable_target();
    for (const double value :
         {std::nan(""), std::numeric_limits<double>::infinity(), -1e300, 9.1e15}) {
        target.set_value(value);
        EXPECT_EQ(
            found(),
            Strings{"indicators[1].target.value: not a usable number; write a number between -9e15 "
                    "and 9e15"}
        ) << value;
    }
    target.set_value(9e15);
    EXPECT_EQ(found(), Strings{});
}

TEST_F(ValueFault, EnumValuesOfAnotherVersion) {
    definition_.mutable_triggers(0)->set_severity(static_cast<v1::Severity>(99));
    definition_.mutable_triggers(0)->set_body_kinds(0, v1::BODY_KIND_UNSPECIFIED);
    EXPECT_EQ(
        found(),
        (Strings{
            "triggers[0].body_kinds[0]: 0 is not a value of 'body_kinds'; use a value of this "
            "version",
            "triggers[0].severity: 99 is not a value of 'severity'; use a value of this version"})
    );
}

TEST_F(ValueFault, TextsThatAreNone) {
    definition_.set_title("nul" + std::string(1, '\0'));
    EXPECT_EQ(found(), Strings{"title: the text holds control character U+0000; take it out"});
    definition_.set_title(std::string(2001, 'a'));
    EXPECT_EQ(found(), Strings{"title: the text is too long; keep to 2000 characters"});
    definition_.set_title(std::string(2000, 'a'));
    EXPECT_EQ(found(), Strings{});
}

TEST_F(ValueFault, ListsWithoutEnd) {
    for (int i = 0; i < 1001; ++i) {
        definition_.mutable_roles(0)->add_records_for("minister");
    }
    EXPECT_EQ(found(), Strings{"roles[0].records_for: it has 1001 elements; keep to 1000"});
}

TEST_F(ValueFault, ChoicesListedTwice) {
    definition_.mutable_ladders(1)->add_subjects(v1::SUBJECT_GENERAL);
    EXPECT_EQ(
        found(), Strings{"ladders[1].subjects[2]: 'general' is listed twice; keep one of them"}
    );
}

TEST_F(ValueFault, DefinitionsOfMegabytes) {
    for (int i = 0; i < 600; ++i) {
        definition_.add_domains()->set_title(std::string(2000, 'a'));
    }
    const auto findings = found();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_TRUE(findings[0].ends_with("keep to 1048576")) << findings[0];
}

TEST_F(ValueFault, LaddersNobodyCouldClimb) {
    auto& ladder = *definition_.mutable_ladders(1);
    for (int i = ladder.stages_size(); i < 65; ++i) {
        auto& stage = *ladder.add_stages();
        stage.set_id("stage_" + std::to_string(i));
        stage.set_title("Stage");
    }
    for (int i = 0; i < 65; ++i) {
        ladder.mutable_transitions(0)->add_from("local");
        auto& gate = *ladder.mutable_transitions(1)->add_gates();
        gate.set_id("gate_" + std::to_string(i));
        gate.set_title("Gate");
    }
    EXPECT_EQ(
        found(),
        (Strings{
            "ladders[1].stages: the list has 65 elements; keep to 64",
            "ladders[1].transitions[0].from: the list has 66 elements; keep to 64",
            "ladders[1].transitions[1].gates: the list has 66 elements; keep to 64"})
    );
}

TEST_F(ValueFault, ConditionsWithoutBottom) {
    auto* condition = definition_.mutable_triggers(0)->mutable_raise_when();
    for (int i = 0; i < 90; ++i) {
        condition = condition->mutable_not_();
    }
    const auto findings = found();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_TRUE(findings[0].ends_with("nested too deeply; write it flatter")) << findings[0];
}

TEST_F(ValueFault, FieldsOfAnotherVersion) {
    auto& role = *definition_.mutable_roles(2);
    role.GetReflection()->MutableUnknownFields(&role)->AddVarint(500, 1);
    EXPECT_EQ(
        found(),
        Strings{"roles[2]: it holds a field that this version does not know; remove the field"}
    );
}

}  // namespace check_values_test
}  // namespace ladder::definition

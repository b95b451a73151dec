// Where the values of merge fields come from.
#include "engine/registers/letter_fields.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/definition/letter_fields.hpp"
#include "tests/unit/registers/desk.hpp"

namespace ladder::registers {
namespace letter_fields_test {

// What check() lets a letter name, a letter of a procedure with a case must be able to have.
TEST(MergeFields, HaveAValueForEveryNameThatIsKnown) {
    v1::RulesetDefinition definition;
    auto& machine = *definition.add_procedures();
    machine.set_id("letter");
    machine.set_title("Letter");
    machine.set_legal_basis("practice");
    machine.add_stages()->set_id("open");
    machine.mutable_stages(0)->set_title("Open");
    auto& ladder = *definition.add_ladders();
    ladder.set_id("force");
    ladder.add_stages()->set_id("watched");
    ladder.mutable_stages(0)->set_title("Watching brief");
    auto& role = *definition.add_roles();
    role.set_id("hmcic");
    role.set_title("HM Chief Inspector");
    const definition::Ruleset ruleset{"rulesets/x@1", definition};
    v1::LetterDefinition letter;
    letter.set_title("Letter");
    letter.set_legal_basis("practice");
    letter.add_addressees("hmcic");
    letter.add_copied_to("hmcic");
    v1::Procedure procedure;
    procedure.set_name("procedures/x");
    procedure.set_definition("letter");
    procedure.set_stage("open");
    procedure.set_started_on("2010-01-01");
    procedure.set_reasons("Because.");
    v1::Case its_case;
    its_case.set_name("cases/x");
    its_case.set_ladder("force");
    its_case.set_stage("watched");
    its_case.set_stage_since("2009-12-01");
    its_case.set_subject(v1::SUBJECT_GENERAL);
    v1::Body body;
    body.set_title("North Police");
    body.set_short_title("North");
    const auto fields = merge_fields(
        letter, {procedure, &its_case, body}, {}, base::parse_date("2010-02-01").value(), ruleset
    );
    for (const auto& name : definition::letter_fields()) {
        EXPECT_TRUE(fields.values.contains(name)) << name;
    }
    EXPECT_EQ(fields.values.size(), definition::letter_fields().size());
    EXPECT_EQ(fields.values.at("case.stage"), "Watching brief");
    EXPECT_EQ(fields.values.at("case.stage_since"), "1 December 2009");
    EXPECT_EQ(fields.values.at("procedure.stage"), "Open");
}

}  // namespace letter_fields_test
}  // namespace ladder::registers

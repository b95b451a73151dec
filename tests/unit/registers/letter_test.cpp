// Letters: their text, and refusals that name every field without a value.
#include "engine/registers/letter.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/registers/letter_fields.hpp"
#include "tests/unit/registers/desk.hpp"

namespace ladder::registers {
namespace letter_test {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

// The sample ruleset with a letter, its procedure and a role to write to.
class Letter : public testing::Test {
protected:
    Letter() {
        definition = sample::ruleset().definition();
        auto& chief = *definition.add_roles();
        chief.set_id("chief");
        chief.set_title("Chief Constable");
        auto& machine = *definition.add_procedures();
        machine.set_id("public-letter");
        machine.set_title("Public letter");
        auto& record = *machine.add_records();
        record.set_id("requirement");
        record.add_fields()->set_id("text");
        auto& due = *record.add_fields();
        due.set_id("due");
        due.set_kind(v1::FIELD_KIND_DATE);
        auto& letter = *definition.add_letters();
        letter.set_id("public");
        letter.set_title("Letter");
        letter.add_addressees("chief");
        letter.add_addressees("keeper");
        letter.set_document_kind("note");
        letter.set_procedure("public-letter");
        procedure.set_name("procedures/north-1");
        procedure.set_definition("public-letter");
        body.set_name("bodies/north");
        body.set_title("North <Police> & Co");
        add_entry("e1", "A plan", "2010-07-01");
        add_entry("e2", "A report", "2010-08-01");
        command.set_letter("public");
        command.set_procedure("procedures/north-1");
        command.set_dated("2010-05-31");
    }

    v1::Entry& add_entry(const std::string& id, const std::string& text, const std::string& due) {
        auto& entry = *procedure.add_entries();
        entry.set_id(id);
        entry.set_record("requirement");
        entry.set_effective_on("2010-05-01");
        for (const auto& [field, value] : {std::pair{"text", text}, std::pair{"due", due}}) {
            auto& told = *entry.add_values();
            told.set_field(field);
            told.set_value(value);
        }
        return entry;
    }

    base::Result<WrittenLetter> write(const std::string& text) {
        definition.mutable_letters(0)->set_template_(text);
        const definition::Ruleset ruleset{"rulesets/sample@1", definition};
        return write_letter(
            command, {procedure, nullptr, body}, {ruleset, sample::actor(), sample::now()}
        );
    }

    std::string text_of(const std::string& text) {
        const auto written = write(text);
        return written ? written->text : written.error().message;
    }

    v1::RulesetDefinition definition;
    v1::Procedure procedure;
    v1::Body body;
    v1::WriteLetterRequest command;
};

TEST_F(Letter, MergesFieldsWithoutEscapingThem) {
    (*command.mutable_fields())["reference"] = "A&B/17";
    EXPECT_EQ(
        text_of("{{letter.dated}}, {{fields.reference}}: {{body.title}}, {{letter.addressees}}"),
        "31 May 2010, A&B/17: North <Police> & Co, Chief Constable and Keeper"
    );
}

TEST_F(Letter, ListsTheEntriesThatStand) {
    const std::string text =
        "{{#entries.requirement}}\n{{number}}. {{text}} by {{due}}\n{{/entries.requirement}}\nend";
    EXPECT_EQ(text_of(text), "1. A plan by 1 July 2010\n2. A report by 1 August 2010\nend");
    procedure.mutable_entries(0)->set_withdrawn_on("2010-05-31");
    add_entry("e3", "Later", "2010-09-01").set_effective_on("2010-06-01");
    EXPECT_EQ(text_of(text), "1. A report by 1 August 2010\nend");
    procedure.mutable_entries(1)->set_expires_on("2010-05-31");
    EXPECT_EQ(text_of(text), "1. A report by 1 August 2010\nend");
    procedure.mutable_entries(1)->set_expires_on("2010-05-30");
    EXPECT_THAT(sample::named(write(text).error()), ElementsAre("entries.requirement"));
}

TEST_F(Letter, GivesTheNewestEntryByItself) {
    EXPECT_EQ(text_of("{{latest.requirement.text}}"), "A report");
    EXPECT_EQ(text_of("{{latest.requirement.due}}"), "1 August 2010");
}

TEST_F(Letter, NamesEveryFieldWithoutAValue) {
    procedure.clear_entries();
    const auto refused = write(
        "{{fields.reference}} {{latest.requirement.text}} {{case.stage}} {{fields.reference}}"
        "{{#entries.requirement}}{{text}}{{/entries.requirement}}"
    );
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::failed_precondition);
    EXPECT_THAT(
        sample::named(refused.error()),
        ElementsAre(
            "fields.reference", "latest.requirement.text", "case.stage", "entries.requirement"
        )
    );
    EXPECT_THAT(refused.error().message, HasSubstr("fields.reference, latest.requirement.text"));
}

TEST_F(Letter, NamesAFieldThatOneOfTheEntriesLacks) {
    procedure.mutable_entries(1)->mutable_values(1)->clear_value();
    const auto refused = write("{{#entries.requirement}}{{text}} {{due}}{{/entries.requirement}}");
    ASSERT_FALSE(refused);
    EXPECT_THAT(sample::named(refused.error()), ElementsAre("due"));
}

TEST_F(Letter, LeavesOutWhatItAsksForInASection) {
    procedure.mutable_entries(1)->mutable_values(1)->clear_value();
    EXPECT_EQ(
        text_of("{{#fields.reference}}Ref {{fields.reference}}{{/fields.reference}}"
                "{{#entries.requirement}}{{text}}{{#due}} by {{due}}{{/due}}; "
                "{{/entries.requirement}}"),
        "A plan by 1 July 2010; A report; "
    );
    procedure.clear_entries();
    EXPECT_EQ(
        text_of("{{#entries.requirement}}x{{/entries.requirement}}"
                "{{^entries.requirement}}Nothing is required.{{/entries.requirement}}"),
        "Nothing is required."
    );
}

TEST_F(Letter, IsADocumentOfItsKind) {
    const auto written = write("Dear {{body.title}}").value();
    EXPECT_EQ(written.document.kind(), "note");
    EXPECT_EQ(written.document.about(), "procedures/north-1");
    EXPECT_EQ(written.document.letter(), "public");
    EXPECT_EQ(written.document.ruleset(), "rulesets/sample@1");
    EXPECT_EQ(written.document.dated(), "2010-05-31");
    EXPECT_EQ(written.document.marking(), v1::MARKING_PROTECT);
    EXPECT_EQ(written.document.parts(0).media_type(), "text/plain; charset=utf-8");
    procedure.set_marking(v1::MARKING_CONFIDENTIAL);
    EXPECT_EQ(write("x {{body.title}}").value().document.marking(), v1::MARKING_CONFIDENTIAL);
}

TEST_F(Letter, NamesAllThatIsWrongWithTheCommand) {
    command.set_letter("publik");
    command.set_dated("2010-06-02");
    command.set_marking(static_cast<v1::Marking>(77));
    (*command.mutable_fields())["reference"] = "";
    EXPECT_THAT(
        sample::named(write("x").error()),
        UnorderedElementsAre("letter", "dated", "marking", "fields.reference")
    );
}

TEST_F(Letter, IsWrittenInItsOwnProcedureOnly) {
    procedure.set_definition("improvement-plan");
    EXPECT_THAT(sample::named(write("x").error()), ElementsAre("procedure"));
}

}  // namespace letter_test
}  // namespace ladder::registers

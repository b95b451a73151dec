// What the API finds wrong, by the fields of a form.
#include "services/console/fields.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::console::test {

namespace fields_test {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

MATCHER_P2(IsError, field, text, "") {
    return arg.field == field && arg.text == text;
}

const std::vector<Source> fields_templates{
    {"layout", "{{> content}}"},
    {"pages/form",
     "{{#error_lines}}[{{element}}|{{text}}]{{/error_lines}}"
     "{{#fields}}({{name}}|{{value}}|{{error}}){{/fields}}"}};
const std::vector<Source> fields_texts{
    {"en/form",
     "role.label = Capacity\nrole.missing = Choose a capacity\npassword.label = Password\n"
     "on.label = Day\n"}};

const std::vector<Field>& two_fields() {
    static const std::vector<Field> fields{
        {"role", Field::Kind::text},
        {"password", Field::Kind::password},
        {"on", Field::Kind::date}};
    return fields;
}

class Fields : public testing::Test {
protected:
    FieldErrors found(const std::string& field, const std::string& typed = {}) {
        Form form;
        form.set("role", typed);
        return errors_of(
            templates_, "form", two_fields(), form, base::field_error(field, "is wrong; mend it")
        );
    }
    Templates templates_{fields_templates, fields_texts, "en"};
};

TEST_F(Fields, OfPeopleAreTypedByNameAndHoldTheIdentifier) {
    const People people{std::make_shared<const db::TitlesByPerson>(db::TitlesByPerson{
        {"jane@hmic.example", "Jane Smith"}})};
    Form form;
    form.set("by_name", "role");
    form.set("role", "jane smith");
    form.set("note", "Jane Smith");
    identify_people(form, people);
    EXPECT_EQ(form.value("role"), "jane@hmic.example");
    EXPECT_EQ(form.value("note"), "Jane Smith") << "another field says what it says";
    Data data{Data::type::object};
    put_form(data, templates_, "form", {person_field("role", people)}, form);
    EXPECT_THAT(templates_.render("form", data), HasSubstr("(role|Jane Smith|"));
}

TEST_F(Fields, OfRecordsAreTypedByNameAndHoldTheIdentifier) {
    const Field field{"role", Field::Kind::by_name, {{"bodies/kent", "Kent Police"}}};
    const auto identified = [](const Field& asked, const std::string& typed) {
        Form form;
        form.set("role", typed);
        identify(form, asked);
        return form.value("role");
    };
    EXPECT_EQ(identified(field, "kent police"), "bodies/kent");
    EXPECT_EQ(identified(field, "bodies/kent"), "bodies/kent");
    EXPECT_EQ(identified(field, "cases/kent-general-1"), "cases/kent-general-1");
    EXPECT_EQ(identified(field, ""), "");
    EXPECT_EQ(
        identified({"role", Field::Kind::select, field.options}, "Kent Police"), "Kent Police"
    ) << "a list gives identifiers by itself";
}

TEST_F(Fields, TakeErrorsByTheLastPartOfTheirPath) {
    EXPECT_THAT(
        found("change.give_membership.role", "x"),
        ElementsAre(IsError("role", "Capacity is wrong; mend it"))
    );
    EXPECT_THAT(found("role[2]", "x"), ElementsAre(IsError("role", "Capacity is wrong; mend it")));
}

TEST_F(Fields, SayInThePagesWordsWhatWasLeftEmpty) {
    EXPECT_THAT(found("role"), ElementsAre(IsError("role", "Choose a capacity")));
}

TEST_F(Fields, LoseNoErrorThatFitsNoField) {
    EXPECT_THAT(found("request_id"), ElementsAre(IsError("", "request id is wrong; mend it")));
    const base::Error plain{base::Code::aborted, "somebody was faster", {}};
    EXPECT_THAT(
        errors_of(templates_, "form", two_fields(), {}, plain),
        ElementsAre(IsError("", "somebody was faster"))
    );
}

TEST_F(Fields, KeepWhatWasTypedButNoPassword) {
    Form typed;
    typed.set("role", "<hmi>");
    typed.set("password", "very secret words");
    Data data{Data::type::object};
    put_form(
        data,
        templates_,
        "form",
        two_fields(),
        typed,
        {{"on", "Day is wrong"}, {"", "All is wrong"}}
    );
    const auto page = templates_.render("form", data);
    EXPECT_THAT(page, HasSubstr("(role|&lt;hmi&gt;|"));
    EXPECT_THAT(page, Not(HasSubstr("very secret words")));
    EXPECT_THAT(page, HasSubstr("[on-day|Day is wrong]"));
    EXPECT_THAT(page, HasSubstr("All is wrong]"));
}

}  // namespace fields_test

}  // namespace ladder::console::test

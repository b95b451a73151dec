// Letters whose roles, kinds, procedures or merge fields are not there.
#include <gmock/gmock.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/definition/checks.hpp"

namespace ladder::definition {
namespace check_letters_test {

using testing::ElementsAre;
using testing::IsEmpty;

v1::RulesetDefinition lawful() {
    v1::RulesetDefinition definition;
    definition.add_roles()->set_id("hmcic");
    definition.add_document_kinds()->set_id("letter");
    auto& procedure = *definition.add_procedures();
    procedure.set_id("public-letter");
    auto& record = *procedure.add_records();
    record.set_id("requirement");
    record.add_fields()->set_id("text");
    record.add_fields()->set_id("due");
    auto& letter = *definition.add_letters();
    letter.set_id("public");
    letter.set_title("Public letter");
    letter.set_legal_basis("practice");
    letter.add_addressees("hmcic");
    letter.set_document_kind("letter");
    letter.set_procedure("public-letter");
    letter.set_template_(
        "{{letter.dated}} {{body.title}} {{fields.reference}}\n"
        "{{#entries.requirement}}{{number}}. {{text}} by {{due}} ({{body.title}})\n"
        "{{/entries.requirement}}{{^entries.requirement}}Nothing.{{/entries.requirement}}\n"
        "{{#latest.requirement.due}}{{latest.requirement.due}}{{/latest.requirement.due}}\n"
    );
    return definition;
}

// "file:line:column path: message; fix" of each finding.
std::vector<std::string> found(const v1::RulesetDefinition& definition) {
    const SourceMap sources{
        {"letters[0]", {"letters/all.yaml", 3, 1}},
        {"letters[0].template", {"letters/public.mustache", 1, 1}}};
    Findings findings{sources};
    const Ruleset ruleset{"", definition};
    check_letters({ruleset, findings});
    std::vector<std::string> lines;
    for (const auto& finding : findings.take()) {
        lines.push_back(fmt::format(
            "{}:{}:{}: {}; {}",
            finding.issue.file(),
            finding.issue.line(),
            finding.issue.column(),
            finding.issue.message(),
            finding.issue.fix()
        ));
    }
    return lines;
}

std::vector<std::string> found_in(const std::string& text) {
    auto definition = lawful();
    definition.mutable_letters(0)->set_template_(text);
    return found(definition);
}

TEST(CheckLetters, FindsNothingInALetterThatIsWell) {
    EXPECT_THAT(found(lawful()), IsEmpty());
}

TEST(CheckLetters, PointsAtAMergeFieldThatIsNotThere) {
    EXPECT_THAT(
        found_in("Dear {{body.title}},\n\n  {{body.titel}}\n"),
        ElementsAre("letters/public.mustache:3:3: there is no merge field 'body.titel'; did you "
                    "mean 'body.title'?")
    );
    // In characters, not bytes.
    EXPECT_THAT(
        found_in("\xc2\xa3\xc2\xa3 {{nonsense_of_mine}}").at(0),
        testing::StartsWith("letters/public.mustache:1:4: there is no merge field")
    );
}

TEST(CheckLetters, KnowsTheFieldsOfARecordOnlyWithinItsEntries) {
    EXPECT_THAT(
        found_in("{{#entries.requirement}}{{txet}}{{/entries.requirement}}"),
        ElementsAre("letters/public.mustache:1:25: there is no merge field 'txet'; did you mean "
                    "'text'?")
    );
    EXPECT_EQ(found_in("{{due}}").size(), 1U);
}

TEST(CheckLetters, KnowsTheRecordsOfItsProcedure) {
    EXPECT_THAT(
        found_in("{{#entries.requirements}}{{/entries.requirements}}{{latest.requirement.deu}}"),
        ElementsAre(
            "letters/public.mustache:1:1: there is no merge field 'entries.requirements'; did you "
            "mean 'requirement'?",
            "letters/public.mustache:1:51: there is no merge field 'latest.requirement.deu'; did "
            "you mean 'due'?"
        )
    );
    auto definition = lawful();
    definition.mutable_letters(0)->clear_procedure();
    definition.mutable_letters(0)->set_template_("{{#entries.requirement}}{{/entries.requirement}}"
    );
    EXPECT_THAT(
        found(definition),
        ElementsAre("letters/public.mustache:1:1: there is no merge field 'entries.requirement'; "
                    "name the procedure whose records are merged")
    );
}

TEST(CheckLetters, AsksForASectionAroundAList) {
    EXPECT_THAT(
        found_in("{{entries.requirement}}"),
        ElementsAre("letters/public.mustache:1:1: 'entries.requirement' is a list; open a section: "
                    "{{#entries.requirement}} .. {{/entries.requirement}}")
    );
}

TEST(CheckLetters, PointsAtTagsThatAreNotWell) {
    EXPECT_THAT(
        found_in("{{#letter.dated}}\n"),
        ElementsAre("letters/public.mustache:1:1: the section 'letter.dated' is not closed; close "
                    "it with '{{/letter.dated}}'")
    );
}

TEST(CheckLetters, FindsWhatIsNotInTheRuleset) {
    auto definition = lawful();
    auto& letter = *definition.mutable_letters(0);
    letter.set_addressees(0, "hmicc");
    letter.add_copied_to("nobody_at_all");
    letter.set_document_kind("leter");
    letter.set_procedure("public-leter");
    letter.clear_legal_basis();
    const auto lines = found(definition);
    EXPECT_EQ(lines.size(), 5U);
    EXPECT_THAT(
        lines,
        testing::Contains(
            "letters/all.yaml:3:1: there is no procedure 'public-leter'; did you mean "
            "'public-letter'?"
        )
    );
    EXPECT_THAT(
        lines,
        testing::Contains("letters/all.yaml:3:1: there is no document kind 'leter'; did you mean "
                          "'letter'?")
    );
    letter.clear_addressees();
    EXPECT_THAT(
        found(definition),
        testing::Contains("letters/all.yaml:3:1: nobody gets the letter; name at least one role")
    );
}

TEST(CheckLetters, AsksForATextAndSaysWhere) {
    EXPECT_THAT(
        found_in(""),
        ElementsAre("letters/all.yaml:3:1: the letter 'public' has no text; write it in "
                    "letters/public.mustache")
    );
}

}  // namespace check_letters_test
}  // namespace ladder::definition

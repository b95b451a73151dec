// What forms of procedures ask of the API.
#include "services/console/procedure_forms.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::console::test {

namespace procedure_forms_test {

using testing::ElementsAre;

v1::RecordDefinition terms() {
    v1::RecordDefinition record;
    record.set_id("terms");
    auto& task = *record.add_fields();
    task.set_id("task");
    task.set_kind(v1::FIELD_KIND_TEXT);
    auto& due = *record.add_fields();
    due.set_id("due");
    due.set_kind(v1::FIELD_KIND_DATE);
    return record;
}

ProcedureSeen seen() {
    ProcedureSeen seen;
    seen.procedure.set_name("procedures/kent-1");
    return seen;
}

TEST(EntryRequest, TellsWhatWasTypedAndNothingElse) {
    Form typed;
    typed.set("v-due-day", "31");
    typed.set("v-due-month", "3");
    typed.set("v-due-year", "2011");
    typed.set("evidence", "documents/a\n\n  Letter of 8 June \n");
    typed.set("marking", "restricted");
    typed.set("etag", "v3");
    const auto request = entry_request(seen(), terms(), typed);
    EXPECT_EQ(request.name(), "procedures/kent-1");
    EXPECT_EQ(request.etag(), "v3");
    ASSERT_EQ(request.values_size(), 1) << "an empty field is not told";
    EXPECT_EQ(request.values(0).field(), "due");
    EXPECT_EQ(request.values(0).value(), "2011-03-31");
    EXPECT_THAT(request.evidence(), ElementsAre("documents/a", "Letter of 8 June"));
    EXPECT_EQ(request.marking(), v1::MARKING_RESTRICTED);
    EXPECT_EQ(request.effective_on(), "");
}

TEST(StepRequest, OverridesOnlyGatesThatAReasonWasGivenFor) {
    v1::TransitionDefinition step;
    step.set_to("closed");
    step.add_gates()->set_id("reported");
    step.add_gates()->set_id("planned");
    const Form typed{
        {{"override-planned", "It is with the authority"},
         {"override-unknown", "This is no gate of the step"},
         {"evidence", "e1"},
         {"evidence", "e2"},
         {"references", "Minutes of May"},
         {"reasons", "All is done"}}};
    const auto request = step_request(seen(), step, typed);
    EXPECT_EQ(request.to_stage(), "closed");
    ASSERT_EQ(request.overrides_size(), 1);
    EXPECT_EQ(request.overrides(0).gate(), "planned");
    EXPECT_THAT(request.evidence(), ElementsAre("e1", "e2", "Minutes of May"));
    EXPECT_FALSE(request.has_decider()) << "the caller decides";
}

TEST(StepRequest, NamesWhoDecidedWhereTheFormAsks) {
    const Form typed{{{"person", " a@hmic.example "}, {"capacity", "hmcic"}}};
    const auto request = step_request(seen(), {}, typed);
    EXPECT_EQ(request.decider().person(), "a@hmic.example");
    EXPECT_EQ(request.decider().capacity(), "hmcic");
}

TEST(ByField, LeadsErrorsOfValuesToTheirFieldsAndLeavesOthers) {
    base::Error error{base::Code::invalid_argument, "no", {}};
    for (const auto* field : {"values.due", "key", "values[0].field"}) {
        v1::FieldViolation violation;
        violation.set_field(field);
        error.details.emplace_back(violation);
    }
    std::vector<std::string> fields;
    for (const auto& detail : by_field(error).details) {
        fields.push_back(std::get<v1::FieldViolation>(detail).field());
    }
    EXPECT_THAT(fields, ElementsAre("v-due", "key", "values[0].field"));
}

}  // namespace procedure_forms_test

}  // namespace ladder::console::test

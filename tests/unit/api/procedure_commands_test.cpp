// Commands on procedures, from request to stored answer and to what is read of it.
#include "services/api/procedure_commands.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "services/api/case_commands.hpp"
#include "services/api/case_names.hpp"
#include "services/api/procedure_reads.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace procedure_commands_test {

v1::Actor chief() {
    v1::Actor actor;
    actor.set_person("chief@north.example");
    actor.set_capacity("chief_constable");
    return actor;
}

class ProcedureOfTheShippedRules : public testing::Test {
protected:
    ProcedureOfTheShippedRules() {
        service.publish();
        service.register_forces();
    }

    base::Result<v1::StartProcedureResponse> start(v1::StartProcedureRequest request) {
        request.set_definition("improvement-plan");
        request.set_reasons("A plan is wanted.");
        request.set_request_id(service.next_id());
        return service.answer_of<v1::StartProcedureResponse>([&](Done done) {
            start_procedure(service.view().writer, chief(), request, std::move(done));
        });
    }

    v1::StartProcedureRequest alone() {
        v1::StartProcedureRequest request;
        request.set_body("bodies/north");
        return request;
    }

    base::Result<v1::RecordEntryResponse> record_plan(
        const v1::Procedure& state, bool validate_only = false
    ) {
        v1::RecordEntryRequest request;
        request.set_name(state.name());
        request.set_etag(state.etag());
        request.set_record("plan");
        for (const auto* field : {"reference", "presented_by"}) {
            auto& value = *request.add_values();
            value.set_field(field);
            value.set_value("Plan 1");
        }
        request.set_request_id(service.next_id());
        request.set_validate_only(validate_only);
        return service.answer_of<v1::RecordEntryResponse>([&](Done done) {
            record_entry(service.view().writer, chief(), request, std::move(done));
        });
    }

    Service service;
};

TEST_F(ProcedureOfTheShippedRules, IsNamedByItsBodyDefinitionAndNumber) {
    const auto first = start(alone());
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->procedure().name(), "procedures/north-improvement-plan-1");
    const auto second = start(alone());
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(second->procedure().name(), "procedures/north-improvement-plan-2");
}

TEST_F(ProcedureOfTheShippedRules, RecordsAndWithdrawsAndIsRead) {
    const auto started = start(alone());
    ASSERT_TRUE(started) << started.error().message;
    const auto recorded = record_plan(started->procedure());
    ASSERT_TRUE(recorded) << recorded.error().message;
    EXPECT_EQ(recorded->entry().id(), "e1");
    EXPECT_EQ(recorded->entry().recorded_by().person(), "chief@north.example");

    v1::WithdrawEntryRequest request;
    request.set_name(started->procedure().name());
    request.set_etag(recorded->procedure().etag());
    request.set_entry("e1");
    request.set_reasons("A later version is meant.");
    request.set_request_id(service.next_id());
    const auto withdrawn = service.answer_of<v1::WithdrawEntryResponse>([&](Done done) {
        withdraw_entry(service.view().writer, chief(), request, std::move(done));
    });
    ASSERT_TRUE(withdrawn) << withdrawn.error().message;

    v1::GetProcedureRequest get;
    get.set_name(started->procedure().name());
    const auto read = get_procedure(service.view(), get);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->procedure().SerializeAsString(), withdrawn->procedure().SerializeAsString());
    v1::ListProcedureEventsRequest events;
    events.set_name(get.name());
    const auto record = list_procedure_events(service.view(), events);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->events_size(), read->procedure().version());
}

TEST_F(ProcedureOfTheShippedRules, ListsEqualTheHeadsOfTheWhole) {
    const auto started = start(alone());
    ASSERT_TRUE(started) << started.error().message;
    v1::ListProceduresRequest list;
    list.set_body("bodies/north");
    const auto listed = list_procedures(service.view(), list);
    ASSERT_TRUE(listed) << listed.error().message;
    ASSERT_EQ(listed->procedures_size(), 1);
    EXPECT_EQ(listed->procedures(0).name(), started->procedure().name());
    EXPECT_EQ(listed->procedures(0).etag(), started->procedure().etag());
    list.set_body("bodies/south");
    EXPECT_EQ(list_procedures(service.view(), list)->procedures_size(), 0);
    list.set_body("south");
    EXPECT_EQ(code_of(list_procedures(service.view(), list)), base::Code::invalid_argument);
}

TEST_F(ProcedureOfTheShippedRules, WritesNothingOnADryRun) {
    const auto started = start(alone());
    ASSERT_TRUE(started) << started.error().message;
    const auto tried = record_plan(started->procedure(), true);
    ASSERT_TRUE(tried) << tried.error().message;
    EXPECT_EQ(tried->procedure().entries_size(), 1);
    v1::GetProcedureRequest get;
    get.set_name(started->procedure().name());
    EXPECT_EQ(get_procedure(service.view(), get)->procedure().entries_size(), 0);
}

TEST_F(ProcedureOfTheShippedRules, IsRefusedAtAStaleEtag) {
    const auto started = start(alone());
    ASSERT_TRUE(started) << started.error().message;
    ASSERT_TRUE(record_plan(started->procedure()));
    EXPECT_EQ(code_of(record_plan(started->procedure())), base::Code::aborted);
}

TEST_F(ProcedureOfTheShippedRules, NeedsWhatItNamesToBeThere) {
    v1::StartProcedureRequest request;
    EXPECT_EQ(code_of(start(request)), base::Code::invalid_argument);
    request.set_body("bodies/atlantis");
    EXPECT_EQ(code_of(start(request)), base::Code::not_found);
    request.set_case_name("cases/north-general-1");
    EXPECT_EQ(code_of(start(request)), base::Code::not_found);
    v1::Procedure unknown;
    unknown.set_name("procedures/north-improvement-plan-7");
    EXPECT_EQ(code_of(record_plan(unknown)), base::Code::not_found);
}

TEST_F(ProcedureOfTheShippedRules, BelongsToTheCaseThatItNames) {
    v1::OpenCaseRequest opening;
    opening.set_body("bodies/north");
    opening.set_subject(v1::SUBJECT_GENERAL);
    opening.set_reasons("Robbery rose.");
    opening.set_request_id(service.next_id());
    const auto opened = service.answer_of<v1::OpenCaseResponse>([&](Done done) {
        open_case(service.view().writer, Service::secretariat(), opening, std::move(done));
    });
    ASSERT_TRUE(opened) << opened.error().message;
    v1::StartProcedureRequest request;
    request.set_case_name(opened->case_().name());
    const auto started = start(request);
    ASSERT_TRUE(started) << started.error().message;
    EXPECT_EQ(started->procedure().body(), "bodies/north");
    v1::ListProceduresRequest list;
    list.set_case_name(opened->case_().name());
    EXPECT_EQ(list_procedures(service.view(), list)->procedures_size(), 1);
}

TEST(ProcedureName, IsCutToWhatAnIdMayHold) {
    EXPECT_EQ(
        procedure_name("bodies/gwent", v1::SUBJECT_GENERAL, "public-letter", 2),
        "procedures/gwent-public-letter-2"
    );
    const auto name = procedure_name(
        "bodies/a-partnership-with-a-very-long-name-indeed",
        v1::SUBJECT_GENERAL,
        "peer-support-commission",
        12
    );
    EXPECT_LE(name.size(), std::string{"procedures/"}.size() + 63);
    EXPECT_TRUE(name.ends_with("-12"));
}

TEST(ProcedureName, OfACounterTerrorismCaseIsNumberedForItself) {
    EXPECT_EQ(
        procedure_name("bodies/gwent", v1::SUBJECT_COUNTER_TERRORISM, "public-letter", 1),
        "procedures/gwent-counter-terrorism-public-letter-1"
    );
}

}  // namespace procedure_commands_test
}  // namespace ladder::api

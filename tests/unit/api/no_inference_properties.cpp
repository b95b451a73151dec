// Nobody learns from anything that they are answered that a record is there which they may not see:
// what they get, byte for byte, is the same before it is there and after.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
// After gtest.
#include <rapidcheck/gtest.h>

#include "engine/access/calls.hpp"
#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/audit_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/evaluation_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/peer_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "ladder/v1/report_service.pb.h"
#include "ladder/v1/task_service.pb.h"
#include "services/api/mention.hpp"
#include "tests/unit/api/callers.hpp"

namespace ladder::api {
namespace no_inference {

constexpr auto secretariat = "ppsg_secretariat";

v1::Person person_of(
    const std::string& role, v1::Vetting vetting, const std::string& body, bool let_in
) {
    v1::Person person;
    person.set_name("people/reader");
    person.set_person("reader@x.example");
    person.set_kind(v1::PERSON_KIND_PERSON);
    auto& membership = *person.add_memberships();
    membership.set_id("m1");
    membership.set_role(role);
    membership.set_from("2000-01-01");
    if (!body.empty()) {
        membership.add_bodies(body);
    }
    auto& clearance = *person.add_clearances();
    clearance.set_vetting(vetting);
    clearance.set_from("2000-01-01");
    clearance.set_until("2099-12-31");
    if (let_in) {
        auto& entry = *person.add_compartments();
        entry.set_compartment("counter_terrorism");
        entry.set_from("2000-01-01");
    }
    return person;
}

// The record before the hidden things come: two forces with a case each, and what belongs to them.
class World {
public:
    World() : callers_{service_} {
        service_.publish();
        service_.register_forces();
        service_.load_story();
        for (const auto* body : {"north", "south"}) {
            open(body, v1::SUBJECT_GENERAL);
            add_document(std::string{"cases/"} + body + "-general-1", body, v1::MARKING_RESTRICTED);
        }
        plan("open-meeting", "cases/north-general-1");
    }

    Callers& callers() { return callers_; }

    void open(const std::string& body, v1::Subject subject) {
        v1::OpenCaseRequest request;
        request.set_body("bodies/" + body);
        request.set_subject(subject);
        request.set_reasons("Concern");
        act<v1::OpenCaseResponse>("CaseService/OpenCase", request);
    }

    void raise_concern(const std::string& name) {
        v1::GetCaseRequest get;
        get.set_name(name);
        const auto state = Callers::in<v1::GetCaseResponse>(
                               callers_.everything(secretariat, path("CaseService/GetCase"), get)
        )
                               .case_();
        v1::RaiseConcernRequest request;
        request.set_name(name);
        request.set_etag(state.etag());
        request.set_title("Something hidden");
        request.set_domain("local_policing");
        request.add_evidence("seen");
        act<v1::RaiseConcernResponse>("CaseService/RaiseConcern", request);
    }

    void add_document(const std::string& about, const std::string& id, v1::Marking marking) {
        v1::AddDocumentRequest request;
        request.set_document_id("paper-" + id);
        request.set_kind("inspection_report");
        request.set_title("A paper");
        request.set_about(about);
        request.set_dated("2013-05-01");
        auto& part = *request.add_parts();
        part.set_title("Whole");
        part.set_marking(marking);
        part.set_media_type("text/plain");
        part.set_file_name("paper.txt");
        part.set_content("A text");
        act<v1::AddDocumentResponse>("DocumentService/AddDocument", request);
    }

    void open_task(const std::string& parent) {
        v1::OpenTaskRequest request;
        request.set_parent(parent);
        request.set_title("Something to do");
        request.set_role(secretariat);
        request.set_due_on("2013-07-01");
        request.set_reasons("It is due");
        act<v1::OpenTaskResponse>("TaskService/OpenTask", request);
    }

    void start_plan(const std::string& case_name) {
        v1::StartProcedureRequest request;
        request.set_definition("improvement-plan");
        request.set_case_name(case_name);
        request.set_reasons("A plan is wanted");
        act<v1::StartProcedureResponse>("ProcedureService/StartProcedure", request);
    }

    void plan(const std::string& id, const std::string& case_name) {
        v1::PlanMeetingRequest request;
        request.set_meeting_id(id);
        request.set_kind("ppsg");
        request.set_title("A meeting");
        request.set_held_on("2013-06-20");
        const auto meeting =
            act<v1::PlanMeetingResponse>("MeetingService/PlanMeeting", request).meeting();
        v1::SetAgendaRequest agenda;
        agenda.set_name(meeting.name());
        agenda.set_etag(meeting.etag());
        auto& item = *agenda.add_items();
        item.set_reason(v1::AGENDA_REASON_REQUEST);
        item.set_title("An item");
        item.set_case_name(case_name);
        act<v1::SetAgendaResponse>("MeetingService/SetAgenda", agenda);
    }

    void assess(const std::string& body) {
        v1::RecordAssessmentsRequest request;
        auto& assessment = *request.add_assessments();
        assessment.set_definition("counter-terrorism-summary");
        assessment.set_body("bodies/" + body);
        assessment.set_area("ct1");
        assessment.set_grade("at_risk");
        assessment.set_assessed_on("2013-05-01");
        act<v1::RecordAssessmentsResponse>("AssessmentService/RecordAssessments", request, "osct");
    }

    // Everything that a reader is answered to everything that can be asked.
    std::map<std::string, Reply> all_answers(const v1::Person& reader) {
        std::map<std::string, Reply> answers;
        const auto role = reader.memberships(0).role();
        const auto ask = [&](const char* procedure, const google::protobuf::Message& request) {
            answers[std::string{procedure} + " " + request.ShortDebugString()] =
                callers_.call(reader, role, path(procedure), request);
        };
        ask_by_name(ask);
        ask_lists(ask);
        return answers;
    }

private:
    static std::string path(const std::string& procedure) { return "/ladder.v1." + procedure; }

    template <class Response, class Request>
    Response act(
        const char* procedure, Request request, const std::string& capacity = secretariat
    ) {
        request.set_request_id(service_.next_id());
        return Callers::in<Response>(callers_.everything(capacity, path(procedure), request));
    }

    template <class Ask>
    static void ask_by_name(const Ask& ask) {
        const auto get =
            [&]<class Request>(
                const char* procedure, Request request, const std::vector<std::string>& names
            ) {
                for (const auto& name : names) {
                    request.set_name(name);
                    ask(procedure, request);
                }
            };
        const std::vector<std::string> cases{
            "cases/north-general-1",
            "cases/south-general-1",
            "cases/north-counter-terrorism-1",
            "cases/south-counter-terrorism-1",
            "cases/nowhere-general-1"};
        get("CaseService/GetCase", v1::GetCaseRequest{}, cases);
        get("CaseService/ListCaseEvents", v1::ListCaseEventsRequest{}, cases);
        get("AuditService/ExportBundle", v1::ExportBundleRequest{}, {cases[2], cases[4]});
        const std::vector<std::string> procedures{
            "procedures/north-improvement-plan-1",
            "procedures/north-counter-terrorism-improvement-plan-1"};
        get("ProcedureService/GetProcedure", v1::GetProcedureRequest{}, procedures);
        get("ProcedureService/ListProcedureEvents", v1::ListProcedureEventsRequest{}, procedures);
        const std::vector<std::string> meetings{"meetings/open-meeting", "meetings/hidden-meeting"};
        get("MeetingService/GetMeeting", v1::GetMeetingRequest{}, meetings);
        get("MeetingService/ProposeAgenda", v1::ProposeAgendaRequest{}, meetings);
        const std::vector<std::string> documents{
            "documents/paper-north", "documents/paper-hidden", "documents/paper-nowhere"};
        get("DocumentService/GetDocument", v1::GetDocumentRequest{}, documents);
        get("DocumentService/GetContent", v1::GetContentRequest{}, documents);
    }

    template <class Ask>
    static void ask_lists(const Ask& ask) {
        v1::ListCasesRequest cases;
        cases.set_include_closed(true);
        ask("CaseService/ListCases", cases);
        cases.set_body("bodies/north");
        ask("CaseService/ListCases", cases);
        ask("CaseService/ListProposals", v1::ListProposalsRequest{});
        ask("ProcedureService/ListProcedures", v1::ListProceduresRequest{});
        ask("MeetingService/ListMeetings", v1::ListMeetingsRequest{});
        ask("DocumentService/ListDocuments", v1::ListDocumentsRequest{});
        v1::ListDocumentsRequest about;
        about.set_about("cases/north-counter-terrorism-1");
        ask("DocumentService/ListDocuments", about);
        ask("DocumentService/ListPublications", v1::ListPublicationsRequest{});
        ask("AssessmentService/ListAssessments", v1::ListAssessmentsRequest{});
        ask("TaskService/ListTasks", v1::ListTasksRequest{});
        v1::ListTasksRequest within;
        within.set_parent("cases/north-counter-terrorism-1");
        ask("TaskService/ListTasks", within);
        ask("TaskService/ListDeadlines", v1::ListDeadlinesRequest{});
        ask("PeerService/ListPeers", v1::ListPeersRequest{});
        ask("EvaluationService/ListRevisionImpacts", v1::ListRevisionImpactsRequest{});
        v1::ListObservationsRequest figures;
        figures.set_indicator("recorded_robbery");
        ask("IndicatorService/ListObservations", figures);
        v1::ListObservationsRequest figures_of_body;
        figures_of_body.set_body("bodies/north");
        ask("IndicatorService/ListObservations", figures_of_body);
        ask("IndicatorService/ListImports", v1::ListImportsRequest{});
        ask("IndicatorService/ListQuarantinedRows", v1::ListQuarantinedRowsRequest{});
        ask("IndicatorService/ListRevisions", v1::ListRevisionsRequest{});
        ask("AuditService/ListDestructions", v1::ListDestructionsRequest{});
    }

    Service service_;
    Callers callers_;
};

// A report proves from which journal it was made, so its size and root are its own; rows and sums
// must be the same.
std::string rows_of(const Reply& answered) {
    v1::RunReportResponse report;
    report.ParseFromString(answered.body);
    report.clear_journal_size();
    report.clear_journal_root();
    report.clear_run_at();
    return report.SerializeAsString();
}

std::string report_of(World& world, const v1::Person& reader, v1::ReportKind kind) {
    v1::RunReportRequest request;
    request.set_kind(kind);
    return rows_of(world.callers().call(
        reader, reader.memberships(0).role(), "/ladder.v1.ReportService/RunReport", request
    ));
}

enum class Hidden { ct_case, ct_meeting, ct_assessment, secret_document };

void hide(World& world, Hidden what, const std::string& body) {
    const auto name = "cases/" + body + "-counter-terrorism-1";
    switch (what) {
        case Hidden::ct_case:
            world.open(body, v1::SUBJECT_COUNTER_TERRORISM);
            world.raise_concern(name);
            world.open_task(name);
            world.start_plan(name);
            world.add_document(name, "hidden", v1::MARKING_RESTRICTED);
            return;
        case Hidden::ct_meeting:
            world.open(body, v1::SUBJECT_COUNTER_TERRORISM);
            world.plan("hidden-meeting", name);
            return;
        case Hidden::ct_assessment:
            world.assess(body);
            return;
        case Hidden::secret_document:
            world.add_document("cases/" + body + "-general-1", "hidden", v1::MARKING_TOP_SECRET);
            return;
    }
}

// Whether the page tokens aside, which say how large the journal was, answers are equal.
RC_GTEST_PROP(NoInference, WhatIsHiddenChangesNothingThatIsAnswered, ()) {
    World world;
    const auto role = *rc::gen::element<std::string>(
        "ppsg_secretariat", "hmcic", "home_office_audit", "authority_chair", "acpo"
    );
    const auto body = *rc::gen::element<std::string>("north", "south");
    const auto what = *rc::gen::element(
        Hidden::ct_case, Hidden::ct_meeting, Hidden::ct_assessment, Hidden::secret_document
    );
    const bool scoped = role == "authority_chair";
    const auto reader =
        person_of(role, v1::VETTING_SC, scoped ? "bodies/" + body : std::string{}, false);
    const auto insider = person_of("home_office_audit", v1::VETTING_DV, {}, true);

    const auto before = world.all_answers(reader);
    const auto inside_before = world.all_answers(insider);
    std::map<v1::ReportKind, std::string> reports;
    for (const auto kind : {v1::REPORT_KIND_INTERVENTIONS, v1::REPORT_KIND_OVERDUE}) {
        reports[kind] = report_of(world, reader, kind);
    }
    hide(world, what, body);

    for (const auto& [question, answer] : world.all_answers(reader)) {
        RC_TAG(role);
        if (!(answer == before.at(question))) {
            RC_FAIL(question + " told of it");
        }
    }
    for (const auto& [kind, rows] : reports) {
        RC_ASSERT(report_of(world, reader, kind) == rows);
    }
    RC_ASSERT(!(world.all_answers(insider) == inside_before));  // somebody does see it
}

}  // namespace no_inference
}  // namespace ladder::api

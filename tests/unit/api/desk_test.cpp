// What stands between people and the writer, and what is recorded of it.
#include "services/api/desk.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "db/access_reader.hpp"
#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/audit_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/api/case_record_commands.hpp"
#include "tests/unit/api/callers.hpp"

namespace ladder::api {
namespace desk_test {

using testing::ElementsAre;
using testing::HasSubstr;

class DeskOfPeople : public testing::Test {
protected:
    void SetUp() override {
        service_.publish();
        service_.register_forces();
        for (const auto* body : {"bodies/north", "bodies/south"}) {
            open(body, v1::SUBJECT_GENERAL);
        }
    }

    static v1::Person person(const std::string& role, const std::string& body = {}) {
        v1::Person made;
        made.set_name("people/reader");
        made.set_person("reader@x.example");
        auto& membership = *made.add_memberships();
        membership.set_id("m1");
        membership.set_role(role);
        membership.set_from("2000-01-01");
        if (!body.empty()) {
            membership.add_bodies(body);
        }
        auto& clearance = *made.add_clearances();
        clearance.set_vetting(v1::VETTING_SC);
        clearance.set_from("2000-01-01");
        clearance.set_until("2099-12-31");
        return made;
    }

    v1::Case open(const std::string& body, v1::Subject subject) {
        return Callers::in<v1::OpenCaseResponse>(
                   callers_.everything(
                       "ppsg_secretariat", "/ladder.v1.CaseService/OpenCase", opening(body, subject)
                   )
        )
            .case_();
    }

    v1::OpenCaseRequest opening(const std::string& body, v1::Subject subject) {
        v1::OpenCaseRequest request;
        request.set_body(body);
        request.set_subject(subject);
        request.set_reasons("Concern");
        request.set_request_id(service_.next_id());
        return request;
    }

    v1::AddNoteRequest note(const std::string& name) {
        v1::AddNoteRequest request;
        request.set_name(name);
        request.set_text("A remark");
        request.set_request_id(service_.next_id());
        return request;
    }

    v1::RaiseConcernRequest concern(const std::string& name) {
        v1::RaiseConcernRequest request;
        request.set_name(name);
        request.set_etag("v1");
        request.set_title("A concern");
        request.set_domain("local_policing");
        request.add_evidence("seen");
        request.set_request_id(service_.next_id());
        return request;
    }

    Reply call(
        const v1::Person& who, const std::string& procedure, const google::protobuf::Message& asked
    ) {
        return callers_.call(who, who.memberships(0).role(), "/ladder.v1." + procedure, asked);
    }

    // Records of access of a kind, once all that was submitted is written.
    std::vector<v1::AccessRecord> recorded(v1::AccessKind kind) {
        callers_.everything(
            "ppsg_secretariat", "/ladder.v1.CaseService/AddNote", note("cases/north-general-1")
        );
        std::vector<v1::AccessRecord> records;
        for (auto& one : db::AccessReader{service_.app().database}
                             .list({kind, "", "", ""}, 1 << 30, 100)
                             .value()) {
            records.push_back(std::move(one.record));
        }
        return records;
    }

    Service service_;
    Callers callers_{service_};
};

TEST_F(DeskOfPeople, AnswersWhatIsHiddenAsWhatIsNotThere) {
    const auto chief = person("chief_constable", "bodies/north");
    open("bodies/north", v1::SUBJECT_COUNTER_TERRORISM);
    for (const auto* procedure : {"CaseService/AddNote", "CaseService/RaiseConcern"}) {
        const auto asked = [&](const std::string& name) -> Reply {
            return procedure == std::string{"CaseService/AddNote"}
                       ? call(chief, procedure, note(name))
                       : call(chief, procedure, concern(name));
        };
        const auto absent = asked("cases/nowhere-general-1");
        EXPECT_EQ(Callers::code_of(absent), "not_found");
        for (const auto* name : {"cases/south-general-1", "cases/north-counter-terrorism-1"}) {
            auto hidden = asked(name);
            const auto at = hidden.body.find(name);
            ASSERT_NE(at, std::string::npos);
            hidden.body.replace(at, std::string{name}.size(), "cases/nowhere-general-1");
            EXPECT_EQ(hidden, absent) << name;
        }
    }
}

TEST_F(DeskOfPeople, AnswersAHiddenProcedureAsOneThatIsNotThere) {
    v1::StartProcedureRequest start;
    start.set_definition("improvement-plan");
    start.set_case_name("cases/south-general-1");
    start.set_reasons("A plan is wanted");
    start.set_request_id(service_.next_id());
    const auto started = callers_.everything(
        "ppsg_secretariat", "/ladder.v1.ProcedureService/StartProcedure", start
    );
    const auto name = Callers::in<v1::StartProcedureResponse>(started).procedure().name();
    const auto absent = name + "0";
    const auto chief = person("chief_constable", "bodies/north");
    auto hidden = call(chief, "CaseService/AddNote", note(name));
    EXPECT_EQ(Callers::code_of(hidden), "not_found");
    const auto at = hidden.body.find(name);
    ASSERT_NE(at, std::string::npos);
    hidden.body.replace(at, name.size(), absent);
    EXPECT_EQ(hidden, call(chief, "CaseService/AddNote", note(absent)));
}

TEST_F(DeskOfPeople, DoesNotTellOfAHiddenCaseByRefusingToOpenAnother) {
    const auto secretariat = person("ppsg_secretariat");
    const auto asked = opening("bodies/north", v1::SUBJECT_COUNTER_TERRORISM);
    const auto before = call(secretariat, "CaseService/OpenCase", asked);
    EXPECT_EQ(Callers::code_of(before), "permission_denied");
    open("bodies/north", v1::SUBJECT_COUNTER_TERRORISM);
    EXPECT_EQ(
        call(
            secretariat,
            "CaseService/OpenCase",
            opening("bodies/north", v1::SUBJECT_COUNTER_TERRORISM)
        ),
        before
    );
}

TEST_F(DeskOfPeople, LetsNobodyMakeWhatTheyCouldNotSee) {
    v1::AddDocumentRequest request;
    request.set_document_id("paper");
    request.set_kind("inspection_report");
    request.set_title("A paper");
    request.set_about("cases/north-general-1");
    request.set_dated("2013-05-01");
    auto& part = *request.add_parts();
    part.set_title("Whole");
    part.set_marking(v1::MARKING_TOP_SECRET);
    part.set_media_type("text/plain");
    part.set_file_name("a.txt");
    part.set_content("text");
    request.set_request_id(service_.next_id());
    const auto refused = call(person("ppsg_secretariat"), "DocumentService/AddDocument", request);
    EXPECT_EQ(Callers::code_of(refused), "permission_denied");
    request.mutable_parts(0)->set_marking(v1::MARKING_SECRET);
    request.set_request_id(service_.next_id());
    EXPECT_EQ(
        Callers::code_of(call(person("ppsg_secretariat"), "DocumentService/AddDocument", request)),
        "ok"
    );
}

TEST_F(DeskOfPeople, LetsNobodyActInWhatTheyKeepAwayFrom) {
    auto secretariat = person("ppsg_secretariat");
    auto& recusal = *secretariat.add_recusals();
    recusal.set_record("bodies/north");
    recusal.set_from("2000-01-01");
    const auto refused = call(secretariat, "CaseService/AddNote", note("cases/north-general-1"));
    EXPECT_EQ(Callers::code_of(refused), "permission_denied");
    EXPECT_THAT(refused.body, HasSubstr("keep away"));
    EXPECT_EQ(
        Callers::code_of(call(
            secretariat, "CaseService/OpenCase", opening("bodies/north", v1::SUBJECT_CONFIDENCE)
        )),
        "permission_denied"
    );
    EXPECT_EQ(
        Callers::code_of(call(secretariat, "CaseService/AddNote", note("cases/south-general-1"))),
        "ok"
    );
}

// The answer that is kept for ever is the one that was given, not the state that it was of.
TEST_F(DeskOfPeople, RepeatsToTheSameCallerWhatTheyWereTold) {
    callers_.everything(
        "ppsg_secretariat", "/ladder.v1.CaseService/AddNote", note("cases/north-general-1")
    );
    const auto partner = person("audit_commission");
    auto request = concern("cases/north-general-1");
    request.set_etag("v2");
    const auto first = call(partner, "CaseService/RaiseConcern", request);
    const auto state = Callers::in<v1::RaiseConcernResponse>(first).case_();
    EXPECT_EQ(state.notes_size(), 0) << "remarks are deliberations";
    EXPECT_EQ(state.concerns_size(), 1);
    EXPECT_EQ(call(partner, "CaseService/RaiseConcern", request), first);
}

TEST_F(DeskOfPeople, AnswersTheHeadOfACaseWhereThatIsAskedFor) {
    const std::string procedure = "/ladder.v1.CaseService/RaiseConcern";
    auto request = concern("cases/north-general-1");
    request.set_view(v1::CASE_VIEW_HEAD);
    const auto told = [&](const auto& answer) {
        return Callers::in<v1::RaiseConcernResponse>(answer).case_();
    };
    const auto whole_record = callers_.everything("ppsg_secretariat", procedure, request);
    EXPECT_EQ(told(whole_record).etag(), "v2");
    EXPECT_EQ(told(whole_record).concerns_size(), 0);
    EXPECT_EQ(callers_.everything("ppsg_secretariat", procedure, request), whole_record);

    request.set_etag("v2");
    request.set_request_id("another");
    const auto secretariat = person("ppsg_secretariat");
    const auto first = call(secretariat, "CaseService/RaiseConcern", request);
    EXPECT_EQ(told(first).etag(), "v3");
    EXPECT_EQ(told(first).concerns_size(), 0);
    EXPECT_EQ(call(secretariat, "CaseService/RaiseConcern", request), first);
    request.clear_view();
    EXPECT_EQ(
        Callers::code_of(call(secretariat, "CaseService/RaiseConcern", request)), "invalid_argument"
    ) << "it is another request";
}

TEST_F(DeskOfPeople, TellsOfWhatIsSaidOnlyThoseWhoSeeIt) {
    callers_.everything(
        "ppsg_secretariat", "/ladder.v1.CaseService/AddNote", note("cases/north-general-1")
    );
    v1::ListCaseEventsRequest request;
    request.set_name("cases/north-general-1");
    const auto types = [&](const std::string& role) {
        std::vector<std::string> found;
        const auto listed = Callers::in<v1::ListCaseEventsResponse>(
            call(person(role), "CaseService/ListCaseEvents", request)
        );
        for (const auto& event : listed.events()) {
            found.push_back(event.type());
        }
        return found;
    };
    EXPECT_THAT(types("ppsg_secretariat"), ElementsAre("case_opened", "note_added"));
    EXPECT_THAT(types("audit_commission"), ElementsAre("case_opened"));
}

TEST_F(DeskOfPeople, RecordsRefusalsAndLooksForWhatIsHidden) {
    const auto chief = person("chief_constable", "bodies/north");
    call(chief, "CaseService/AddNote", note("cases/south-general-1"));
    v1::GetCaseRequest get;
    get.set_name("cases/south-general-1");
    call(chief, "CaseService/GetCase", get);
    get.set_name("cases/nowhere-general-1");
    call(chief, "CaseService/GetCase", get);
    const auto records = recorded(v1::ACCESS_KIND_REFUSED);
    ASSERT_EQ(records.size(), 2U) << "what is not there is no refusal";
    for (const auto& record : records) {
        EXPECT_EQ(record.code(), "not_found");
        EXPECT_EQ(record.actor().person(), "reader@x.example");
        EXPECT_THAT(record.records(), ElementsAre("cases/south-general-1"));
    }
}

TEST_F(DeskOfPeople, RecordsWhatRightsRefuse) {
    const auto chief = person("chief_constable", "bodies/north");
    EXPECT_EQ(
        Callers::code_of(
            call(chief, "CaseService/OpenCase", opening("bodies/south", v1::SUBJECT_CONFIDENCE))
        ),
        "permission_denied"
    );
    v1::ExportBundleRequest bundle;
    bundle.set_name("cases/north-general-1");
    EXPECT_EQ(
        Callers::code_of(call(chief, "AuditService/ExportBundle", bundle)), "permission_denied"
    );
    EXPECT_EQ(
        Callers::code_of(call(chief, "AccessService/ListPeople", v1::ListPeopleRequest{})),
        "permission_denied"
    );
    std::vector<std::string> methods;
    for (const auto& record : recorded(v1::ACCESS_KIND_REFUSED)) {
        EXPECT_EQ(record.code(), "permission_denied");
        methods.push_back(record.method());
    }
    EXPECT_THAT(
        methods,
        testing::UnorderedElementsAre(
            "/ladder.v1.CaseService/OpenCase",
            "/ladder.v1.AuditService/ExportBundle",
            "/ladder.v1.AccessService/ListPeople"
        )
    );
}

// What was only tried changes nothing and tells as much as what was done, which the journal holds.
TEST_F(DeskOfPeople, RecordsTriesOfMarkedRecordsAsReads) {
    auto marked = note("cases/north-general-1");
    marked.set_marking(v1::MARKING_RESTRICTED);
    callers_.everything("ppsg_secretariat", "/ladder.v1.CaseService/AddNote", marked);
    const auto secretariat = person("ppsg_secretariat");
    auto request = concern("cases/north-general-1");
    request.set_etag("v2");
    for (const bool only_tried : {true, false}) {
        request.set_request_id(service_.next_id());
        request.set_validate_only(only_tried);
        EXPECT_EQ(Callers::code_of(call(secretariat, "CaseService/RaiseConcern", request)), "ok");
    }
    const auto records = recorded(v1::ACCESS_KIND_READ);
    ASSERT_EQ(records.size(), 1U) << "what was done is in the journal by itself";
    EXPECT_EQ(records[0].marking(), v1::MARKING_RESTRICTED);
    EXPECT_THAT(records[0].records(), ElementsAre("cases/north-general-1"));
}

// Whoever was proved when no ruleset was published has no rights, whatever was published since.
TEST_F(DeskOfPeople, HidesAllFromWhoeverWasProvedBeforeTheFirstRuleset) {
    const db::Reader reader{
        std::make_shared<const access::Rights>(), nullptr, std::make_shared<db::LabelCache>()};
    const Desk desk{service_.app().writer, reader, {"cases/north-general-1"}, {}, {}};
    const auto answer = service_.answer_of<v1::AddNoteResponse>([&](Done done) {
        add_note(desk, Service::secretariat(), note("cases/north-general-1"), std::move(done));
    });
    EXPECT_EQ(code_of(answer), base::Code::not_found);
}

TEST_F(DeskOfPeople, RecordsReadsOfMarkedRecordsAlone) {
    const auto secretariat = person("ppsg_secretariat");
    v1::GetCaseRequest get;
    get.set_name("cases/north-general-1");
    EXPECT_EQ(Callers::code_of(call(secretariat, "CaseService/GetCase", get)), "ok");
    EXPECT_TRUE(recorded(v1::ACCESS_KIND_READ).empty());
    auto marked = note("cases/north-general-1");
    marked.set_marking(v1::MARKING_RESTRICTED);
    callers_.everything("ppsg_secretariat", "/ladder.v1.CaseService/AddNote", marked);
    call(secretariat, "CaseService/GetCase", get);
    const auto records = recorded(v1::ACCESS_KIND_READ);
    ASSERT_EQ(records.size(), 1U);
    EXPECT_EQ(records[0].marking(), v1::MARKING_RESTRICTED);
    EXPECT_EQ(records[0].method(), "/ladder.v1.CaseService/GetCase");
    EXPECT_THAT(records[0].records(), ElementsAre("cases/north-general-1"));
}

TEST_F(DeskOfPeople, RecordsWhatWasExported) {
    v1::AddDocumentRequest request;
    request.set_document_id("paper");
    request.set_kind("inspection_report");
    request.set_title("A paper");
    request.set_about("cases/north-general-1");
    request.set_dated("2013-05-01");
    auto& part = *request.add_parts();
    part.set_title("Whole");
    part.set_media_type("text/plain");
    part.set_file_name("a.txt");
    part.set_content("text");
    request.set_request_id(service_.next_id());
    callers_.everything("ppsg_secretariat", "/ladder.v1.DocumentService/AddDocument", request);
    v1::GetContentRequest get;
    get.set_name("documents/paper");
    EXPECT_EQ(
        Callers::code_of(call(person("ppsg_secretariat"), "DocumentService/GetContent", get)), "ok"
    );
    const auto records = recorded(v1::ACCESS_KIND_EXPORTED);
    ASSERT_EQ(records.size(), 1U);
    EXPECT_THAT(records[0].records(), ElementsAre("documents/paper"));
}

}  // namespace desk_test
}  // namespace ladder::api

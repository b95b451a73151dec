// Who looked at what, and who could have, on days gone by too.
#include "services/api/access_reads.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "ladder/v1/case_service.pb.h"
#include "services/api/people_commands.hpp"
#include "tests/unit/api/callers.hpp"

namespace ladder::api {
namespace access_reads_test {

using testing::ElementsAre;
using testing::IsEmpty;

class AccessReads : public testing::Test {
protected:
    void SetUp() override {
        service_.publish();
        service_.register_forces();
        for (const auto subject : {v1::SUBJECT_GENERAL, v1::SUBJECT_COUNTER_TERRORISM}) {
            v1::OpenCaseRequest request;
            request.set_body("bodies/north");
            request.set_subject(subject);
            request.set_reasons("Concern");
            request.set_request_id(service_.next_id());
            Callers::in<v1::OpenCaseResponse>(
                callers_.everything("ppsg_secretariat", "/ladder.v1.CaseService/OpenCase", request)
            );
        }
        chief_ = add("chief@north.example", "chief_constable", "bodies/north");
        auditor_ = add("henry@homeoffice.example", "home_office_audit");
    }

    v1::Person change(const v1::Person& person, const v1::PersonChange& change) {
        v1::ChangePersonRequest request;
        request.set_name(person.name());
        request.set_etag(person.etag());
        *request.mutable_change() = change;
        request.set_reasons("As agreed");
        request.set_request_id(service_.next_id());
        return service_
            .answer_of<v1::ChangePersonResponse>([&](Done done) {
                change_person(
                    service_.app(), keeper(), access::Authority::local, request, std::move(done)
                );
            })
            .value()
            .person();
    }

    v1::Person add(const std::string& id, const std::string& role, const std::string& body = {}) {
        v1::RegisterPersonRequest request;
        request.mutable_person()->set_person(id);
        request.mutable_person()->set_title(id);
        request.mutable_person()->set_kind(v1::PERSON_KIND_PERSON);
        request.mutable_person()->set_organisation("X");
        request.set_reasons("As agreed");
        request.set_request_id(service_.next_id());
        const auto person =
            service_
                .answer_of<v1::RegisterPersonResponse>([&](Done done) {
                    register_person(
                        service_.app(), keeper(), access::Authority::local, request, std::move(done)
                    );
                })
                .value()
                .person();
        v1::PersonChange given;
        given.mutable_give_membership()->set_role(role);
        if (!body.empty()) {
            given.mutable_give_membership()->add_bodies(body);
        }
        return change(person, given);
    }

    static v1::Actor keeper() {
        v1::Actor actor;
        actor.set_person("Night shift");
        actor.set_capacity("operator");
        return actor;
    }

    Reply ask(const v1::Person& who, const std::string& record, const std::string& on = {}) {
        v1::WhoCouldSeeRequest request;
        request.set_record(record);
        request.set_on(on);
        return callers_.call(
            who, who.memberships(0).role(), "/ladder.v1.AccessService/WhoCouldSee", request
        );
    }

    Service service_;
    Callers callers_{service_};
    v1::Person chief_;
    v1::Person auditor_;
};

TEST_F(AccessReads, TellWhoCouldSeeARecordAndByWhichRight) {
    const auto response =
        Callers::in<v1::WhoCouldSeeResponse>(ask(auditor_, "cases/north-general-1"));
    ASSERT_EQ(response.seers_size(), 2);
    EXPECT_EQ(response.seers(0).name(), chief_.name());
    EXPECT_THAT(response.seers(0).by(), ElementsAre("chief_constable: own body"));
    EXPECT_EQ(response.seers(1).name(), auditor_.name());
    EXPECT_THAT(response.seers(1).by(), ElementsAre("home_office_audit: all bodies"));
}

TEST_F(AccessReads, TellOfADayByWhatWasKnownThen) {
    EXPECT_EQ(Callers::code_of(ask(auditor_, "cases/north-general-1", "2013-05-31")), "not_found")
        << "nothing was recorded then";
}

TEST_F(AccessReads, AnswerNobodyWhoDoesNotAudit) {
    EXPECT_EQ(Callers::code_of(ask(chief_, "cases/north-general-1")), "permission_denied");
    v1::ListAccessRecordsRequest request;
    EXPECT_EQ(
        Callers::code_of(callers_.call(
            chief_, "chief_constable", "/ladder.v1.AccessService/ListAccessRecords", request
        )),
        "permission_denied"
    );
}

TEST_F(AccessReads, TellNobodyOfARecordThatTheyDoNotSee) {
    const auto hidden = ask(auditor_, "cases/north-counter-terrorism-1");
    EXPECT_EQ(Callers::code_of(hidden), "not_found");
}

TEST_F(AccessReads, ListRefusalsNewestFirstByPage) {
    for (const auto* name : {"cases/north-counter-terrorism-1", "cases/north-general-1"}) {
        v1::AddNoteRequest request;
        request.set_name(name);
        request.set_text("A remark");
        request.set_request_id(service_.next_id());
        // A peer sees neither.
        auto peer = chief_;
        peer.mutable_memberships(0)->set_role("peer");
        callers_.call(peer, "peer", "/ladder.v1.CaseService/AddNote", request);
    }
    v1::GetCaseRequest get;
    get.set_name("cases/nowhere-general-1");
    callers_.everything("ppsg_secretariat", "/ladder.v1.CaseService/GetCase", get);
    v1::AddNoteRequest flush;
    flush.set_name("cases/north-general-1");
    flush.set_text("A remark");
    flush.set_request_id(service_.next_id());
    callers_.everything("ppsg_secretariat", "/ladder.v1.CaseService/AddNote", flush);

    v1::ListAccessRecordsRequest request;
    request.set_kind(v1::ACCESS_KIND_REFUSED);
    const auto listed = [&](const v1::Person& who) {
        return Callers::in<v1::ListAccessRecordsResponse>(callers_.call(
            who, who.memberships(0).role(), "/ladder.v1.AccessService/ListAccessRecords", request
        ));
    };
    const auto of_auditor = listed(auditor_);
    ASSERT_EQ(of_auditor.records_size(), 1) << "not what names a case that the auditor can't see";
    EXPECT_THAT(of_auditor.records(0).records(), ElementsAre("cases/north-general-1"));
    EXPECT_TRUE(of_auditor.records(0).has_recorded_at());
    request.set_record("cases/north-general-2");
    EXPECT_THAT(listed(auditor_).records(), IsEmpty());
    request.clear_record();
    request.set_to("2013-05-31");
    EXPECT_THAT(listed(auditor_).records(), IsEmpty());
}

}  // namespace access_reads_test
}  // namespace ladder::api

// Commands on cases, from request to stored answer.
#include "services/api/case_commands.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace case_commands_test {

base::Result<v1::OpenCaseResponse> open(Service& service, v1::OpenCaseRequest request) {
    return service.answer_of<v1::OpenCaseResponse>([&](Done done) {
        open_case(service.view().writer, Service::secretariat(), request, std::move(done));
    });
}

v1::OpenCaseRequest opening(Service& service) {
    v1::OpenCaseRequest request;
    request.set_body("bodies/north");
    request.set_subject(v1::SUBJECT_GENERAL);
    request.set_reasons("Robbery rose.");
    request.set_request_id(service.next_id());
    return request;
}

base::Result<v1::RaiseConcernResponse> raise(
    Service& service, const v1::RaiseConcernRequest& request
) {
    return service.answer_of<v1::RaiseConcernResponse>([&](Done done) {
        raise_concern(service.view().writer, Service::secretariat(), request, std::move(done));
    });
}

v1::RaiseConcernRequest concern(Service& service, const v1::Case& state) {
    v1::RaiseConcernRequest request;
    request.set_name(state.name());
    request.set_etag(state.etag());
    request.set_title("Robbery");
    request.set_domain(service.app().rulesets.get("").value().definition().domains(0).id());
    request.add_evidence("Bulletin 10/11");
    request.set_request_id(service.next_id());
    return request;
}

TEST(OpenCase, OpensOneCaseForABodyAndSubject) {
    Service service;
    service.publish();
    service.register_forces();
    const auto opened = open(service, opening(service));
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->case_().name(), "cases/north-general-1");
    EXPECT_EQ(opened->case_().stage(), "self_improvement");
    const auto second = open(service, opening(service));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, base::Code::already_exists);
    EXPECT_THAT(second.error().message, testing::HasSubstr("cases/north-general-1"));
}

TEST(OpenCase, NeedsARulesetAndABody) {
    Service service;
    EXPECT_EQ(code_of(open(service, opening(service))), base::Code::failed_precondition);
    service.publish();
    EXPECT_EQ(code_of(open(service, opening(service))), base::Code::not_found);
}

TEST(OpenCase, GivesTheSameAnswerForTheSameRequestId) {
    Service service;
    service.publish();
    service.register_forces();
    const auto request = opening(service);
    const auto first = open(service, request);
    const auto again = open(service, request);
    ASSERT_TRUE(first);
    ASSERT_TRUE(again);
    EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
    auto other = request;
    other.set_reasons("Something else.");
    EXPECT_EQ(code_of(open(service, other)), base::Code::invalid_argument);
}

TEST(OpenCase, WritesNothingWhenOnlyValidating) {
    Service service;
    service.publish();
    service.register_forces();
    auto request = opening(service);
    request.set_validate_only(true);
    const auto would = open(service, request);
    ASSERT_TRUE(would);
    EXPECT_EQ(would->case_().name(), "cases/north-general-1");
    EXPECT_EQ(
        code_of(service.view().cases.get("cases/north-general-1", {})), base::Code::not_found
    );
}

TEST(CaseCommand, RefusesAStaleEtagSayingWhoChangedTheCase) {
    Service service;
    service.publish();
    service.register_forces();
    const auto opened = open(service, opening(service)).value();
    const auto first = raise(service, concern(service, opened.case_()));
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->case_().etag(), "v2");
    const auto stale = raise(service, concern(service, opened.case_()));
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().code, base::Code::aborted);
    const auto detail = std::get<v1::StaleEtag>(stale.error().details.at(0));
    EXPECT_EQ(detail.sent(), "v1");
    EXPECT_EQ(detail.current(), "v2");
}

TEST(CaseCommand, SaysThatThereIsNoSuchCase) {
    Service service;
    service.publish();
    v1::Case nowhere;
    nowhere.set_name("cases/nowhere-general-1");
    nowhere.set_etag("v1");
    EXPECT_EQ(code_of(raise(service, concern(service, nowhere))), base::Code::not_found);
    nowhere.set_name("nowhere");
    EXPECT_EQ(code_of(raise(service, concern(service, nowhere))), base::Code::invalid_argument);
}

}  // namespace case_commands_test
}  // namespace ladder::api

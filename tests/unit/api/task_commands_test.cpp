// Deadlines and tasks of a case, from request to list.
#include "services/api/task_commands.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "services/api/case_commands.hpp"
#include "services/api/task_reads.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {
namespace task_commands_test {

using testing::HasSubstr;

class Diary : public testing::Test {
protected:
    Diary() {
        service.publish();
        service.register_forces();
        v1::OpenCaseRequest request;
        request.set_body("bodies/north");
        request.set_subject(v1::SUBJECT_GENERAL);
        request.set_reasons("Robbery rose.");
        request.set_request_id(service.next_id());
        opened = service
                     .answer_of<v1::OpenCaseResponse>([&](Done done) {
                         open_case(
                             service.view().writer, Service::secretariat(), request, std::move(done)
                         );
                     })
                     .value()
                     .case_();
    }

    v1::SetDeadlineRequest setting() {
        v1::SetDeadlineRequest request;
        request.set_parent(opened.name());
        request.set_etag(opened.etag());
        request.set_definition("plan_due");
        request.set_due_on("2100-01-04");
        request.set_reasons("agreed");
        request.set_request_id(service.next_id());
        return request;
    }

    base::Result<v1::SetDeadlineResponse> set(const v1::SetDeadlineRequest& request) {
        return service.answer_of<v1::SetDeadlineResponse>([&](Done done) {
            set_deadline(service.view().writer, Service::secretariat(), request, std::move(done));
        });
    }

    base::Result<v1::ChangeDeadlineResponse> change(const v1::ChangeDeadlineRequest& request) {
        return service.answer_of<v1::ChangeDeadlineResponse>([&](Done done) {
            change_deadline(
                service.view().writer, Service::secretariat(), request, std::move(done)
            );
        });
    }

    base::Result<v1::OpenTaskResponse> open(const v1::OpenTaskRequest& request) {
        return service.answer_of<v1::OpenTaskResponse>([&](Done done) {
            open_task(service.view().writer, Service::secretariat(), request, std::move(done));
        });
    }

    v1::OpenTaskRequest opening() {
        v1::OpenTaskRequest request;
        request.set_parent(opened.name());
        request.set_title("Visit");
        request.set_role("hmi");
        request.set_reasons("agreed");
        request.set_request_id(service.next_id());
        return request;
    }

    v1::ListDeadlinesResponse deadlines(v1::ListDeadlinesRequest request = {}) {
        return list_deadlines(service.view(), request).value();
    }

    Service service;
    v1::Case opened;
};

TEST_F(Diary, ADeadlineIsSetChangedAndListed) {
    const auto response = set(setting());
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->deadline().id(), "l1");
    EXPECT_EQ(response->deadline().parent(), opened.name());
    EXPECT_EQ(response->deadline().body(), "bodies/north");
    EXPECT_EQ(response->etag(), "v2");

    v1::ListDeadlinesRequest request;
    request.set_as_of("2100-01-05");
    ASSERT_EQ(deadlines(request).deadlines_size(), 1);
    EXPECT_EQ(deadlines(request).deadlines(0).state(), v1::DEADLINE_STATE_OVERDUE);
    request.set_as_of("2100-01-04");
    EXPECT_EQ(deadlines(request).deadlines(0).state(), v1::DEADLINE_STATE_PENDING);
    request.set_due_by("2100-01-03");
    EXPECT_EQ(deadlines(request).deadlines_size(), 0);

    v1::ChangeDeadlineRequest meet;
    meet.set_name(opened.name() + "/deadlines/l1");
    meet.set_etag(response->etag());
    meet.set_act(v1::DEADLINE_ACT_MEET);
    meet.set_reasons("it came");
    meet.set_request_id(service.next_id());
    const auto met = change(meet);
    ASSERT_TRUE(met) << met.error().message;
    EXPECT_EQ(met->deadline().state(), v1::DEADLINE_STATE_MET);
    EXPECT_EQ(deadlines().deadlines_size(), 0);
    v1::ListDeadlinesRequest all;
    all.set_include_ended(true);
    all.set_parent(opened.name());
    EXPECT_EQ(deadlines(all).deadlines_size(), 1);
}

TEST_F(Diary, ValidatingWritesNothingAndTheSameIdAnswersTheSame) {
    auto request = setting();
    request.set_validate_only(true);
    ASSERT_TRUE(set(request));
    EXPECT_EQ(deadlines().deadlines_size(), 0);
    request.set_validate_only(false);
    const auto first = set(request);
    const auto second = set(request);
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
    EXPECT_EQ(deadlines().deadlines_size(), 1);
}

TEST_F(Diary, ATaskIsOpenedClaimedByItsRoleAndListed) {
    const auto task = open(opening());
    ASSERT_TRUE(task) << task.error().message;
    v1::ChangeTaskRequest claim;
    claim.set_name(opened.name() + "/tasks/t1");
    claim.set_version(task->task().version());
    claim.set_act(v1::TASK_ACT_CLAIM);
    claim.set_request_id(service.next_id());
    v1::Actor hmi;
    hmi.set_person("ann@hmic.example");
    hmi.set_capacity("hmi");
    const auto claimed = service.answer_of<v1::ChangeTaskResponse>([&](Done done) {
        change_task(service.view().writer, hmi, claim, std::move(done));
    });
    ASSERT_TRUE(claimed) << claimed.error().message;
    EXPECT_EQ(claimed->task().owner(), "ann@hmic.example");
    v1::ListTasksRequest request;
    request.set_owner("ann@hmic.example");
    EXPECT_EQ(list_tasks(service.view(), request).value().tasks_size(), 1);
    request.set_role("hmcic");
    EXPECT_EQ(list_tasks(service.view(), request).value().tasks_size(), 0);
}

TEST_F(Diary, UnknownRecordsBodiesAndNamesAreRefused) {
    auto request = setting();
    request.set_parent("cases/nowhere");
    EXPECT_EQ(code_of(set(request)), base::Code::not_found);
    request.set_parent("bodies/north");
    EXPECT_EQ(code_of(set(request)), base::Code::invalid_argument);
    v1::ChangeDeadlineRequest change_it;
    change_it.set_name("l1");
    change_it.set_request_id(service.next_id());
    EXPECT_THAT(change(change_it).error().message, HasSubstr("cases/ID/deadlines/l1"));
    auto task = opening();
    task.set_body("bodies/nowhere");
    EXPECT_EQ(code_of(open(task)), base::Code::not_found);
    v1::ListDeadlinesRequest list;
    list.set_as_of("soon");
    EXPECT_FALSE(list_deadlines(service.view(), list));
}

}  // namespace task_commands_test
}  // namespace ladder::api

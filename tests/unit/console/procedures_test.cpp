// Pages ask the API in this process: with whom the session proved, and whatever becomes of the
// answer.
#include "services/console/procedures.hpp"

#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "ladder/v1/access_service.pb.h"
#include "services/http/connect.hpp"

namespace ladder::console::test {

namespace procedures_test {

constexpr auto who_am_i = "/ladder.v1.AccessService/WhoAmI";
using WhoAmI = std::function<void(http::Call, v1::WhoAmIRequest, http::Answer<v1::WhoAmIResponse>)>;

base::Result<v1::WhoAmIResponse> asked(WhoAmI handler) {
    http::Router router;
    http::ConnectService service{router};
    service.add<v1::WhoAmIRequest, v1::WhoAmIResponse>(who_am_i, std::move(handler));
    auto person = std::make_shared<v1::Person>();
    person->set_person("ann");
    access::Caller caller{db::Reader::everything()};
    caller.person = person;
    caller.capacity = "hmi";
    caller.capacities = {"hmi"};
    const Procedures procedures{std::move(router)};
    http::Request visit;
    visit.trace_id = "trace";
    return procedures.call<v1::WhoAmIResponse>(
        "AccessService/WhoAmI", caller, visit, v1::WhoAmIRequest{}
    );
}

TEST(Procedures, AreAskedByWhoWasProved) {
    const auto answer = asked([](const http::Call& call, const auto&, const auto& reply) {
        const auto* caller = std::any_cast<access::Caller>(&call.proved);
        v1::WhoAmIResponse response;
        response.set_capacity(caller == nullptr ? "" : caller->capacity);
        *response.mutable_person() = caller == nullptr ? v1::Person{} : *caller->person;
        response.mutable_person()->set_title(call.trace_id);
        reply.send(response);
    });
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->capacity(), "hmi");
    EXPECT_EQ(answer->person().person(), "ann");
    EXPECT_EQ(answer->person().title(), "trace");
}

TEST(Procedures, MayAnswerFromAnotherThread) {
    std::thread other;
    const auto answer = asked([&other](const http::Call&, const auto&, const auto& reply) {
        other = std::thread{[reply] {
            v1::WhoAmIResponse response;
            response.set_capacity("later");
            reply.send_bytes(response.SerializeAsString());
        }};
    });
    other.join();
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->capacity(), "later");
}

TEST(Procedures, GiveTheirErrorsWithDetails) {
    const auto answer = asked([](const http::Call&, const auto&, const auto& reply) {
        reply.send(base::field_error("role", "is missing"));
    });
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, base::Code::invalid_argument);
    ASSERT_EQ(answer.error().details.size(), 1);
    EXPECT_EQ(std::get<v1::FieldViolation>(answer.error().details[0]).field(), "role");
}

TEST(Procedures, AreAnErrorWhereNobodyAnswers) {
    const auto answer = asked([](const http::Call&, const auto&, const auto&) {});
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, base::Code::internal);
}

}  // namespace procedures_test

}  // namespace ladder::console::test

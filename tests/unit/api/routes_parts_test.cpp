// Who acts: in which capacity, by which token.
#include "services/api/routes_parts.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "ladder/v1/access_service.pb.h"
#include "tests/unit/api/callers.hpp"

namespace ladder::api {
namespace routes_parts_test {

using testing::HasSubstr;

access::Caller caller_in(const std::vector<std::string>& held, const std::string& capacity) {
    access::Caller caller{db::Reader::everything()};
    caller.capacities = held;
    caller.capacity = capacity;
    return caller;
}

TEST(MayAct, WhoeverNamesTheCapacityOrHoldsOne) {
    EXPECT_TRUE(may_act(caller_in({"chair"}, "chair")));
    EXPECT_EQ(code_of(may_act(caller_in({}, ""))), base::Code::permission_denied);
    const auto unnamed = may_act(caller_in({"chair", "hmcic"}, ""));
    EXPECT_EQ(code_of(unnamed), base::Code::invalid_argument);
    EXPECT_THAT(unnamed.error().message, HasSubstr("chair or hmcic"));
}

TEST(MayAct, NobodyByATokenThatOnlyReads) {
    auto caller = caller_in({"chair"}, "chair");
    EXPECT_TRUE(may_write(caller));
    caller.read_only = true;
    EXPECT_EQ(code_of(may_write(caller)), base::Code::permission_denied);
    EXPECT_EQ(code_of(may_act(caller)), base::Code::permission_denied);
}

class Routes : public testing::Test {
protected:
    Routes() {
        service_.publish();
        person_.set_name("people/keeper");
        person_.set_person("keeper@x.example");
        person_.set_administrator(true);
    }

    // An empty request: who may not is told so before it is read.
    Reply call(std::string_view procedure, const std::string& capacity) {
        return callers_.call(
            person_, capacity, std::string{procedure}, v1::WhoAmIRequest::default_instance()
        );
    }

    Service service_;
    Callers callers_{service_};
    v1::Person person_;
};

TEST_F(Routes, LetActNobodyByATokenThatOnlyReads) {
    callers_.read_only = true;
    for (const auto& rule : access::call_rules()) {
        if (rule.kind == access::CallKind::act) {
            const auto refused = call(rule.procedure, "ppsg_secretariat");
            EXPECT_EQ(Callers::code_of(refused), "permission_denied") << rule.procedure;
            EXPECT_THAT(refused.body, HasSubstr("may only read")) << rule.procedure;
        }
    }
    for (const auto* change :
         {"RegisterPerson",
          "ChangePerson",
          "InvitePerson",
          "CreateToken",
          "RevokeToken",
          "SignOutEverywhere"}) {
        const auto refused = call(std::string{"/ladder.v1.AccessService/"} + change, {});
        EXPECT_THAT(refused.body, HasSubstr("may only read")) << change;
    }
}

TEST_F(Routes, LetActNobodyWithoutACapacity) {
    for (const auto& rule : access::call_rules()) {
        if (rule.kind == access::CallKind::act) {
            const auto refused = call(rule.procedure, {});
            EXPECT_EQ(Callers::code_of(refused), "permission_denied") << rule.procedure;
            EXPECT_THAT(refused.body, HasSubstr("hold no capacity")) << rule.procedure;
        }
    }
}

}  // namespace routes_parts_test
}  // namespace ladder::api

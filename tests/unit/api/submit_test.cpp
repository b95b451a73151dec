// What tells a repetition from another request, and who may ask at all.
#include "services/api/submit.hpp"

#include <gtest/gtest.h>

#include "ladder/v1/case_service.pb.h"

namespace ladder::api {
namespace submit_test {

v1::Actor ann() {
    v1::Actor actor;
    actor.set_person("ann");
    actor.set_capacity("hmcic");
    return actor;
}

v1::OpenCaseRequest opening() {
    v1::OpenCaseRequest request;
    request.set_body("bodies/north");
    request.set_reasons("why");
    request.set_request_id("one");
    return request;
}

TEST(Fingerprint, IsTheSameForAnotherRequestId) {
    auto again = opening();
    again.set_request_id("two");
    EXPECT_EQ(fingerprint("m", ann(), opening()), fingerprint("m", ann(), again));
    EXPECT_EQ(again.request_id(), "two");
}

TEST(Fingerprint, DiffersByMethodActorAndEveryField) {
    const auto first = fingerprint("m", ann(), opening());
    EXPECT_NE(first, fingerprint("n", ann(), opening()));
    auto other_actor = ann();
    other_actor.set_capacity("hmi");
    EXPECT_NE(first, fingerprint("m", other_actor, opening()));
    auto other_words = opening();
    other_words.set_reasons("because");
    EXPECT_NE(first, fingerprint("m", ann(), other_words));
    auto trial = opening();
    trial.set_validate_only(true);
    EXPECT_NE(first, fingerprint("m", ann(), trial));
}

TEST(Caller, MustBeNamedInACapacity) {
    EXPECT_TRUE(check_caller(ann(), "id"));
    v1::Actor nobody;
    EXPECT_EQ(check_caller(nobody, "id").error().code, base::Code::unauthenticated);
    auto no_capacity = ann();
    no_capacity.clear_capacity();
    EXPECT_EQ(check_caller(no_capacity, "id").error().code, base::Code::unauthenticated);
}

TEST(Caller, GivesARequestIdOf1To100Characters) {
    EXPECT_TRUE(check_caller(ann(), "x"));
    EXPECT_TRUE(check_caller(ann(), std::string(100, 'x')));
    for (const auto& id : {std::string{}, std::string(101, 'x'), std::string{"a\nb"}}) {
        const auto refused = check_caller(ann(), id);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
        EXPECT_EQ(
            std::get<v1::FieldViolation>(refused.error().details.at(0)).field(), "request_id"
        );
    }
}

}  // namespace submit_test
}  // namespace ladder::api

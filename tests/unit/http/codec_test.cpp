// Binary messages: read back, cut short, unknown, too deep.
#include "services/http/codec.hpp"

#include <gmock/gmock.h>

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/condition.pb.h"
#include "ladder/v1/indicator_service.pb.h"

namespace ladder::http::test {

namespace codec_test {

using testing::HasSubstr;

v1::RecordDecisionRequest decision() {
    v1::RecordDecisionRequest request;
    request.set_name("cases/west-midlands-general-1");
    request.set_outcome(v1::DECISION_OUTCOME_MOVE);
    request.mutable_decider()->set_person("a.officer@hmic.example");
    request.add_evidence("a");
    return request;
}

base::Error refusal(const std::string& bytes) {
    v1::RecordDecisionRequest request;
    const auto result = parse_proto(bytes, request);
    return result ? base::Error{} : result.error();
}

TEST(ProtoCodec, ReadsWhatWasWritten) {
    v1::RecordDecisionRequest request;
    ASSERT_TRUE(parse_proto(decision().SerializeAsString(), request));
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(decision(), request));
    request.Clear();
    EXPECT_TRUE(parse_proto("", request)) << "no bytes are an empty message";
}

TEST(ProtoCodec, RefusesEveryTruncation) {
    const auto whole = decision().SerializeAsString();
    int refused = 0;
    for (std::size_t size = 1; size < whole.size(); ++size) {
        v1::RecordDecisionRequest request;
        const auto result = parse_proto(std::string_view{whole}.substr(0, size), request);
        if (result) {
            // Cut between two fields: a shorter message, but a message.
            EXPECT_EQ(request.SerializeAsString(), whole.substr(0, size));
        } else {
            ++refused;
            EXPECT_EQ(result.error().code, base::Code::invalid_argument);
        }
    }
    EXPECT_GT(refused, 50);
}

TEST(ProtoCodec, NamesAnUnknownField) {
    const auto error = refusal(decision().SerializeAsString() + "\x98\x06\x01");  // field 99
    EXPECT_EQ(error.code, base::Code::invalid_argument);
    EXPECT_THAT(error.message, HasSubstr("ladder.v1.RecordDecisionRequest has no field number 99"));
}

TEST(ProtoCodec, NamesAnUnknownFieldWithinAMessageWithin) {
    auto request = decision();
    auto& actor = *request.mutable_decider();
    actor.GetReflection()->MutableUnknownFields(&actor)->AddVarint(77, 1);
    const auto error = refusal(request.SerializeAsString());
    EXPECT_THAT(error.message, HasSubstr("decider: ladder.v1.Actor has no field number 77"));
    ASSERT_EQ(error.details.size(), 1U);
    EXPECT_EQ(std::get<v1::FieldViolation>(error.details[0]).field(), "decider");
}

TEST(ProtoCodec, RefusesTextThatIsNotUtf8OrHasNul) {
    const std::string nul{
        "\x32\x03"
        "a\0b",
        5};  // reasons = "a\0b"
    EXPECT_THAT(refusal(nul).message, HasSubstr("reasons: the text holds the character U+0000"));
    EXPECT_THAT(refusal("\x32\x02\xC3\x28").message, HasSubstr("not valid UTF-8"));
}

TEST(ProtoCodec, RefusesAnEnumeratorThatDoesNotExist) {
    EXPECT_THAT(
        refusal("\x18\x63").message, HasSubstr("outcome: ladder.v1.DecisionOutcome has no value 99")
    );
}

TEST(ProtoCodec, LimitsTheDepth) {
    v1::Condition outer;
    auto* inner = &outer;
    for (int i = 0; i < 40; ++i) {
        inner = inner->mutable_not_();
    }
    v1::Condition parsed;
    const auto result = parse_proto(outer.SerializeAsString(), parsed);
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message, HasSubstr("nested more than 32 deep"));
}

TEST(ProtoCodec, SaysNothingOnStderr) {
    testing::internal::CaptureStderr();
    refusal("\x32\x02\xC3\x28");
    refusal("\xFF\xFF\xFF");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace codec_test

}  // namespace ladder::http::test

// JSON messages: each bad body with its place and fix, and agreement with protobuf's own mapping.
#include <algorithm>
#include <cstdlib>
#include <gmock/gmock.h>
#include <random>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/condition.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "services/http/codec.hpp"
#include "tests/unit/http/everything.hpp"

namespace ladder::http::test {

namespace json_codec_test {

using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;
using testing::HasSubstr;

struct BadBody {
    const char* name;
    std::string text;
    const char* where;  // line and column
    const char* field;  // of the FieldViolation; empty: a TextIssue
    const char* says;
};
class BadBodies : public testing::TestWithParam<BadBody> {};
TEST_P(BadBodies, AreRefusedWithPlaceFieldAndFix) {
    v1::RecordDecisionRequest request;
    const auto result = parse_json(GetParam().text, request);
    ASSERT_FALSE(result);
    const auto& error = result.error();
    EXPECT_EQ(error.code, base::Code::invalid_argument);
    EXPECT_THAT(error.message, testing::StartsWith(std::string{GetParam().where} + ": "));
    EXPECT_THAT(error.message, HasSubstr(GetParam().says));
    ASSERT_EQ(error.details.size(), 1U);
    if (std::string_view{GetParam().field}.empty()) {
        EXPECT_THAT(
            std::get<v1::TextIssue>(error.details[0]).message(), HasSubstr(GetParam().says)
        );
    } else {
        EXPECT_EQ(std::get<v1::FieldViolation>(error.details[0]).field(), GetParam().field);
    }
}
// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, BadBodies, testing::Values(
    BadBody{"empty", "", "line 1, column 1", "", "expected an object"},
    BadBody{"array", "[]", "line 1, column 1", "", "expected an object"},
    BadBody{"trailing", "{}{}", "line 1, column 3", "", "expected the end"},
    BadBody{"truncated", "{\"name\": \"cases/x", "line 1, column 10", "name", "without an end"},
    BadBody{"utf8", "{\"name\": \"\xE9\"}", "line 1, column 11", "", "not valid UTF-8"},
    BadBody{"unknown", "{\n  \"reason\": \"x\"}", "line 2, column 3", "reason", "did you mean \"reasons\"?"},
    BadBody{"unknown_far", "{\"colour\": 1}", "line 1, column 2", "colour", "its fields are name, etag"},
    BadBody{"unknown_nested", "{\"decider\": {\"persn\": \"x\"}}", "line 1, column 14", "decider.persn", "did you mean \"person\"?"},
    BadBody{"duplicate", "{\"etag\": \"v1\", \"etag\": \"v2\"}", "line 1, column 16", "etag", "given twice"},
    BadBody{"duplicate_names", "{\"toStage\": \"a\", \"to_stage\": \"b\"}", "line 1, column 18", "to_stage", "given twice"},
    BadBody{"string_for_list", "{\"evidence\": \"x\"}", "line 1, column 14", "evidence", "expected an array"},
    BadBody{"number_for_string", "{\"reasons\": 5}", "line 1, column 13", "reasons", "expected a string"},
    BadBody{"null_in_list", "{\"evidence\": [\"a\", null]}", "line 1, column 20", "evidence[1]", "expected a string"},
    BadBody{"string_for_bool", "{\"validateOnly\": \"true\"}", "line 1, column 18", "validate_only", "expected true or false"},
    BadBody{"number_for_bool", "{\"validateOnly\": 1}", "line 1, column 18", "validate_only", "expected true or false"},
    BadBody{"enum_typo", "{\"outcome\": \"DECISION_OUTCOME_MOV\"}", "line 1, column 13", "outcome", "did you mean DECISION_OUTCOME_MOVE?"},
    BadBody{"enum_far", "{\"outcome\": \"x\"}", "line 1, column 13", "outcome", "is none of DECISION_OUTCOME_UNSPECIFIED"},
    BadBody{"enum_number", "{\"outcome\": 99}", "line 1, column 13", "outcome", "\"99\" is none of"},
    BadBody{"enum_fraction", "{\"outcome\": 1.5}", "line 1, column 13", "outcome", "\"1.5\" is none of"},
    BadBody{"nul", "{\"reasons\": \"a\\u0000b\"}", "line 1, column 13", "reasons", "U+0000"},
    BadBody{"nested_object", "{\"decider\": \"me\"}", "line 1, column 13", "decider", "fields of ladder.v1.Actor"},
    BadBody{"in_second_row", "{\"overrides\": [\n {\"gate\": \"a\"},\n {\"gate\": 7}]}", "line 3, column 11", "overrides[1].gate", "expected a string"}
), [](const auto& test) { return test.param.name; });

struct BadNumber {
    const char* name;
    const char* member;
    const char* says;
};
class BadNumbers : public testing::TestWithParam<BadNumber> {};
TEST_P(BadNumbers, AreRefused) {
    const Everything everything;
    const auto message = everything.make();
    const auto result = parse_json("{" + std::string{GetParam().member} + "}", *message);
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message, HasSubstr(GetParam().says));
}
INSTANTIATE_TEST_SUITE_P(Table, BadNumbers, testing::Values(
    BadNumber{"int32_above", "\"aInt32\": 2147483648", "from -2147483648 to 2147483647"},
    BadNumber{"int32_below", "\"aInt32\": -2147483649", "from -2147483648 to 2147483647"},
    BadNumber{"int32_fraction", "\"aInt32\": 1.5", "expected a whole number"},
    BadNumber{"int32_text", "\"aInt32\": \"x\"", "expected a whole number"},
    BadNumber{"int32_space", "\"aInt32\": \" 1\"", "expected a whole number"},
    BadNumber{"int32_empty", "\"aInt32\": \"\"", "expected a whole number"},
    BadNumber{"int32_bool", "\"aInt32\": true", "expected a number"},
    BadNumber{"int64_above", "\"aInt64\": 9223372036854775808", "9223372036854775807"},
    BadNumber{"int64_exponent", "\"aInt64\": 1e19", "9223372036854775807"},
    BadNumber{"int64_inexact", "\"aInt64\": 9007199254740993.0", "expected a whole number"},
    BadNumber{"uint32_negative", "\"aUint32\": -1", "from 0 to 4294967295"},
    BadNumber{"uint64_above", "\"aUint64\": 18446744073709551616", "18446744073709551615"},
    BadNumber{"double_huge", "\"aDouble\": 1e400", "expected a finite number"},
    BadNumber{"double_tiny", "\"aDouble\": 1e-400", "expected a finite number"},
    BadNumber{"double_nan", "\"aDouble\": \"NaN\"", "expected a finite number"},
    BadNumber{"double_infinity", "\"aDouble\": \"Infinity\"", "expected a finite number"},
    BadNumber{"double_hex", "\"aDouble\": \"0x10\"", "expected a finite number"},
    BadNumber{"double_bare_nan", "\"aDouble\": NaN", "expected a number"},
    BadNumber{"float_huge", "\"aFloat\": 1e39", "expected a finite number"},
    BadNumber{"base64", "\"aBytes\": \"a?\"", "not base64"},
    BadNumber{"oneof_twice", "\"oneText\": \"a\", \"oneCount\": 1", "together with one_text"},
    BadNumber{"map_twice", "\"named\": {\"a\": {}, \"a\": {}}", "given twice"},
    BadNumber{"map_key", "\"numbered\": {\"x\": \"\"}", "expected a whole number"}
), [](const auto& test) { return test.param.name; });
// clang-format on

TEST(JsonCodec, ReadsEveryAllowedSpelling) {
    const Everything everything;
    const auto a = everything.make();
    const auto b = everything.make();
    ASSERT_TRUE(parse_json(
        R"({"a_int32": "7", "aInt64": 5e3, "aUint64": "18446744073709551615", "aDouble": "2.5",
            "aColour": 2, "aBytes": "-_8", "maybe": 0, "oneText": null, "oneCount": 3,
            "aString": null, "numbered": {"-5": "x"}})",
        *a
    ));
    ASSERT_TRUE(parse_json(
        R"({"aInt32": 7, "aInt64": "5000", "aUint64": 18446744073709551615, "aDouble": 2.5,
            "aColour": "COLOUR_GREEN", "aBytes": "+/8=", "maybe": 0.0, "oneCount": 3,
            "numbered": {"-5": "x"}})",
        *b
    ));
    EXPECT_TRUE(MessageDifferencer::Equals(*a, *b));
    EXPECT_THAT(to_json(*a), HasSubstr(R"("maybe":0)")) << "presence is kept";
}

TEST(JsonCodec, ReadsNumbersToTheNearestDouble) {
    // Halfway and subnormal cases, which a sloppy reader gets wrong; strtod is the judge.
    for (const auto* text :
         {"9007199254740993.0000000000000000001",
          "8.41e21",
          "2.2250738585072011e-308",
          "0.1",
          "1.7976931348623157e308",
          "5e-324",
          "123456789012345678901234567890",
          "-0.0"}) {
        v1::Observation observation;
        ASSERT_TRUE(parse_json(fmt::format("{{\"value\":{}}}", text), observation)) << text;
        EXPECT_EQ(observation.value(), std::strtod(text, nullptr)) << text;
    }
}

TEST(JsonCodec, ReadsAndRefusesInstants) {
    v1::GetCaseRequest request;
    ASSERT_TRUE(
        parse_json(R"({"name": "cases/a-b-1", "knownAt": "2011-03-31T09:30:00.5Z"})", request)
    );
    EXPECT_EQ(request.known_at().seconds(), 1301563800);
    EXPECT_EQ(to_json(request), R"({"name":"cases/a-b-1","knownAt":"2011-03-31T09:30:00.500Z"})");
    for (const auto* bad : {"\"2011-02-30T00:00:00Z\"", "\"2011-03-31\"", "5", "{}", "\"\""}) {
        request.Clear();
        const auto result = parse_json(fmt::format(R"({{"knownAt": {}}})", bad), request);
        ASSERT_FALSE(result) << bad;
        EXPECT_THAT(
            result.error().message, HasSubstr("line 1, column 13: known_at: not an instant")
        );
    }
}

TEST(JsonCodec, LimitsTheDepth) {
    const auto nested = [](int depth) {
        std::string text;
        for (int i = 0; i < depth; ++i) {
            text += R"({"not":)";
        }
        return text + "{}" + std::string(static_cast<std::size_t>(depth), '}');
    };
    v1::Condition condition;
    EXPECT_TRUE(parse_json(nested(31), condition));
    condition.Clear();
    const auto result = parse_json(nested(32), condition);
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message, HasSubstr("nested more than 32 deep"));
    EXPECT_FALSE(parse_json(nested(100'000), condition));
}

TEST(JsonCodec, LeavesOutWhatIsNotSet) {
    EXPECT_EQ(to_json(v1::Case{}), "{}");
    v1::Observation observation;
    observation.set_numerator(0);
    EXPECT_EQ(to_json(observation), R"({"numerator":0})");
}

// protobuf's own mapping is the judge: what we print it reads as the same message, and the reverse.
TEST(JsonCodec, AgreesWithProtobufsOwnMapping) {
    const Everything everything;
    std::mt19937_64 random{20110331};
    for (int i = 0; i < 2000; ++i) {
        const auto message = everything.make_random(random);
        const auto ours = to_json(*message);
        const auto read_by_protobuf = everything.make();
        ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(ours, read_by_protobuf.get()).ok())
            << ours;
        ASSERT_TRUE(MessageDifferencer::Equals(*message, *read_by_protobuf)) << ours;

        std::string theirs;
        ASSERT_TRUE(google::protobuf::util::MessageToJsonString(*message, &theirs).ok());
        const auto read_by_us = everything.make();
        const auto parsed = parse_json(theirs, *read_by_us);
        ASSERT_TRUE(parsed) << parsed.error().message << "\n" << theirs;
        ASSERT_TRUE(MessageDifferencer::Equals(*message, *read_by_us)) << theirs;
    }
}

TEST(JsonCodec, AgreesWithProtobufOnMaps) {
    const Everything everything;
    const auto text = R"({"named":{"a":{"aInt32":1},"b":{}},"numbered":{"-1":"x","2":"y"}})";
    const auto ours = everything.make();
    const auto theirs = everything.make();
    ASSERT_TRUE(parse_json(text, *ours));
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(text, theirs.get()).ok());
    EXPECT_TRUE(MessageDifferencer::Equals(*ours, *theirs));
    const auto again = everything.make();
    ASSERT_TRUE(parse_json(to_json(*ours), *again));
    EXPECT_TRUE(MessageDifferencer::Equals(*ours, *again));
}

TEST(JsonCodec, WritesTheEntriesOfMapsInOrder) {
    const Everything everything;
    std::vector<std::string> entries;
    google::protobuf::Struct object;
    for (int i = 10; i < 40; ++i) {
        entries.push_back(fmt::format(R"("k{}":{{"aInt32":{}}})", i, i));
        (*object.mutable_fields())[fmt::format("k{}", i)].set_number_value(i);
    }
    const auto in_order = fmt::format(R"({{"named":{{{}}}}})", fmt::join(entries, ","));
    std::shuffle(entries.begin(), entries.end(), std::mt19937{7});
    const auto message = everything.make();
    ASSERT_TRUE(parse_json(fmt::format(R"({{"named":{{{}}}}})", fmt::join(entries, ",")), *message)
    );
    EXPECT_EQ(to_json(*message), in_order);
    const auto text = to_indented_json(object);
    for (int i = 10; i < 39; ++i) {
        EXPECT_LT(text.find(fmt::format("k{}", i)), text.find(fmt::format("k{}", i + 1)));
    }
}

}  // namespace json_codec_test

}  // namespace ladder::http::test

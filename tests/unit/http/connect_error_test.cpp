// The protocol's table of codes, and errors there and back.
#include "services/http/connect_error.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::http::test {

namespace connect_error_test {

using base::Code;

// The table of connectrpc.com/docs/protocol, "Error codes".
TEST(ConnectError, HasTheStatusOfTheProtocolForEachCode) {
    const std::vector<std::pair<std::string, int>> table{
        {"canceled", 499},
        {"unknown", 500},
        {"invalid_argument", 400},
        {"deadline_exceeded", 504},
        {"not_found", 404},
        {"already_exists", 409},
        {"permission_denied", 403},
        {"resource_exhausted", 429},
        {"failed_precondition", 400},
        {"aborted", 409},
        {"out_of_range", 400},
        {"unimplemented", 501},
        {"internal", 500},
        {"unavailable", 503},
        {"data_loss", 500},
        {"unauthenticated", 401}};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto code = static_cast<Code>(i + 1);
        EXPECT_EQ(base::to_string(code), table[i].first);
        EXPECT_EQ(http_status(code), table[i].second) << table[i].first;
    }
}

TEST(ConnectError, IsWrittenAsTheProtocolHasIt) {
    v1::FieldViolation violation;
    violation.set_field("reasons");
    const base::Error error{Code::invalid_argument, "say \"why\"", {violation}};
    EXPECT_EQ(
        to_json(error),
        R"({"code":"invalid_argument","message":"say \"why\"","details":[)"
        R"({"type":"ladder.v1.FieldViolation","value":"CgdyZWFzb25z","debug":{"field":"reasons"}}]})"
    );
    EXPECT_EQ(to_json(base::Error{Code::aborted, "", {}}), R"({"code":"aborted","message":""})");
}

TEST(ConnectError, ReadsBackEveryDetail) {
    v1::UnmetGate gate;
    gate.set_gate("last-resort-notice");
    gate.set_kind(v1::GATE_KIND_STATUTORY);
    v1::StaleEtag etag;
    etag.set_current("v7");
    v1::TextIssue issue;
    issue.set_line(3);
    v1::FieldViolation violation;
    violation.set_description("é");
    const base::Error error{Code::failed_precondition, "not yet", {gate, etag, issue, violation}};
    const auto read = parse_error(to_json(error), 400);
    EXPECT_EQ(read.code, error.code);
    EXPECT_EQ(read.message, error.message);
    ASSERT_EQ(read.details.size(), 4U);
    EXPECT_EQ(
        std::get<v1::UnmetGate>(read.details[0]).SerializeAsString(), gate.SerializeAsString()
    );
    EXPECT_EQ(std::get<v1::StaleEtag>(read.details[1]).current(), "v7");
    EXPECT_EQ(std::get<v1::TextIssue>(read.details[2]).line(), 3);
    EXPECT_EQ(std::get<v1::FieldViolation>(read.details[3]).description(), "é");
}

TEST(ConnectError, TakesTheStatusWhereThereIsNoError) {
    EXPECT_EQ(parse_error("<html>Bad Gateway</html>", 502).code, Code::unavailable);
    EXPECT_EQ(parse_error("<html>Bad Gateway</html>", 502).message, "HTTP status 502");
    EXPECT_EQ(parse_error("", 404).code, Code::unimplemented);
    EXPECT_EQ(parse_error("{\"code\":\"no_such_code\"}", 403).code, Code::permission_denied);
    EXPECT_EQ(parse_error("{\"code\":5}", 418).code, Code::unknown);
}

TEST(ConnectError, PassesOverDetailsThatItDoesNotKnow) {
    const auto read = parse_error(
        R"({"code":"aborted","message":"m","details":[{"type":"other.Thing","value":"CgE"},)"
        R"({"type":"ladder.v1.StaleEtag","value":"!!"}],"more":[1,{"a":null}]})",
        409
    );
    EXPECT_EQ(read.code, Code::aborted);
    EXPECT_TRUE(read.details.empty());
}

}  // namespace connect_error_test

}  // namespace ladder::http::test

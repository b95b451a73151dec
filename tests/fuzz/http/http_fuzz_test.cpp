// Whatever parses bytes from outside, on damaged input: it must refuse or agree, never break. The
// seeds are fixed, so a failure comes back.
#include <gmock/gmock.h>
#include <random>

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "ladder/v1/case_service.pb.h"
#include "services/http/codec.hpp"
#include "services/http/connect_error.hpp"
#include "services/http/connect_request.hpp"
#include "services/http/json_reader.hpp"
#include "services/http/json_text.hpp"
#include "services/http/request_target.hpp"
#include "services/http/trace.hpp"
#include "tests/fuzz/http/mutate.hpp"
#include "tests/unit/http/boost_json.hpp"
#include "tests/unit/http/everything.hpp"
#include "tests/unit/http/raw_socket.hpp"
#include "tests/unit/http/running_server.hpp"

namespace ladder::http::test {

namespace {

using google::protobuf::util::MessageDifferencer;

const std::vector<std::string> json_words{
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud834",
    "null",
    "true",
    "1e400",
    "-",
    "01",
    "NaN",
    "\xFF",
    "\xC3",
    "\n",
    "\"name\":\"x\",",
    "\"decider\":{",
    "99999999999999999999",
    "é",
    "[[[[[[[["};

const std::string decision = R"({"name":"cases/west-midlands-general-1","etag":"v4",
 "outcome":"DECISION_OUTCOME_MOVE","toStage":"peer_support","decider":{"person":"a@hmic.example",
 "capacity":"hmcic"},"reasons":"Robbery is up by 24.9%: \u00e9 \ud834\udd1e","evidence":["a","b"],
 "overrides":[{"gate":"g","reason":"r"}],"validateOnly":true,"requestId":"r-1"})";

TEST(HttpFuzz, JsonIsRefusedOrReadAsProtobufReadsIt) {
    std::mt19937_64 random{1};
    int accepted = 0;
    for (int i = 0; i < 5'000; ++i) {
        const auto text = mutate(decision, json_words, random);
        v1::RecordDecisionRequest ours;
        const auto result = parse_json(text, ours);
        if (!result) {
            ASSERT_EQ(result.error().code, base::Code::invalid_argument);
            ASSERT_THAT(result.error().message, testing::StartsWith("line ")) << text;
            ASSERT_EQ(result.error().details.size(), 1U);
            continue;
        }
        ++accepted;
        v1::RecordDecisionRequest theirs;
        ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(text, &theirs).ok()) << text;
        ASSERT_TRUE(MessageDifferencer::Equals(ours, theirs)) << text;
        v1::RecordDecisionRequest again;
        ASSERT_TRUE(parse_json(to_json(ours), again)) << text;
        ASSERT_TRUE(MessageDifferencer::Equals(ours, again)) << text;
    }
    EXPECT_GT(accepted, 150) << "damage that is always refused tests little";
}

TEST(HttpFuzz, JsonOfEveryKindOfFieldIsRefusedOrReadAsProtobufReadsIt) {
    const Everything everything;
    std::mt19937_64 random{2};
    for (int i = 0; i < 1'500; ++i) {
        const auto text = mutate(to_json(*everything.make_random(random)), json_words, random);
        const auto ours = everything.make();
        if (!parse_json(text, *ours)) {
            continue;
        }
        const auto theirs = everything.make();
        ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(text, theirs.get()).ok()) << text;
        ASSERT_TRUE(MessageDifferencer::Equals(*ours, *theirs)) << text;
    }
}

TEST(HttpFuzz, TheJsonReaderTakesWhatBoostJsonTakes) {
    std::mt19937_64 random{3};
    int accepted = 0;
    for (int i = 0; i < 5'000; ++i) {
        const auto text = mutate(decision, json_words, random);
        JsonReader reader{text};
        reader.skip_value();
        const bool ours = reader.finish();
        ASSERT_EQ(ours, boost_accepts(text)) << text;
        accepted += ours ? 1 : 0;
        if (reader.failure()) {
            ASSERT_LE(reader.failure()->offset, text.size());
        }
    }
    EXPECT_GT(accepted, 150);
}

TEST(HttpFuzz, BinaryIsRefusedOrStaysTheSameMessage) {
    const Everything everything;
    const std::vector<std::string> words{
        std::string(1, '\0'),
        "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01",
        "\x0B",
        "\x0C",
        "\x9A\x03",
        "\x80"};
    std::mt19937_64 random{4};
    int accepted = 0;
    for (int i = 0; i < 5'000; ++i) {
        const auto bytes =
            mutate(everything.make_random(random)->SerializeAsString(), words, random);
        const auto message = everything.make();
        const auto result = parse_proto(bytes, *message);
        if (!result) {
            ASSERT_EQ(result.error().code, base::Code::invalid_argument);
            continue;
        }
        ++accepted;
        const auto again = everything.make();
        ASSERT_TRUE(parse_proto(message->SerializeAsString(), *again));
        ASSERT_EQ(again->SerializeAsString(), message->SerializeAsString());
    }
    EXPECT_GT(accepted, 150);
}

TEST(HttpFuzz, ErrorsOfAnyShapeAreRead) {
    v1::UnmetGate gate;
    gate.set_gate("g");
    const auto seed = to_json(base::Error{base::Code::aborted, "m", {gate}});
    std::mt19937_64 random{5};
    for (int i = 0; i < 5'000; ++i) {
        const auto error = parse_error(mutate(seed, json_words, random), 502);
        ASSERT_FALSE(base::to_string(error.code).empty());
        ASSERT_EQ(find_invalid_utf8(error.message), std::string::npos);
    }
}

TEST(HttpFuzz, HeadersAreRefusedOrMeanOneThing) {
    const std::vector<std::string> words{";",   "capacity=", " ", "\t", "\xC2\x85", "\xFF", "%",
                                         "%00", "&",         "=", "-",  "00-",      "[",    "]",
                                         ":",   "127.",      "/", "?",  "#",        "\x7F"};
    std::mt19937_64 random{6};
    for (int i = 0; i < 10'000; ++i) {
        const auto trace = trace_id_of(
            mutate("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", words, random)
        );
        ASSERT_TRUE(trace.empty() || trace.size() == 32U);
        if (const auto target = split_target(mutate("http://localhost/a?b=c#d", words, random))) {
            ASSERT_EQ(target->path.front(), '/');
            ASSERT_EQ(target->path.find_first_of("?#"), std::string::npos);
        }
        const auto host = mutate("127.0.0.1:8700", words, random);
        if (is_loopback_host(host)) {
            ASSERT_EQ(host.find_first_not_of("0123456789.:"), std::string::npos) << host;
        }
        Request request;
        request.method = "GET";
        request.query = mutate(
            "connect=v1&encoding=json&base64=1&message=e30&compression=identity", words, random
        );
        if (const auto read = read_connect_request(request)) {
            ASSERT_FALSE(read->timeout);
        } else {
            ASSERT_GE(read.error().status, 400);
        }
    }
}

TEST(HttpFuzz, TheServerAnswersDamagedHttpAndLives) {
    Router router;
    router.add("POST", "/echo", echo());
    ServerOptions options;
    options.stall_timeout = std::chrono::milliseconds{200};
    options.header_timeout = std::chrono::milliseconds{200};
    const RunningServer server{std::move(router), options};
    const std::string seed =
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nConnection: "
        "keep-alive\r\n\r\nhello"
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
        "chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    const std::vector<std::string> words{
        "\r\n",
        "\n",
        "\r",
        " ",
        ":",
        std::string(1, '\0'),
        "HTTP/1.1",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Expect: 100-continue\r\n",
        "FFFFFFFFFFFFFFFFF\r\n",
        "\xFF",
        "Host: x\r\n"};
    std::mt19937_64 random{7};
    for (int i = 0; i < 500; ++i) {
        const auto bytes = mutate(seed, words, random);
        RawSocket socket{server.port()};
        socket.send(bytes);
        socket.finish();
        const auto answer = socket.read_all();
        ASSERT_TRUE(answer.empty() || answer.substr(0, 9) == "HTTP/1.1 ") << bytes;
    }
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nok")
    );
    EXPECT_THAT(socket.read_response(), testing::EndsWith("\r\n\r\nok"));
}

}  // namespace

}  // namespace ladder::http::test

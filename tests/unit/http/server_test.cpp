// The server over plain sockets: keep-alive, pipelining, bad HTTP, answers from other threads.
#include "services/http/server.hpp"

#include <atomic>
#include <future>
#include <gmock/gmock.h>
#include <thread>

#include <gtest/gtest.h>

#include "tests/unit/http/raw_socket.hpp"
#include "tests/unit/http/running_server.hpp"

namespace ladder::http::test {

namespace server_test {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Router echo_router() {
    Router router;
    router.add("POST", "/echo", echo());
    router.add("GET", "/hello", [](const Request&, const Reply& reply) {
        Response response;
        response.content_type = "text/plain";
        response.body = "hello";
        reply.send(std::move(response));
    });
    return router;
}

std::string post(std::string_view body, std::string_view more_headers = "") {
    return "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n" + std::string{more_headers} + "\r\n" +
           std::string{body};
}

const std::string get_hello = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

TEST(Server, KeepsTheConnectionForTheNextRequest) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    for (const std::string body : {"one", "two", "three"}) {
        ASSERT_TRUE(socket.send(post(body)));
        EXPECT_THAT(
            socket.read_response(),
            AllOf(StartsWith("HTTP/1.1 200 OK\r\n"), EndsWith("\r\n\r\n" + body))
        );
    }
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    std::string all;
    for (int i = 0; i < 100; ++i) {
        all += post("request " + std::to_string(i));
    }
    ASSERT_TRUE(socket.send(all));
    for (int i = 0; i < 100; ++i) {
        EXPECT_THAT(socket.read_response(), EndsWith("\r\n\r\nrequest " + std::to_string(i)));
    }
}

TEST(Server, AnswersPipelinedRequestsInTheirOrderWhenAnswersComeFromOtherThreads) {
    Router router;
    std::vector<std::jthread> threads;
    router.add("POST", "/echo", [&](Request request, const Reply& reply) {
        threads.emplace_back([body = std::move(request.body), reply] {
            Response response;
            response.body = body;
            reply.send(std::move(response));
        });
    });
    const RunningServer server{std::move(router)};
    RawSocket socket{server.port()};
    std::string all;
    for (int i = 0; i < 20; ++i) {
        all += post(std::to_string(i));
    }
    ASSERT_TRUE(socket.send(all));
    for (int i = 0; i < 20; ++i) {
        EXPECT_THAT(socket.read_response(), EndsWith("\r\n\r\n" + std::to_string(i)));
    }
}

TEST(Server, ReadsARequestThatArrivesByteByByte) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    for (const char c : post("slow")) {
        ASSERT_TRUE(socket.send({&c, 1}));
    }
    EXPECT_THAT(socket.read_response(), EndsWith("\r\n\r\nslow"));
}

TEST(Server, ReadsAChunkedBody) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(
        socket.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked"
                    "\r\n\r\n4\r\nfour\r\n5\r\n five\r\n0\r\n\r\n")
    );
    EXPECT_THAT(socket.read_response(), EndsWith("\r\n\r\nfour five"));
}

TEST(Server, SaysContinueToOneWhoWaitsForIt) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(
        socket.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
                    "Expect: 100-continue\r\n\r\n")
    );
    EXPECT_EQ(socket.read_response(), "HTTP/1.1 100 Continue\r\n\r\n");
    ASSERT_TRUE(socket.send("ok"));
    EXPECT_THAT(socket.read_response(), EndsWith("\r\n\r\nok"));
}

TEST(Server, AnswersHeadWithTheLengthAndNoBody) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send("HEAD /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    );
    EXPECT_THAT(
        socket.read_all(),
        AllOf(HasSubstr("Content-Length: 5\r\n"), EndsWith("\r\n\r\n"), Not(HasSubstr("hello")))
    );
}

TEST(Server, ClosesAfterAnHttp10Request) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send("GET /hello HTTP/1.0\r\n\r\n"));
    EXPECT_THAT(socket.read_all(), AllOf(HasSubstr("Connection: close"), EndsWith("hello")));
}

TEST(Server, TakesATargetInAbsoluteForm) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send("GET http://localhost/hello?x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_THAT(socket.read_response(), EndsWith("hello"));
}

struct BadRequest {
    const char* name;
    std::string text;
    int status;
    const char* says;
};

class BadRequests : public testing::TestWithParam<BadRequest> {};

TEST_P(BadRequests, AreRefusedWithAConnectError) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send(GetParam().text));
    socket.finish();
    const auto answer = socket.read_all();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 " + std::to_string(GetParam().status) + " "));
    EXPECT_THAT(answer, HasSubstr("Content-Type: application/json\r\n"));
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
    EXPECT_THAT(answer, HasSubstr("{\"code\":\""));
    EXPECT_THAT(answer, HasSubstr(GetParam().says));
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, BadRequests, testing::Values(
    BadRequest{"nonsense", "\x16\x03\x01 hello\r\n\r\n", 400, "not an HTTP/1.1 request"},
    BadRequest{"bad_version", "GET / HTTP/3.0\r\nHost: localhost\r\n\r\n", 400, "bad version"},
    BadRequest{"no_host", "GET /hello HTTP/1.1\r\n\r\n", 400, "one Host header"},
    BadRequest{"two_hosts", "GET /hello HTTP/1.1\r\nHost: localhost\r\nHost: x\r\n\r\n", 400, "one Host header"},
    BadRequest{"foreign_host", "GET /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, "names another machine"},
    BadRequest{"asterisk", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "must be a path"},
    BadRequest{"expectation", post("x", "Expect: a-miracle\r\n"), 417, "100-continue"},
    BadRequest{"two_lengths", "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy", 400, "Content-Length"},
    BadRequest{"length_and_chunked", "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "Transfer-Encoding"},
    BadRequest{"bad_chunk", "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400, "bad body"},
    BadRequest{"truncated_body", "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nfour", 400, "ended early, after 4 bytes"},
    BadRequest{"long_header", "GET /hello HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(17000, 'x') + "\r\n\r\n", 431, "16384 bytes"},
    BadRequest{"long_target", "GET /" + std::string(17000, 'x') + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 431, "16384 bytes"},
    BadRequest{"many_headers", "GET /hello HTTP/1.1\r\nHost: localhost\r\n" + [] { std::string all; for (int i = 0; i < 4000; ++i) { all += "A: b\r\n"; } return all; }() + "\r\n", 431, "16384 bytes"}
), [](const auto& test) { return test.param.name; });
// clang-format on

TEST(Server, TakesAHeaderOfAlmostTheLimit) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    const std::string filler(15'000, 'x');
    ASSERT_TRUE(socket.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: " + filler + "\r\n\r\n"));
    EXPECT_THAT(socket.read_response(), EndsWith("hello"));
}

TEST(Server, AnswersAnUnknownPathWith404AndTheNearestOne) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send("GET /helo HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_THAT(
        socket.read_response(),
        AllOf(StartsWith("HTTP/1.1 404 "), HasSubstr("did you mean /hello?"))
    );
}

TEST(Server, AnswersAWrongMethodWith405AndAllow) {
    const RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send("DELETE /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_THAT(
        socket.read_response(),
        AllOf(StartsWith("HTTP/1.1 405 "), HasSubstr("Allow: GET, HEAD\r\n"))
    );
}

TEST(Server, AnswersEveryPathBelowAPrefixUnlessItHasAHandler) {
    Router router;
    const auto say = [](const std::string& word) {
        return [word](const Request& request, const Reply& reply) {
            Response response;
            response.body = word + " " + request.path;
            reply.send(std::move(response));
        };
    };
    router.add("GET", "/papers/own", say("own"));
    router.add_below("GET", "/papers/", say("below"));
    const RunningServer server{std::move(router)};
    RawSocket socket{server.port()};
    const auto ask = [&](const std::string& line) {
        EXPECT_TRUE(socket.send(line + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        return socket.read_response();
    };
    EXPECT_THAT(ask("GET /papers/a/b"), EndsWith("below /papers/a/b"));
    EXPECT_THAT(ask("GET /papers/own"), EndsWith("own /papers/own"));
    EXPECT_THAT(ask("GET /paper"), StartsWith("HTTP/1.1 404 "));
    EXPECT_THAT(ask("POST /papers/a"), StartsWith("HTTP/1.1 404 "));
}

TEST(Server, AnswersAHandlersExceptionWithoutItsText) {
    Router router;
    router.add("GET", "/throw", [](const Request&, const Reply&) {
        throw std::runtime_error{"a secret"};
    });
    const RunningServer server{std::move(router)};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send("GET /throw HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_THAT(
        socket.read_response(),
        AllOf(StartsWith("HTTP/1.1 500 "), HasSubstr("Trace-Id: "), Not(HasSubstr("secret")))
    );
}

TEST(Server, AnswersForAHandlerThatForgets) {
    Router router;
    router.add("GET", "/forget", [](const Request&, const Reply&) {});
    const RunningServer server{std::move(router)};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send("GET /forget HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_THAT(socket.read_response(), HasSubstr("dropped without an answer"));
}

TEST(Server, SendsTheFirstOfTwoAnswers) {
    Router router;
    router.add("GET", "/twice", [](const Request&, const Reply& reply) {
        for (const auto* body : {"first", "second"}) {
            Response response;
            response.body = body;
            reply.send(std::move(response));
        }
    });
    const RunningServer server{std::move(router)};
    RawSocket socket{server.port()};
    const std::string request = "GET /twice HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(socket.send(request));
        EXPECT_THAT(socket.read_response(), EndsWith("first"));
    }
}

TEST(Server, ServesManyClientsAtOnce) {
    Router router;
    std::mutex mutex;
    std::vector<Reply> waiting;
    // Nobody is answered before all have asked, so all requests are under way at once.
    constexpr std::size_t clients = 64;
    router.add("POST", "/echo", [&](const Request&, const Reply& reply) {
        const std::lock_guard lock{mutex};
        waiting.push_back(reply);
        if (waiting.size() == clients) {
            for (const auto& held : waiting) {
                held.send(Response{});
            }
            waiting.clear();
        }
    });
    const RunningServer server{std::move(router)};
    std::atomic<int> answered{0};
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < clients; ++i) {
            threads.emplace_back([&] {
                RawSocket socket{server.port()};
                for (int k = 0; k < 20; ++k) {
                    socket.send(post(""));
                    answered += socket.read_response().substr(0, 12) == "HTTP/1.1 200" ? 1 : 0;
                }
            });
        }
    }
    EXPECT_EQ(answered, 64 * 20);
}

TEST(Server, OutlivesAClientThatGoesAwayWhileItIsAnswered) {
    Router router;
    std::promise<Reply> asked;
    router.add("GET", "/wait", [&](const Request&, const Reply& reply) { asked.set_value(reply); });
    router.add("POST", "/echo", echo());
    const RunningServer server{std::move(router)};
    {
        RawSocket socket{server.port()};
        ASSERT_TRUE(socket.send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        asked.get_future().wait();
    }
    asked = {};
    RawSocket other{server.port()};
    ASSERT_TRUE(other.send(post("still here")));
    EXPECT_THAT(other.read_response(), EndsWith("still here"));
}

TEST(Server, LogsEachRequestWithoutItsQueryOrBody) {
    RunningServer server{echo_router()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(
        socket.send("GET /hello?secret=1 HTTP/1.1\r\nHost: localhost\r\nTraceparent: "
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n")
    );
    socket.read_response();
    ASSERT_TRUE(socket.send(post("private")));
    socket.read_response();
    server.server().drain();
    server.join();
    const auto records = server.records();
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].trace_id, "0af7651916cd43dd8448eb211c80319c");
    EXPECT_EQ(records[0].method, "GET");
    EXPECT_EQ(records[0].path, "/hello");
    EXPECT_EQ(records[0].response_bytes, 5U);
    EXPECT_EQ(records[1].request_bytes, 7U);
    EXPECT_EQ(records[1].trace_id.size(), 32U);
    for (const auto& record : records) {
        EXPECT_THAT(
            to_json(record),
            AllOf(
                StartsWith(R"({"event":"request","method":")"),
                HasSubstr(R"("status":200,"code":"ok","micros":)"),
                Not(HasSubstr("secret")),
                Not(HasSubstr("private"))
            )
        );
    }
}

TEST(Server, ListensOnTheLoopbackInterfaceOnly) {
    for (const auto* host : {"0.0.0.0", "::", "192.0.2.1", "example.org", ""}) {
        ServerOptions options;
        options.host = host;
        Server server{options, Router{}};
        const auto port = server.listen();
        ASSERT_FALSE(port) << host;
        EXPECT_EQ(port.error().code, base::Code::invalid_argument);
        EXPECT_THAT(port.error().message, HasSubstr("127.0.0.1"));
    }
    for (const auto* host : {"127.0.0.1", "localhost", "::1"}) {
        ServerOptions options;
        options.host = host;
        Server server{options, Router{}};
        EXPECT_TRUE(server.listen()) << host;
    }
}

TEST(Server, SaysThatThePortIsTaken) {
    const RunningServer first{echo_router()};
    ServerOptions options;
    options.port = first.port();
    Server second{options, Router{}};
    const auto port = second.listen();
    ASSERT_FALSE(port);
    EXPECT_EQ(port.error().code, base::Code::unavailable);
    EXPECT_THAT(port.error().message, HasSubstr(std::to_string(first.port())));
}

}  // namespace server_test

}  // namespace ladder::http::test

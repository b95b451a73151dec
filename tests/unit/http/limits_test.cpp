// Limits and time-outs of the server: body sizes, slow senders and readers, too many connections.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/http/raw_socket.hpp"
#include "tests/unit/http/running_server.hpp"

namespace ladder::http::test {

namespace limits_test {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

Router two_limits() {
    Router router;
    router.add("POST", "/small", echo(), 10);
    router.add("POST", "/large", echo(), 32 * 1024 * 1024);
    return router;
}

std::string post(std::string_view path, std::size_t length) {
    return "POST " + std::string{path} +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

TEST(Limits, TakeABodyOfExactlyTheRoutesLimit) {
    const RunningServer server{two_limits()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send(post("/small", 10) + "0123456789"));
    EXPECT_THAT(socket.read_response(), EndsWith("0123456789"));
}

TEST(Limits, RefuseALongerBodyByItsLengthBeforeItIsSent) {
    const RunningServer server{two_limits()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send(post("/small", 11)));
    EXPECT_THAT(
        socket.read_response(), AllOf(StartsWith("HTTP/1.1 413 "), HasSubstr("resource_exhausted"))
    );
}

TEST(Limits, RefuseALongerChunkedBody) {
    const RunningServer server{two_limits()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(
        socket.send("POST /small HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked"
                    "\r\n\r\n8\r\n01234567\r\n8\r\n01234567\r\n0\r\n\r\n")
    );
    EXPECT_THAT(socket.read_response(), StartsWith("HTTP/1.1 413 "));
}

TEST(Limits, GetTheRefusalToAClientThatSendsItsWholeLargeBodyFirst) {
    const RunningServer server{two_limits()};
    RawSocket socket{server.port()};
    const std::string body(400'000, 'x');
    socket.send(post("/small", body.size()) + body);
    EXPECT_THAT(socket.read_response(), StartsWith("HTTP/1.1 413 "));
}

TEST(Limits, LetALargeBodyThroughWhereItIsAllowed) {
    const RunningServer server{two_limits()};
    auto client = server.client();
    Request request;
    request.method = "POST";
    request.path = "/large";
    request.body.assign(32UL * 1024 * 1024, 'x');
    const auto response = client.send(request);
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, request.body);
}

TEST(Limits, CutASlowHeader) {
    ServerOptions options;
    options.header_timeout = milliseconds{40};
    const RunningServer server{two_limits(), options};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send("POST /small HTTP/1.1\r\nHo"));
    EXPECT_THAT(
        socket.read_all(), AllOf(StartsWith("HTTP/1.1 408 "), HasSubstr("header did not arrive"))
    );
}

TEST(Limits, CutASlowBody) {
    ServerOptions options;
    options.stall_timeout = milliseconds{40};
    const RunningServer server{two_limits(), options};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send(post("/small", 10) + "01234"));
    EXPECT_THAT(
        socket.read_all(), AllOf(StartsWith("HTTP/1.1 408 "), HasSubstr("body did not arrive"))
    );
}

TEST(Limits, CutABodyThatTricklesForEver) {
    ServerOptions options;
    options.stall_timeout = milliseconds{40};
    options.bytes_per_second_min = 1UL << 30U;
    const RunningServer server{two_limits(), options};
    RawSocket socket{server.port()};
    constexpr int body_bytes = 30'000'000;
    ASSERT_TRUE(socket.send(post("/large", body_bytes)));
    // Each byte is progress, but far below the least rate, so the server ends it.
    int sent = 0;
    while (sent < body_bytes && socket.send("x")) {
        ++sent;
    }
    EXPECT_LT(sent, body_bytes);
}

TEST(Limits, CloseAnIdleConnectionWithoutAWord) {
    ServerOptions options;
    options.idle_timeout = milliseconds{40};
    const RunningServer server{two_limits(), options};
    RawSocket socket{server.port()};
    EXPECT_EQ(socket.read_all(), "");
}

TEST(Limits, CutAReaderThatDoesNotRead) {
    ServerOptions options;
    options.stall_timeout = milliseconds{40};
    options.bytes_per_second_min = 1UL << 30U;
    Router router;
    router.add("GET", "/huge", [](const Request&, const Reply& reply) {
        Response response;
        response.body.assign(64UL * 1024 * 1024, 'x');
        reply.send(std::move(response));
    });
    RunningServer server{std::move(router), options};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send("GET /huge HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    // Nothing is read until the server has given the connection up, which draining waits for.
    server.server().drain();
    server.join();
    EXPECT_LT(socket.read_all().size(), 64UL * 1024 * 1024);
}

TEST(Limits, TellOneConnectionTooManyToTryAgain) {
    ServerOptions options;
    options.connections_max = 2;
    const RunningServer server{two_limits(), options};
    RawSocket first{server.port()};
    RawSocket second{server.port()};
    ASSERT_TRUE(first.send(post("/small", 1) + "1"));
    ASSERT_TRUE(second.send(post("/small", 1) + "2"));
    EXPECT_THAT(first.read_response(), EndsWith("1"));
    EXPECT_THAT(second.read_response(), EndsWith("2"));
    {
        RawSocket third{server.port()};
        EXPECT_THAT(
            third.read_response(),
            AllOf(
                StartsWith("HTTP/1.1 503 "),
                HasSubstr("Retry-After: 1\r\n"),
                HasSubstr(R"("code":"unavailable")")
            )
        );
    }
    ASSERT_TRUE(first.send(post("/small", 1) + "3"));
    EXPECT_THAT(first.read_response(), EndsWith("3"));
}

}  // namespace limits_test

}  // namespace ladder::http::test

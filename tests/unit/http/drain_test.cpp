// Draining: what is under way is finished, what is idle is closed, and it ends in bounded time.
#include <csignal>
#include <future>
#include <gmock/gmock.h>
#include <optional>

#include <gtest/gtest.h>

#include "tests/unit/http/raw_socket.hpp"
#include "tests/unit/http/running_server.hpp"

namespace ladder::http::test {

namespace drain_test {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;

const std::string get_wait = "GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n";

// A router whose /wait hands its reply to the test.
struct Waiting {
    std::promise<Reply> asked;
    std::future<Reply> reply = asked.get_future();

    Router router() {
        Router made;
        made.add("GET", "/wait", [this](const Request&, const Reply& held) {
            asked.set_value(held);
        });
        return made;
    }
};

TEST(Drain, FinishesTheRequestUnderWayAndThenCloses) {
    Waiting waiting;
    RunningServer server{waiting.router()};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send(get_wait));
    const auto reply = waiting.reply.get();
    server.server().drain();
    Response response;
    response.body = "done";
    reply.send(std::move(response));
    EXPECT_THAT(socket.read_all(), AllOf(HasSubstr("Connection: close\r\n"), EndsWith("done")));
    server.join();
    EXPECT_TRUE(server.server().draining());
}

TEST(Drain, ClosesIdleConnectionsAndAcceptsNoMore) {
    RunningServer server{Router{}};
    RawSocket idle{server.port()};
    ASSERT_TRUE(idle.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    idle.read_response();
    server.server().drain();
    server.join();
    EXPECT_TRUE(idle.is_closed());
    EXPECT_THROW(RawSocket{server.port()}, std::runtime_error);
}

TEST(Drain, GivesUpAfterItsTimeAndALateAnswerDoesNoHarm) {
    Waiting waiting;
    ServerOptions options;
    options.drain_timeout = std::chrono::milliseconds{30};
    std::optional<Reply> late;
    {
        RunningServer server{waiting.router(), options};
        RawSocket socket{server.port()};
        ASSERT_TRUE(socket.send(get_wait));
        late = waiting.reply.get();
        server.server().drain();
        server.join();
        EXPECT_TRUE(socket.is_closed());
    }
    late->send(Response{});  // the server is gone
}

TEST(Drain, FollowsASignal) {
    ServerOptions options;
    options.drain_signals = {SIGUSR1};
    Waiting waiting;
    RunningServer server{waiting.router(), options};
    RawSocket socket{server.port()};
    ASSERT_TRUE(socket.send(get_wait));
    const auto reply = waiting.reply.get();  // so run() is past its start, with the signal watched
    std::raise(SIGUSR1);
    reply.send(Response{});
    EXPECT_THAT(socket.read_all(), HasSubstr("200 OK"));
    server.join();
}

TEST(Drain, MayBeAskedBeforeRun) {
    Server server{ServerOptions{}, Router{}};
    ASSERT_TRUE(server.listen());
    server.drain();
    server.drain();
    server.run();
    EXPECT_TRUE(server.draining());
}

}  // namespace drain_test

}  // namespace ladder::http::test

// What every answer carries, and what callers who ask too much are told.
#include <gmock/gmock.h>
#include <mutex>

#include <gtest/gtest.h>

#include "services/http/health.hpp"
#include "tests/unit/http/raw_socket.hpp"
#include "tests/unit/http/running_server.hpp"

namespace ladder::http::test {

namespace edge_test {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string get(std::string_view path, std::string_view more_headers = "Host: localhost\r\n") {
    return "GET " + std::string{path} + " HTTP/1.1\r\n" + std::string{more_headers} + "\r\n";
}

std::string answer_of(const RunningServer& server, const std::string& request) {
    RawSocket socket{server.port()};
    EXPECT_TRUE(socket.send(request));
    return socket.read_response();
}

// Answers /hello and /page at once; holds what comes to /held until it goes away.
struct Site {
    std::mutex mutex;
    std::vector<Reply> held;

    Router router() {
        Router router;
        add_health(router, {}, {"1", "c", "1"});
        router.add("GET", "/hello", [](const Request& request, const Reply& reply) {
            Response response;
            response.content_type = "text/plain";
            response.body = request.remote;
            reply.send(std::move(response));
        });
        router.add("GET", "/page", [](const Request&, const Reply& reply) {
            Response response;
            response.content_type = "text/html";
            response.headers = {
                {"content-security-policy", "default-src 'self'"}, {"Cache-Control", "max-age=9"}};
            reply.send(std::move(response));
        });
        router.add("GET", "/held", [this](const Request&, const Reply& reply) {
            const std::lock_guard lock{mutex};
            held.push_back(reply);
        });
        return router;
    }
};

TEST(Edge, ShowsAnErrorAsAPageToWhoeverAsksForOne) {
    Site site;
    ServerOptions options;
    options.target_bytes_max = 100;
    options.error_page = [](Response& response) {
        response.content_type = "text/html";
        response.body = "<p>" + std::to_string(response.status);
    };
    RunningServer server{site.router(), options};
    const std::string browser = "Host: localhost\r\nAccept: text/html,*/*;q=0.8\r\n";
    EXPECT_THAT(answer_of(server, get("/nowhere", browser)), EndsWith("<p>404"));
    EXPECT_THAT(answer_of(server, get("/" + std::string(200, 'x'), browser)), EndsWith("<p>414"));
    EXPECT_THAT(answer_of(server, get("/nowhere")), HasSubstr("\"not_found\""));
    EXPECT_THAT(answer_of(server, get("/page", browser)), Not(HasSubstr("<p>")));
}

TEST(Edge, TellsBrowsersToDoNothingWithAnAnswer) {
    Site site;
    const RunningServer server{site.router()};
    const auto nothing_to_do = AllOf(
        HasSubstr("\r\nX-Content-Type-Options: nosniff\r\n"),
        HasSubstr("\r\nReferrer-Policy: no-referrer\r\n"),
        HasSubstr("\r\nContent-Security-Policy: default-src 'none';"),
        HasSubstr("frame-ancestors 'none'"),
        HasSubstr("\r\nX-Frame-Options: DENY\r\n"),
        HasSubstr("\r\nCache-Control: no-store\r\n"),
        HasSubstr("\r\nCross-Origin-Opener-Policy: same-origin\r\n"),
        HasSubstr("\r\nCross-Origin-Resource-Policy: same-origin\r\n")
    );
    for (const auto* path : {"/hello", "/livez", "/nowhere"}) {
        EXPECT_THAT(answer_of(server, get(path)), nothing_to_do) << path;
    }
    EXPECT_THAT(answer_of(server, "rubbish\r\n\r\n"), nothing_to_do);
    EXPECT_THAT(answer_of(server, get("/hello")), Not(HasSubstr("Strict-Transport-Security")));
}

TEST(Edge, LeavesAHandlersOwnHeadersAlone) {
    Site site;
    const RunningServer server{site.router()};
    EXPECT_THAT(
        answer_of(server, get("/page")),
        AllOf(
            HasSubstr("\r\ncontent-security-policy: default-src 'self'\r\n"),
            HasSubstr("\r\nCache-Control: max-age=9\r\n"),
            Not(HasSubstr("default-src 'none'")),
            Not(HasSubstr("no-store")),
            HasSubstr("\r\nX-Frame-Options: DENY\r\n")
        )
    );
}

TEST(Edge, TellsWhoeverAsksTooFastToWaitAndStillAnswersHealth) {
    Site site;
    ServerOptions options;
    options.admission.requests_per_minute = 2;
    options.caller_of = [](const Request& request) {
        return std::string{request.header("Caller")};
    };
    const RunningServer server{site.router(), options};
    const auto ann = get("/hello", "Host: localhost\r\nCaller: ann\r\n");
    EXPECT_THAT(answer_of(server, ann), StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(answer_of(server, ann), StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(
        answer_of(server, ann),
        AllOf(
            StartsWith("HTTP/1.1 429 "),
            HasSubstr("\r\nRetry-After: 30\r\n"),
            HasSubstr(R"("code":"resource_exhausted")")
        )
    );
    const auto ben = get("/hello", "Host: localhost\r\nCaller: ben\r\n");
    EXPECT_THAT(answer_of(server, ben), StartsWith("HTTP/1.1 200 "));
    for (const auto* path : {"/livez", "/readyz"}) {
        const auto health = get(path, "Host: localhost\r\nCaller: ann\r\n");
        EXPECT_THAT(answer_of(server, health), StartsWith("HTTP/1.1 200 ")) << path;
    }
}

TEST(Edge, CountsWhatIsUnderWay) {
    for (const bool of_all : {false, true}) {
        Site site;
        ServerOptions options;
        (of_all ? options.admission.requests_at_once_of_all : options.admission.requests_at_once) =
            1;
        const RunningServer server{site.router(), options};
        RawSocket waiting{server.port()};
        ASSERT_TRUE(waiting.send(get("/held")));
        const auto is_held = [&] {
            const std::lock_guard lock{site.mutex};
            return !site.held.empty();
        };
        while (!is_held()) {
            std::this_thread::yield();
        }
        EXPECT_THAT(
            answer_of(server, get("/hello")),
            AllOf(
                StartsWith(of_all ? "HTTP/1.1 503 " : "HTTP/1.1 429 "),
                HasSubstr("\r\nRetry-After: 1\r\n"),
                HasSubstr(of_all ? R"("code":"unavailable")" : R"("code":"resource_exhausted")")
            )
        );
        EXPECT_THAT(answer_of(server, get("/livez")), StartsWith("HTTP/1.1 200 "));
        {
            const std::lock_guard lock{site.mutex};
            site.held.front().send({});
            site.held.clear();
        }
        EXPECT_THAT(waiting.read_response(), StartsWith("HTTP/1.1 200 "));
        EXPECT_THAT(answer_of(server, get("/hello")), StartsWith("HTTP/1.1 200 "));
    }
}

TEST(Edge, BoundsTheUrlAndEveryBody) {
    Site site;
    ServerOptions options;
    options.target_bytes_max = 100;
    options.body_bytes_max = 10;
    const RunningServer server{site.router(), options};
    const auto fits = "/hello?" + std::string(93, 'x');
    EXPECT_THAT(answer_of(server, get(fits)), StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(
        answer_of(server, get(fits + "x")),
        AllOf(StartsWith("HTTP/1.1 414 URI Too Long\r\n"), HasSubstr("100 bytes"))
    );
    EXPECT_THAT(
        answer_of(server, "POST /hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: 11\r\n\r\n"),
        StartsWith("HTTP/1.1 413 ")
    );
}

TEST(Edge, BoundsTheConnectionsOfOneAddress) {
    Site site;
    ServerOptions options;
    options.connections_per_address = 2;
    const RunningServer server{site.router(), options};
    RawSocket first{server.port()};
    RawSocket second{server.port()};
    for (auto* socket : {&first, &second}) {
        ASSERT_TRUE(socket->send(get("/hello")));
        EXPECT_THAT(socket->read_response(), StartsWith("HTTP/1.1 200 "));
    }
    RawSocket third{server.port()};
    EXPECT_THAT(
        third.read_response(),
        AllOf(StartsWith("HTTP/1.1 429 "), HasSubstr("your address has 2 connections"))
    );
}

TEST(Edge, BelievesOnlyTheNearestProxyAboutTheCaller) {
    Site site;
    ServerOptions options;
    options.behind_proxy = true;
    options.public_hosts = {"ladder.example"};
    const RunningServer server{site.router(), options};
    const std::string host = "Host: Ladder.example:443\r\n";
    EXPECT_THAT(
        answer_of(
            server,
            get("/hello",
                host + "X-Forwarded-For: 192.0.2.7\r\n"
                       "X-Forwarded-For: 192.0.2.8, 2001:db8::1\r\n")
        ),
        AllOf(HasSubstr("Strict-Transport-Security: max-age="), EndsWith("\r\n\r\n[2001:db8::1]:0"))
    );
    EXPECT_THAT(
        answer_of(server, get("/hello", host + "X-Forwarded-For: 192.0.2.7, unknown\r\n")),
        HasSubstr("\r\n\r\n127.0.0.1:")
    );
    EXPECT_THAT(
        answer_of(server, get("/hello", "Host: other.example\r\n")), StartsWith("HTTP/1.1 421 ")
    );
    const RunningServer alone{site.router()};
    EXPECT_THAT(
        answer_of(alone, get("/hello", "Host: localhost\r\nX-Forwarded-For: 192.0.2.7\r\n")),
        HasSubstr("\r\n\r\n127.0.0.1:")
    );
}

TEST(Edge, ListensBeyondTheMachineOnlyWithTlsOrAProxy) {
    ServerOptions options;
    options.host = "0.0.0.0";
    Server plain{options, {}};
    const auto refused = plain.listen();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    EXPECT_THAT(refused.error().message, HasSubstr("--tls-cert"));
    options.behind_proxy = true;
    Server behind{options, {}};
    EXPECT_TRUE(behind.listen());
}

}  // namespace edge_test

}  // namespace ladder::http::test

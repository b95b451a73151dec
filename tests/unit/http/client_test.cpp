// The blocking client against a real server.
#include "services/http/client.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "ladder/v1/case_service.pb.h"
#include "services/http/connect.hpp"
#include "tests/unit/http/running_server.hpp"

namespace ladder::http::test {

namespace client_test {

using base::Code;
using testing::HasSubstr;

constexpr auto get_case = "/ladder.v1.CaseService/GetCase";

Router cases() {
    Router router;
    ConnectService service{router};
    service.add<v1::GetCaseRequest, v1::GetCaseResponse>(
        get_case,
        [](const Call& call, const v1::GetCaseRequest& request, const auto& answer) {
            if (request.name().empty()) {
                answer.send(base::field_error("name", "write cases/…"));
                return;
            }
            v1::GetCaseResponse response;
            response.mutable_case_()->set_name(request.name());
            response.mutable_case_()->set_etag(std::string{call.header("X-Test")});
            answer.send(response);
        }
    );
    return router;
}

base::Result<v1::GetCaseResponse> ask(
    Client& client, const std::string& name, const std::vector<Header>& headers = {}
) {
    v1::GetCaseRequest request;
    request.set_name(name);
    return client.call<v1::GetCaseRequest, v1::GetCaseResponse>(get_case, request, headers);
}

TEST(Client, CallsAndGetsTheMessage) {
    const RunningServer server{cases()};
    auto client = server.client();
    const auto response = ask(client, "cases/a", {{"X-Test", "seen"}});
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->case_().name(), "cases/a");
    EXPECT_EQ(response->case_().etag(), "seen");
}

TEST(Client, GetsTheErrorWithItsDetails) {
    const RunningServer server{cases()};
    auto client = server.client();
    const auto response = ask(client, "");
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, Code::invalid_argument);
    EXPECT_EQ(response.error().message, "name: write cases/…");
    ASSERT_EQ(response.error().details.size(), 1U);
    EXPECT_EQ(std::get<v1::FieldViolation>(response.error().details[0]).field(), "name");
}

TEST(Client, ReconnectsWhenTheServerHasClosed) {
    ServerOptions options;
    std::uint16_t port = 0;
    std::optional<Client> client;
    {
        const RunningServer first{cases(), options};
        port = first.port();
        client = first.client();
        ASSERT_TRUE(ask(*client, "cases/a"));
    }
    options.port = port;
    const RunningServer second{cases(), options};
    const auto response = ask(*client, "cases/b");
    ASSERT_TRUE(response) << response.error().message;
}

TEST(Client, NamesTheAddressThatItCannotReach) {
    std::string url;
    {
        const RunningServer server{cases()};
        url = server.url();
    }
    auto client = Client::make(url).value();
    const auto response = ask(client, "cases/a");
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, Code::unavailable);
    EXPECT_THAT(response.error().message, HasSubstr(url));
    EXPECT_THAT(response.error().message, HasSubstr("is `ladder serve` running"));
}

TEST(Client, GivesUpOnAnAnswerThatDoesNotCome) {
    Router router;
    std::vector<Reply> kept;
    router.add("POST", get_case, [&](const Request&, const Reply& reply) {
        kept.push_back(reply);
    });
    ServerOptions server_options;
    server_options.drain_timeout = std::chrono::milliseconds{10};
    const RunningServer server{std::move(router), server_options};
    ClientOptions options;
    options.answer_timeout = std::chrono::milliseconds{30};
    auto client = Client::make(server.url(), options).value();
    const auto response = ask(client, "cases/a");
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, Code::deadline_exceeded);
}

TEST(Client, SaysThatAnotherProgramAnswers) {
    Router router;
    router.add("POST", get_case, [](const Request&, const Reply& reply) {
        Response response;
        response.content_type = "text/html";
        response.body = "<p>hello</p>";
        reply.send(std::move(response));
    });
    const RunningServer server{std::move(router)};
    auto client = server.client();
    const auto response = ask(client, "cases/a");
    ASSERT_FALSE(response);
    EXPECT_THAT(response.error().message, HasSubstr("is it another program?"));
}

TEST(Client, RefusesAHeaderWithALineBreak) {
    const RunningServer server{cases()};
    auto client = server.client();
    const auto response = ask(client, "cases/a", {{"X-Test", "a\r\nInjected: 1"}});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, Code::invalid_argument);
}

TEST(Client, ChecksItsAddress) {
    for (const auto* url :
         {"http://127.0.0.1",
          "http://localhost:8700",
          "http://localhost:8700/",
          "http://[::1]:8700",
          "https://localhost",
          "https://localhost:8700/"}) {
        EXPECT_TRUE(Client::make(url)) << url;
    }
    for (const auto* url :
         {"",
          "localhost:8700",
          "ftp://localhost",
          "https://",
          "http://",
          "http://:80",
          "http://a:0",
          "http://a:x",
          "http://a:70000",
          "http://a/b",
          "http://a b",
          "http://me@a"}) {
        const auto client = Client::make(url);
        ASSERT_FALSE(client) << url;
        EXPECT_EQ(client.error().code, Code::invalid_argument);
    }
}

}  // namespace client_test

}  // namespace ladder::http::test

// The Connect protocol, unary, over a real server: POST, GET, encodings, errors, deadlines.
#include "services/http/connect.hpp"

#include <gmock/gmock.h>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "ladder/v1/case_service.pb.h"
#include "services/http/json_text.hpp"
#include "tests/unit/http/running_server.hpp"

namespace ladder::http::test {

namespace connect_test {

using testing::HasSubstr;

constexpr auto get_case = "/ladder.v1.CaseService/GetCase";
constexpr auto raise_concern = "/ladder.v1.CaseService/RaiseConcern";
constexpr auto open_case = "/ladder.v1.CaseService/OpenCase";
constexpr auto close_concern = "/ladder.v1.CaseService/CloseConcern";

// GetCase gives a case of the name asked for, with its trace id as etag; RaiseConcern answers from
// another thread with bytes, as the journal's writer does; OpenCase refuses with details;
// CloseConcern never answers.
class Connect : public testing::Test {
protected:
    Router router() {
        Router made;
        ConnectService service{made};
        service.add<v1::GetCaseRequest, v1::GetCaseResponse>(
            get_case,
            [](const Call& call, const v1::GetCaseRequest& request, const auto& answer) {
                v1::GetCaseResponse response;
                response.mutable_case_()->set_name(request.name());
                response.mutable_case_()->set_etag(call.trace_id);
                response.mutable_case_()->set_body(std::string{call.header("Ladder-Capacity")});
                answer.send(response);
            }
        );
        service.add<v1::RaiseConcernRequest, v1::RaiseConcernResponse>(
            raise_concern,
            [this](const Call&, const v1::RaiseConcernRequest& request, const auto& answer) {
                threads_.emplace_back([answer, name = request.name()] {
                    v1::RaiseConcernResponse response;
                    response.mutable_case_()->set_name(name);
                    answer.send_bytes(response.SerializeAsString());
                });
            }
        );
        service.add<v1::OpenCaseRequest, v1::OpenCaseResponse>(
            open_case,
            [](const Call&, const v1::OpenCaseRequest&, const auto& answer) {
                answer.send(base::field_error("body", "no such body"));
            }
        );
        service.add<v1::CloseConcernRequest, v1::CloseConcernResponse>(
            close_concern,
            [this](const Call&, const v1::CloseConcernRequest&, const auto& answer) {
                kept_.push_back(answer);
            }
        );
        return made;
    }

    Response post(
        const std::string& path,
        const std::string& type,
        std::string body,
        std::vector<Header> headers = {}
    ) {
        Request request;
        request.method = "POST";
        request.path = path;
        request.headers = std::move(headers);
        if (!type.empty()) {
            request.headers.push_back({"Content-Type", type});
        }
        request.body = std::move(body);
        return client_.send(request).value();
    }

    Response get(const std::string& query) {
        Request request;
        request.method = "GET";
        request.path = get_case;
        request.query = query;
        return client_.send(request).value();
    }

    std::vector<Answer<v1::CloseConcernResponse>> kept_;
    std::vector<std::jthread> threads_;
    RunningServer server_{router()};
    Client client_ = server_.client();
};

std::string header(const Response& response, std::string_view name) {
    for (const auto& header : response.headers) {
        if (equal_names(header.name, name)) {
            return header.value;
        }
    }
    return {};
}

TEST_F(Connect, AnswersJsonWithJson) {
    const auto response = post(get_case, "application/json", R"({"name": "cases/a-b-1"})");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, "application/json");
    EXPECT_THAT(response.body, testing::StartsWith(R"({"case":{"name":"cases/a-b-1","etag":")"));
}

TEST_F(Connect, AnswersBinaryWithBinary) {
    v1::GetCaseRequest request;
    request.set_name("cases/a-b-1");
    const auto response = post(get_case, "application/proto", request.SerializeAsString());
    EXPECT_EQ(response.content_type, "application/proto");
    v1::GetCaseResponse parsed;
    ASSERT_TRUE(parsed.ParseFromString(response.body));
    EXPECT_EQ(parsed.case_().name(), "cases/a-b-1");
}

TEST_F(Connect, TakesTheSpellingsOfTheContentType) {
    for (const auto* type :
         {"application/json; charset=utf-8",
          "Application/JSON;charset=UTF-8",
          "application/json ; charset=\"utf-8\""}) {
        EXPECT_EQ(post(get_case, type, "{}").status, 200) << type;
    }
}

TEST_F(Connect, RefusesOtherContentTypesWith415) {
    for (const auto* type :
         {"",
          "text/plain",
          "application/json; charset=latin1",
          "application/grpc",
          "application/connect+json",
          "application/jsonx"}) {
        const auto response = post(get_case, type, "{}");
        EXPECT_EQ(response.status, 415) << type;
        EXPECT_EQ(header(response, "Accept-Post"), "application/json, application/proto");
    }
}

TEST_F(Connect, AnswersStoredBytesInEitherEncoding) {
    EXPECT_EQ(
        post(raise_concern, "application/json", R"({"name":"cases/x"})").body,
        R"({"case":{"name":"cases/x"}})"
    );
    v1::RaiseConcernRequest request;
    request.set_name("cases/x");
    v1::RaiseConcernResponse response;
    ASSERT_TRUE(response.ParseFromString(
        post(raise_concern, "application/proto", request.SerializeAsString()).body
    ));
    EXPECT_EQ(response.case_().name(), "cases/x");
}

TEST_F(Connect, AnswersAnErrorAsJsonWithDetailsWhateverTheEncoding) {
    for (const auto* type : {"application/json", "application/proto"}) {
        const auto response = post(open_case, type, type[12] == 'j' ? "{}" : "");
        EXPECT_EQ(response.status, 400);
        EXPECT_EQ(response.content_type, "application/json");
        EXPECT_THAT(response.body, HasSubstr(R"("type":"ladder.v1.FieldViolation")"));
        EXPECT_THAT(response.body, HasSubstr(R"("code":"invalid_argument")"));
    }
}

TEST_F(Connect, ReadsHeadersByNameWhateverTheirCase) {
    const auto response = post(get_case, "application/json", "{}", {{"ladder-capacity", "hmcic"}});
    EXPECT_THAT(response.body, HasSubstr(R"("body":"hmcic")"));
}

TEST_F(Connect, RefusesBadMessagesWith400) {
    for (const auto& [type, body] :
         {std::pair{"application/json", "{\"nam\": 1}"},
          std::pair{"application/json", "{"},
          std::pair{"application/json", ""},
          std::pair{"application/proto", "{}"}}) {
        const auto response = post(get_case, type, body);
        EXPECT_EQ(response.status, 400) << body;
        EXPECT_THAT(response.body, HasSubstr("invalid_argument")) << body;
    }
}

TEST_F(Connect, RefusesCompressionAsUnimplemented) {
    const auto response = post(get_case, "application/json", "{}", {{"Content-Encoding", "gzip"}});
    EXPECT_EQ(response.status, 501);
    EXPECT_EQ(header(response, "Accept-Encoding"), "identity");
    EXPECT_THAT(response.body, HasSubstr("supported encodings: identity"));
    EXPECT_EQ(
        post(get_case, "application/json", "{}", {{"Content-Encoding", "identity"}}).status, 200
    );
}

TEST_F(Connect, KnowsTheProtocolVersion) {
    EXPECT_EQ(
        post(get_case, "application/json", "{}", {{"Connect-Protocol-Version", "1"}}).status, 200
    );
    EXPECT_EQ(
        post(get_case, "application/json", "{}", {{"Connect-Protocol-Version", "2"}}).status, 400
    );
}

TEST_F(Connect, EndsACallAtItsDeadline) {
    const auto response =
        post(close_concern, "application/json", "{}", {{"Connect-Timeout-Ms", "30"}});
    EXPECT_EQ(response.status, 504);
    EXPECT_THAT(response.body, HasSubstr("no answer within 30 ms"));
    // The late answer goes nowhere, and the connection still works.
    kept_.at(0).send(v1::CloseConcernResponse{});
    EXPECT_EQ(post(get_case, "application/json", "{}").status, 200);
}

TEST_F(Connect, DoesNotFireTheDeadlineOfAnAnsweredCall) {
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(
            post(get_case, "application/json", "{}", {{"Connect-Timeout-Ms", "9999999999"}}).status,
            200
        );
    }
}

TEST_F(Connect, RefusesBadTimeouts) {
    for (const auto* timeout : {"x", "-1", "1.5", "10000000000", " "}) {
        const auto response =
            post(get_case, "application/json", "{}", {{"Connect-Timeout-Ms", timeout}});
        EXPECT_EQ(response.status, std::string_view{timeout} == " " ? 200 : 400) << timeout;
    }
    EXPECT_EQ(post(get_case, "application/json", "{}", {{"Connect-Timeout-Ms", "0"}}).status, 504);
}

TEST_F(Connect, AnswersAGetWhereThereAreNoSideEffects) {
    EXPECT_THAT(
        get("connect=v1&encoding=json&message=%7B%22name%22%3A%22cases%2Fa%22%7D").body,
        HasSubstr("\"cases/a\"")
    );
    v1::GetCaseRequest request;
    request.set_name("cases/b");
    const auto binary = get(fmt::format(
        "message={}&base64=1&encoding=proto&unknown=1",
        to_base64(request.SerializeAsString(), false)
    ));
    EXPECT_EQ(binary.content_type, "application/proto");
    v1::GetCaseResponse parsed;
    ASSERT_TRUE(parsed.ParseFromString(binary.body));
    EXPECT_EQ(parsed.case_().name(), "cases/b");
    EXPECT_EQ(header(binary, "Cache-Control"), "no-store");
}

TEST_F(Connect, RefusesABadGet) {
    const std::vector<std::pair<std::string, int>> table{
        {"", 400},
        {"encoding=json", 400},
        {"message=%7B%7D", 400},
        {"encoding=xml&message=%7B%7D", 415},
        {"encoding=json&message=%7", 400},
        {"encoding=json&message=%7B%7D&compression=gzip", 501},
        {"encoding=json&message=%7B%7D&connect=v2", 400},
        {"encoding=json&base64=1&message=!!", 400},
        {"encoding=json&message=%7B%7D&base64=0&compression=identity", 200}};
    for (const auto& [query, status] : table) {
        EXPECT_EQ(get(query).status, status) << query;
    }
}

TEST_F(Connect, RefusesAGetThatWouldChangeSomething) {
    Request request;
    request.method = "GET";
    request.path = open_case;
    request.query = "encoding=json&message=%7B%7D";
    const auto response = client_.send(request).value();
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(header(response, "Allow"), "POST");
}

TEST_F(Connect, AnswersAnUnknownProcedureAsUnimplemented) {
    const auto response = post("/ladder.v1.CaseService/GetCases", "application/json", "{}");
    EXPECT_EQ(response.status, 404);
    EXPECT_THAT(response.body, HasSubstr(R"("code":"unimplemented")"));
    EXPECT_THAT(response.body, HasSubstr("did you mean /ladder.v1.CaseService/GetCase?"));
}

TEST_F(Connect, RefusesToRegisterWhatTheProtosDoNotHave) {
    Router made;
    ConnectService service{made};
    const auto nothing = [](const Call&, const v1::GetCaseRequest&, const auto&) {};
    const auto add = [&](const char* procedure) {
        service.add<v1::GetCaseRequest, v1::GetCaseResponse>(procedure, nothing);
    };
    EXPECT_THROW(add("/ladder.v1.CaseService/Nothing"), std::logic_error);
    EXPECT_THROW(add(open_case), std::logic_error);
    EXPECT_THROW(add(""), std::logic_error);
    add(get_case);
    EXPECT_THROW(add(get_case), std::logic_error);
}

}  // namespace connect_test

}  // namespace ladder::http::test

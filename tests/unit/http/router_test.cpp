// Paths, patterns and prefixes: which handler answers.
#include "services/http/router.hpp"

#include <gmock/gmock.h>
#include <stdexcept>

#include <gtest/gtest.h>

namespace ladder::http::test {

namespace router_test {

using testing::HasSubstr;

// Keeps the answer for whoever routed.
class Kept final : public Exchange {
public:
    explicit Kept(Response& into) : into_{into} {}
    void answer(Make make) override { into_ = make(); }
    void expire_at(Deadline, Make) override {}

private:
    Response& into_;
};

Handler saying(const std::string& word) {
    return [word](const Request&, const Reply& reply) {
        Response response;
        response.body = word;
        reply.send(std::move(response));
    };
}

Response answer_of(const Router& router, std::string method, std::string path) {
    Response response;
    Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    router.route(std::move(request), Reply{std::make_shared<Kept>(response)});
    return response;
}

Router site() {
    Router router;
    router.add("GET", "/people", saying("list"));
    router.add("GET", "/people/new", saying("new"));
    router.add("GET", "/people/{id}", saying("one"));
    router.add("POST", "/people/{id}/change/{kind}", saying("change"), 10);
    router.add_below("GET", "/people/", saying("below"));
    return router;
}

struct RouteCase {
    const char* method;
    const char* path;
    int status;
    const char* body;
};

class RouterFinds : public testing::TestWithParam<RouteCase> {};

TEST_P(RouterFinds, ItsHandler) {
    const auto& test = GetParam();
    const auto answer = answer_of(site(), test.method, test.path);
    EXPECT_EQ(answer.status, test.status) << test.path;
    EXPECT_THAT(answer.body, HasSubstr(test.body)) << test.path;
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    RouterFinds,
    testing::Values(
        RouteCase{"GET", "/people", 200, "list"},
        RouteCase{"HEAD", "/people", 200, "list"},
        RouteCase{"GET", "/people/new", 200, "new"},
        RouteCase{"GET", "/people/ann", 200, "one"},
        RouteCase{"GET", "/people/a%2Fb", 200, "one"},
        RouteCase{"POST", "/people/ann/change/title", 200, "change"},
        RouteCase{"GET", "/people/ann/change", 200, "below"},
        RouteCase{"GET", "/people/", 200, "below"},
        RouteCase{"GET", "/people/ann/change/title", 405, "POST"},
        RouteCase{"POST", "/people/ann", 405, "GET, HEAD"},
        RouteCase{"POST", "/people//change/title", 404, "nothing at"},
        RouteCase{"POST", "/people/ann/change/title/", 404, "nothing at"},
        RouteCase{"GET", "/nobody", 404, "nothing at"}
    )
);

TEST(Router, KnowsTheMostBytesOfAPatternsBody) {
    EXPECT_EQ(site().body_bytes_max("POST", "/people/ann/change/title"), 10);
    EXPECT_EQ(site().body_bytes_max("POST", "/elsewhere"), body_bytes_default);
}

TEST(Router, TellsWhichExactPathsItHas) {
    EXPECT_TRUE(site().has("GET", "/people"));
    EXPECT_TRUE(site().has("HEAD", "/people"));
    EXPECT_FALSE(site().has("POST", "/people"));
    EXPECT_FALSE(site().has("GET", "/people/ann"));
}

TEST(Router, TakesOneHandlerForAPatternAndMethod) {
    auto router = site();
    EXPECT_THROW(router.add("GET", "/people/{id}", saying("again")), std::logic_error);
}

}  // namespace router_test

}  // namespace ladder::http::test

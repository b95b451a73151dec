// /livez, /readyz and /version.
#include "services/http/health.hpp"

#include <atomic>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/http/running_server.hpp"

namespace ladder::http::test {

namespace health_test {

using testing::HasSubstr;

Response get(Client& client, std::string path, std::string query = "", std::string method = "GET") {
    Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.query = std::move(query);
    return client.send(request).value();
}

Router health(std::atomic<bool>& up) {
    Router router;
    std::vector<ReadyCheck> checks;
    checks.push_back({"database", [&] { return up ? "" : "no connection"; }});
    checks.push_back({"schema", [] { return ""; }});
    add_health(router, std::move(checks), Version{"0.1.0", "abc\"def", "0003"});
    return router;
}

TEST(Health, LivezAnswersWhateverTheChecksSay) {
    std::atomic<bool> up{false};
    const RunningServer server{health(up)};
    auto client = server.client();
    EXPECT_EQ(get(client, "/livez").status, 200);
    EXPECT_EQ(get(client, "/livez").body, "ok\n");
}

TEST(Health, ReadyzFollowsTheChecks) {
    std::atomic<bool> up{true};
    const RunningServer server{health(up)};
    auto client = server.client();
    EXPECT_EQ(get(client, "/readyz").body, "ok\n");
    EXPECT_EQ(get(client, "/readyz", "verbose").body, "[+]database ok\n[+]schema ok\nok\n");
    up = false;
    EXPECT_EQ(get(client, "/readyz").status, 503);
    EXPECT_EQ(get(client, "/readyz").body, "not ready: database\n");
    EXPECT_EQ(
        get(client, "/readyz", "verbose=1").body,
        "[-]database failed: no connection\n[+]schema ok\nnot ready: database\n"
    );
    up = true;
    EXPECT_EQ(get(client, "/readyz").status, 200);
}

TEST(Health, VersionIsJson) {
    std::atomic<bool> up{true};
    const RunningServer server{health(up)};
    auto client = server.client();
    const auto response = get(client, "/version");
    EXPECT_EQ(response.content_type, "application/json");
    EXPECT_EQ(response.body, R"({"version":"0.1.0","commit":"abc\"def","schema":"0003"})");
}

TEST(Health, HeadGivesTheHeadersOnly) {
    std::atomic<bool> up{false};
    const RunningServer server{health(up)};
    auto client = server.client();
    for (const auto* path : {"/livez", "/readyz", "/version"}) {
        const auto head = get(client, path, "", "HEAD");
        const auto full = get(client, path);
        EXPECT_EQ(head.status, full.status) << path;
        EXPECT_EQ(head.content_type, full.content_type) << path;
        EXPECT_EQ(head.body, "") << path;
    }
}

}  // namespace health_test

}  // namespace ladder::http::test

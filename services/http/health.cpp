#include "services/http/health.hpp"

#include <utility>

#include <fmt/format.h>

#include "services/http/json_text.hpp"

namespace ladder::http {

namespace {

constexpr std::string_view plain_text = "text/plain; charset=utf-8";

Response text_response(int status, std::string body) {
    Response response;
    response.status = status;
    response.content_type = plain_text;
    response.body = std::move(body);
    response.code = status == 200 ? "ok" : "unavailable";
    return response;
}

bool is_verbose(std::string_view query) {
    return query == "verbose" || query.substr(0, 8) == "verbose=" ||
           query.substr(0, 8) == "verbose&";
}

Response readiness(const std::vector<ReadyCheck>& checks, bool verbose) {
    std::string list;
    std::string failed;
    for (const auto& check : checks) {
        const auto problem = check.problem();
        if (problem.empty()) {
            list += fmt::format("[+]{} ok\n", check.name);
        } else {
            list += fmt::format("[-]{} failed: {}\n", check.name, problem);
            failed += fmt::format("{}{}", failed.empty() ? "" : ", ", check.name);
        }
    }
    const auto verdict =
        failed.empty() ? std::string{"ok\n"} : fmt::format("not ready: {}\n", failed);
    return text_response(failed.empty() ? 200 : 503, (verbose ? list : std::string{}) + verdict);
}

}  // namespace

void add_health(Router& router, std::vector<ReadyCheck> checks, const Version& version) {
    router.add("GET", "/livez", [](const Request&, const Reply& reply) {
        reply.send(text_response(200, "ok\n"));
    });
    router.add(
        "GET",
        "/readyz",
        [held = std::move(checks)](const Request& request, const Reply& reply) {
            reply.send(readiness(held, is_verbose(request.query)));
        }
    );
    auto json = fmt::format(
        R"({{"version":{},"commit":{},"schema":{}}})",
        json_quote(version.version),
        json_quote(version.commit),
        json_quote(version.schema)
    );
    router.add("GET", "/version", [text = std::move(json)](const Request&, const Reply& reply) {
        Response response;
        response.content_type = "application/json";
        response.body = text;
        reply.send(std::move(response));
    });
}

}  // namespace ladder::http

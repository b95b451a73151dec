#include "services/cli/remote.hpp"

#include <unistd.h>

#include <fmt/ranges.h>

#include "engine/base/names.hpp"
#include "services/access/doorkeeper.hpp"
#include "services/cli/secret_file.hpp"

namespace ladder::cli {

base::Result<http::Client> connect(const Session& session) {
    const auto& config = session.config();
    if (config.client_cert.empty() != config.client_key.empty()) {
        return base::field_error(
            config.client_cert.empty() ? "client_cert" : "client_key",
            "is missing; a certificate is shown with its private key"
        );
    }
    http::ClientOptions options;
    options.server_ca = config.server_ca;
    options.client_certificate = config.client_cert;
    options.client_key = config.client_key;
    if (!options.client_key.empty()) {
        if (const auto key = read_secret_file(options.client_key); !key) {
            return key.error();
        }
    }
    return http::Client::make(config.server, std::move(options));
}

base::Result<std::vector<http::Header>> headers_of(const Session& session) {
    const auto& config = session.config();
    std::vector<http::Header> headers;
    auto path = config.token_file;
    if (path.empty()) {
        const auto kept = token_path_of(config.server);
        path = kept.empty() || ::access(kept.c_str(), F_OK) != 0 ? std::string{} : kept;
    }
    if (!path.empty()) {
        const auto token = read_secret_file(path);
        if (!token) {
            return token.error();
        }
        headers.push_back({"Authorization", "Bearer " + *token});
    }
    if (!config.capacity.empty()) {
        headers.push_back({std::string{access::capacity_header}, config.capacity});
    }
    return headers;
}

namespace {

base::Result<v1::Case> fetch_named(const Session& session, const std::string& name) {
    v1::GetCaseRequest request;
    request.set_name(name);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    auto response = ask<v1::GetCaseResponse>(session, "CaseService/GetCase", request);
    if (!response) {
        return response.error();
    }
    return std::move(*response->mutable_case_());
}

// The names of a body's cases that are open, or of all if none is. Empty too if there is no such
// body.
std::vector<std::string> cases_of_body(const Session& session, const std::string& id) {
    v1::ListCasesRequest request;
    request.set_body("bodies/" + id);
    request.set_include_closed(true);
    if (!set_known_at(session, request)) {
        return {};
    }
    const auto all = ask_all<v1::ListCasesResponse>(
        session, "CaseService/ListCases", request, [](auto& page) { return page.mutable_cases(); }
    );
    std::vector<std::string> open;
    std::vector<std::string> closed;
    if (all) {
        for (const auto& one : all->cases()) {
            (one.closed_on().empty() ? open : closed).push_back(one.name());
        }
    }
    return open.empty() ? closed : open;
}

}  // namespace

base::Result<v1::Case> fetch_case(const Session& session, const std::string& name) {
    auto found = fetch_named(session, full("cases", name));
    if (found || found.error().code != base::Code::not_found || !base::is_id(name)) {
        return found;
    }
    const auto cases = cases_of_body(session, name);
    if (cases.empty()) {
        return found;
    }
    if (cases.size() > 1) {
        return base::Error{
            base::Code::invalid_argument,
            fmt::format("{} has several cases; name one of {}", name, fmt::join(cases, ", ")),
            {}};
    }
    return fetch_named(session, cases.front());
}

}  // namespace ladder::cli

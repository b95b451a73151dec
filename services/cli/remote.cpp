#include "services/cli/remote.hpp"

#include <fmt/ranges.h>

#include "engine/base/names.hpp"
#include "services/http/actor_header.hpp"

namespace ladder::cli {

base::Result<http::Client> connect(const Session& session) {
    return http::Client::make(session.config().server);
}

std::vector<http::Header> headers_of(const Session& session) {
    const auto& config = session.config();
    if (config.actor.empty() && config.capacity.empty()) {
        return {};
    }
    v1::Actor actor;
    actor.set_person(config.actor);
    actor.set_capacity(config.capacity);
    return {{std::string{http::actor_header}, http::actor_text(actor)}};
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

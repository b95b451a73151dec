#include "services/cli/remote.hpp"

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

base::Result<v1::Case> fetch_case(const Session& session, const std::string& name) {
    v1::GetCaseRequest request;
    request.set_name(full("cases", name));
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    auto response = ask<v1::GetCaseResponse>(session, "CaseService/GetCase", request);
    if (!response) {
        return response.error();
    }
    return std::move(*response->mutable_case_());
}

}  // namespace ladder::cli

#include "services/http/refusals.hpp"

#include <fmt/format.h>

#include "services/http/connect_error.hpp"

namespace ladder::http {

using base::Code;

namespace {

Response wait_response(Code code, std::chrono::seconds wait, const std::string& message) {
    auto response = error_response({code, message, {}});
    response.headers.push_back({"Retry-After", fmt::to_string(wait.count())});
    return response;
}

}  // namespace

Response refusal_response(const Admission::Refusal& refusal, const AdmissionLimits& limits) {
    const auto wait = refusal.retry_after;
    switch (refusal.reason) {
        case Admission::Reason::too_fast:
            return wait_response(
                Code::resource_exhausted,
                wait,
                fmt::format(
                    "more than {} requests in a minute; try again in {} s",
                    limits.requests_per_minute,
                    wait.count()
                )
            );
        case Admission::Reason::too_many_at_once:
            return wait_response(
                Code::resource_exhausted,
                wait,
                fmt::format(
                    "{} of your requests are under way already; wait for their answers",
                    limits.requests_at_once
                )
            );
        case Admission::Reason::overloaded:
            break;
    }
    return wait_response(
        Code::unavailable,
        wait,
        fmt::format(
            "the server has {} requests under way; try again in {} s",
            limits.requests_at_once_of_all,
            wait.count()
        )
    );
}

Response full_response(std::size_t connections_max) {
    return wait_response(
        Code::unavailable,
        std::chrono::seconds{1},
        fmt::format("the server has its {} connections; try again in a second", connections_max)
    );
}

Response crowded_response(std::size_t connections_per_address) {
    return wait_response(
        Code::resource_exhausted,
        std::chrono::seconds{1},
        fmt::format(
            "your address has {} connections already; keep them alive and use them",
            connections_per_address
        )
    );
}

}  // namespace ladder::http

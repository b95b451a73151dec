// From a request to the journal writer: who asks, what for, under which request id.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <google/protobuf/message.h>

#include "db/journal_writer.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/common.pb.h"

namespace ladder::api {

// Takes the serialised response, or the error. Called once, on any thread; must not block.
using Done = std::function<void(base::Result<std::string>)>;

// SHA-256 over the method, the actor and the request without its request_id: tells a repetition
// from another request under the same id.
std::string fingerprint(
    std::string_view method, const v1::Actor& actor, const google::protobuf::Message& request
);

// Errors: unauthenticated without a person or capacity; invalid_argument for a request id that is
// not 1 to 100 printable characters.
[[nodiscard]] base::Result<void> check_caller(const v1::Actor& actor, std::string_view request_id);

// The day on which history entered later was known, where the request gives one. A date that can't
// be read is left to decide(), which names it with all other problems.
template <class Request>
std::optional<base::Date> known_on_of(const Request& request) {
    if constexpr (requires { request.known_on(); }) {
        if (!request.known_on().empty()) {
            if (const auto day = base::parse_date(request.known_on())) {
                return *day;
            }
        }
    }
    return std::nullopt;
}

// The stream that the request decides on, where it names one.
template <class Request>
std::string stream_of(const Request& request) {
    if constexpr (requires { request.name(); }) {
        if (db::is_stream(request.name())) {
            return request.name();
        }
    }
    return {};
}

// The work of a mutation, all but its decide(). `method` is the RPC's, such as
// "CaseService/OpenCase".
template <class Request>
db::Work work_for(
    std::string_view method, const v1::Actor& actor, const Request& request, Done done
) {
    db::Work work;
    work.actor = actor;
    work.request_id = request.request_id();
    work.fingerprint = fingerprint(method, actor, request);
    work.known_on = known_on_of(request);
    work.validate_only = request.validate_only();
    work.stream = stream_of(request);
    work.done = std::move(done);
    return work;
}

}  // namespace ladder::api

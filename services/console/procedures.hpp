// The API as pages ask it: the same procedures, in this process.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "engine/base/result.hpp"
#include "services/access/caller.hpp"
#include "services/http/message.hpp"
#include "services/http/router.hpp"

namespace ladder::console {

// Whatever the API asks of a caller over the network it asks of a page: there is no second way in.
// Safe from many threads.
class Procedures {
public:
    // `api` has the procedures, and nothing of the console.
    explicit Procedures(http::Router api) : api_{std::move(api)} {}

    // Asks "AccessService/WhoAmI" for the caller, on behalf of the request that a browser made.
    // Blocks: not for a thread that the API answers from. Errors: those of the procedure.
    template <class Response, class Request>
    [[nodiscard]] base::Result<Response> call(
        std::string_view procedure,
        const access::Caller& caller,
        const http::Request& visit,
        const Request& request
    ) const {
        const auto bytes = call_bytes(procedure, caller, visit, request.SerializeAsString());
        if (!bytes) {
            return bytes.error();
        }
        Response response;
        if (!response.ParseFromString(*bytes)) {
            return base::Error{base::Code::internal, "the answer can't be read", {}};
        }
        return response;
    }

private:
    base::Result<std::string> call_bytes(
        std::string_view procedure,
        const access::Caller& caller,
        const http::Request& visit,
        std::string message
    ) const;

    http::Router api_;
};

}  // namespace ladder::console

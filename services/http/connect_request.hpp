// The protocol's part of a request: encoding, time-out, and where the message is.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "engine/base/result.hpp"
#include "services/http/codec.hpp"
#include "services/http/message.hpp"

namespace ladder::http {

// A unary request as the protocol has it, before its message is parsed.
struct ConnectRequest {
    Encoding encoding = Encoding::json;
    std::string message;
    std::optional<std::chrono::milliseconds> timeout;
};

// A misuse of the protocol, with the HTTP status that it asks for.
struct ConnectRefusal {
    int status;
    base::Error error;
};

// Takes the message out of `request`: the body of a POST, a query parameter of a GET.
// Errors: 415 for a content type or encoding that is not JSON or binary protobuf; unimplemented for
// a compression; invalid_argument for another protocol version, a bad time-out or a bad query;
// deadline_exceeded if the time-out is 0.
boost::system::result<ConnectRequest, ConnectRefusal> read_connect_request(Request& request);

}  // namespace ladder::http

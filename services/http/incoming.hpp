// A request while it is being read.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "engine/base/result.hpp"
#include "services/http/message.hpp"
#include "services/http/request_target.hpp"
#include "services/http/router.hpp"
#include "services/http/server.hpp"

namespace ladder::http {

struct Incoming {
    boost::beast::http::request_parser<boost::beast::http::string_body> parser;
    std::string method;
    Target target;
    std::string remote;  // of the caller; behind a proxy, as it told
    std::string trace_id;
    bool wants_page = false;          // a browser shows the answer to somebody
    std::optional<Response> refusal;  // why it is answered without its handler
    std::size_t header_bytes = 0;     // read so far
    std::size_t body_bytes = 0;       // read so far, chunk headers included
    std::size_t body_bytes_max = 0;
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();

    // Sets the refusal. Gives false, for the caller to return.
    bool refuse(int status, base::Code code, std::string message);
};

// Reads what the whole header says: method, target, the body's limit. False with a refusal if the
// request is refused by its header alone.
bool check_header(Incoming& incoming, const ServerOptions& options, const Router& router);

// The request, once it is whole. Moves it out of `incoming`.
Request to_request(Incoming& incoming);

// The header of this name as it was sent; empty if there is none. Borrows from the parser.
std::string_view header_of(const Incoming& incoming, std::string_view name);
// The last one: what the nearest proxy wrote.
std::string_view last_header_of(const Incoming& incoming, std::string_view name);

}  // namespace ladder::http

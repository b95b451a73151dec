// The edge: bytes of a connection up to the message of a call, as connection_read.cpp takes them.
#include <boost/asio/buffer.hpp>

#include "services/http/connect_request.hpp"
#include "services/http/incoming.hpp"
#include "services/http/trace.hpp"
#include "tests/fuzz/guided/expect.hpp"

namespace ladder::fuzz {

namespace {

namespace beast_http = boost::beast::http;
constexpr std::uint32_t header_bytes_most = 16'384;
constexpr std::uint64_t body_bytes_most = 65'536;

const http::Router& router() {
    static const http::Router one = [] {
        http::Router made;
        made.add(
            "POST", "/ladder.v1.CaseService/GetCase", [](auto&&...) {}, 1024
        );
        made.add_below("GET", "/documents/", [](auto&&...) {});
        return made;
    }();
    return one;
}

// Gives the parser bytes until it has no more use for them; false on an error.
bool feed(http::Incoming& incoming, std::string_view& bytes, bool header_alone) {
    auto& parser = incoming.parser;
    while (!bytes.empty() && !(header_alone ? parser.is_header_done() : parser.is_done())) {
        boost::system::error_code error;
        const auto used = parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
        bytes.remove_prefix(used);
        if (error || used == 0) {
            return false;
        }
    }
    return header_alone ? parser.is_header_done() : parser.is_done();
}

// One request; false where the connection would end.
bool take_request(std::string_view& bytes) {
    http::Incoming incoming;
    http::ServerOptions options;
    options.body_bytes_max = body_bytes_most;
    incoming.parser.eager(false);
    incoming.parser.header_limit(header_bytes_most);
    incoming.parser.body_limit(boost::none);
    if (!feed(incoming, bytes, true)) {
        return false;
    }
    if (!http::check_header(incoming, options, router())) {
        expect(incoming.refusal && incoming.refusal->status >= 400, "a refusal has its status");
        return false;
    }
    expect(incoming.target.path.front() == '/', "a path begins with a slash");
    expect(incoming.body_bytes_max <= body_bytes_most, "no body may be longer than all may");
    (void)http::remote_of_forwarded(http::last_header_of(incoming, "X-Forwarded-For"));
    const auto trace = http::trace_id_of(http::header_of(incoming, "traceparent"));
    expect(trace.empty() || trace.size() == 32, "a trace id has 32 digits");
    incoming.parser.eager(true);
    incoming.parser.body_limit(incoming.body_bytes_max);
    if (!feed(incoming, bytes, false)) {
        return false;
    }
    const bool keeps = incoming.parser.keep_alive();
    auto request = http::to_request(incoming);
    expect(request.body.size() <= incoming.body_bytes_max, "a body is within its limit");
    const auto call = http::read_connect_request(request);
    if (!call) {
        expect(call.error().status >= 400, "a misuse has its status");
        expect_clear(call.error().error);
    }
    return keeps;
}

}  // namespace

}  // namespace ladder::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    auto text = ladder::fuzz::text_of(bytes, size);
    while (!text.empty() && ladder::fuzz::take_request(text)) {
    }
    return 0;
}

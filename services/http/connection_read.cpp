// Connection: reading a request.
#include <array>
#include <string_view>

#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/error.hpp>
#include <fmt/format.h>

#include "services/http/connection.hpp"
#include "services/http/incoming.hpp"

namespace ladder::http {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using base::Code;

namespace {

constexpr std::size_t header_read_bytes = std::size_t{8} * 1024;
constexpr std::size_t body_read_bytes = std::size_t{64} * 1024;
constexpr std::size_t buffer_kept_bytes = std::size_t{128} * 1024;

}  // namespace

// Appends what the socket has to the buffer. False if the connection is at its end or was cut.
asio::awaitable<bool> Connection::read_some(std::size_t bytes) {
    if (timed_out_ || abandoned_) {
        co_return false;
    }
    const auto [error, size] = co_await stream_.read_some(buffer_.prepare(bytes));
    buffer_.commit(size);
    co_return !error && !timed_out_;
}

// False if there is no whole request: with a refusal to send, or without if the connection just
// ends.
asio::awaitable<bool> Connection::read_request(Incoming& incoming) {
    if (buffer_.size() == 0) {
        if (buffer_.capacity() > buffer_kept_bytes) {
            buffer_.shrink_to_fit();
        }
        if (state_->draining) {
            co_return false;
        }
        enter(Phase::idle, state_->options.idle_timeout);
        const bool any = co_await read_some(header_read_bytes);
        if (!any) {
            co_return false;
        }
    }
    incoming.begun = Clock::now();
    const bool header = co_await read_header(incoming);
    if (!header) {
        co_return false;
    }
    incoming.trace_id = trace_id_of(header_of(incoming, "traceparent"));
    if (!check_header(incoming, state_->options, state_->router)) {
        co_return false;
    }
    const bool body = co_await read_body(incoming);
    co_return body;
}

asio::awaitable<bool> Connection::read_header(Incoming& incoming) {
    auto& parser = incoming.parser;
    const auto bytes_max = state_->options.header_bytes_max;
    enter(Phase::reading, state_->options.header_timeout);
    parser.eager(false);
    parser.header_limit(static_cast<std::uint32_t>(bytes_max));
    parser.body_limit(boost::none);  // check_header knows the limit
    while (true) {
        boost::system::error_code error;
        if (buffer_.size() > 0) {
            const auto used = parser.put(buffer_.data(), error);
            buffer_.consume(used);
            incoming.header_bytes += used;
        }
        // Beast limits what one look at the buffer finds, not what many small ones add up to.
        const bool done = parser.is_header_done();
        const auto bytes = incoming.header_bytes + (done ? 0 : buffer_.size());
        if (error == beast_http::error::header_limit || bytes > bytes_max) {
            co_return incoming.refuse(
                431,
                Code::resource_exhausted,
                fmt::format("the request's header is longer than {} bytes", bytes_max)
            );
        }
        if (done) {
            co_return true;
        }
        if (error && error != beast_http::error::need_more) {
            co_return incoming.refuse(
                400,
                Code::invalid_argument,
                fmt::format("not an HTTP/1.1 request: {}", error.message())
            );
        }
        const bool more = co_await read_some(header_read_bytes);
        if (!more) {
            if (timed_out_) {
                incoming.refuse(
                    408, Code::deadline_exceeded, "the request's header did not arrive in time"
                );
            }
            co_return false;
        }
    }
}

asio::awaitable<bool> Connection::read_body(Incoming& incoming) {
    auto& parser = incoming.parser;
    enter(Phase::reading, stall_allowance(0));
    if (!parser.is_done() && buffer_.size() == 0 && !header_of(incoming, "Expect").empty()) {
        const bool sent = co_await send_continue();
        if (!sent) {
            co_return false;
        }
    }
    const auto begun = Clock::now();
    parser.eager(true);
    parser.body_limit(incoming.body_bytes_max);
    while (!parser.is_done()) {
        boost::system::error_code error;
        if (buffer_.size() > 0) {
            const auto used = parser.put(buffer_.data(), error);
            buffer_.consume(used);
            incoming.body_bytes += used;
        }
        if (parser.is_done()) {
            break;
        }
        if (error == beast_http::error::body_limit) {
            co_return incoming.refuse(
                413,
                Code::resource_exhausted,
                fmt::format("the body is longer than {} bytes", incoming.body_bytes_max)
            );
        }
        if (error && error != beast_http::error::need_more) {
            co_return incoming.refuse(
                400, Code::invalid_argument, fmt::format("a bad body: {}", error.message())
            );
        }
        deadline_ = begun + stall_allowance(incoming.body_bytes);
        const bool more = co_await read_some(body_read_bytes);
        if (!more && timed_out_) {
            incoming.refuse(408, Code::deadline_exceeded, "the body did not arrive in time");
        } else if (!more) {
            incoming.refuse(
                400,
                Code::invalid_argument,
                fmt::format("the body ended early, after {} bytes", incoming.body_bytes)
            );
        }
        if (!more) {
            co_return false;
        }
    }
    co_return true;
}

asio::awaitable<bool> Connection::send_continue() {
    const std::string_view text = "HTTP/1.1 100 Continue\r\n\r\n";
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(text), asio::const_buffer{}};
    const auto [error, size] = co_await stream_.write(buffers);
    co_return !error && size == text.size();
}

}  // namespace ladder::http

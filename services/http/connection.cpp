#include "services/http/connection.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <fmt/format.h>

#include "services/http/connect_error.hpp"
#include "services/http/pending_answer.hpp"
#include "services/http/request_target.hpp"
#include "services/http/response_text.hpp"

namespace ladder::http {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using asio::ip::tcp;
using base::Code;
using std::chrono::milliseconds;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t header_read_bytes = 8 * 1024;
constexpr std::size_t body_read_bytes = 64 * 1024;
constexpr std::size_t buffer_kept_bytes = 128 * 1024;
constexpr milliseconds linger_time{1000};

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

std::string remote_of(const tcp::socket& socket) {
    boost::system::error_code error;
    const auto peer = socket.remote_endpoint(error);
    return error ? std::string{} : fmt::format("{}:{}", peer.address().to_string(), peer.port());
}

}  // namespace

struct Connection::Incoming {
    beast_http::request_parser<beast_http::string_body> parser;
    Target target;
    std::optional<Response> refusal;  // why it is answered without its handler
    std::string trace_id;
    std::size_t body_bytes_max = 0;
    std::size_t body_bytes = 0;
    std::size_t header_bytes = 0;
    Clock::time_point begun = Clock::now();

    // Gives false, for the reader to return.
    bool refuse(int status, Code code, std::string message) {
        refusal = error_response(status, base::Error{code, std::move(message), {}});
        return false;
    }
};

const std::string& ServerState::date() {
    const auto now = std::time(nullptr);
    if (now != dated_) {
        dated_ = now;
        date_ = http_date(now);
    }
    return date_;
}

Connection::Connection(std::shared_ptr<ServerState> state, tcp::socket socket)
    : state_{std::move(state)}, socket_{std::move(socket)}, remote_{remote_of(socket_)} {
    state_->connections.insert(this);
}

Connection::~Connection() {
    state_->connections.erase(this);
    if (state_->connections.empty() && state_->emptied) {
        state_->emptied();
    }
}

asio::awaitable<void> Connection::run() {
    const auto self = shared_from_this();
    bool more = true;
    while (more) {
        more = co_await serve_one();
    }
}

// True if the connection stays open for another request.
asio::awaitable<bool> Connection::serve_one() {
    Incoming incoming;
    const bool whole = co_await read_request(incoming);
    if (!whole && !incoming.refusal) {
        co_return false;
    }
    const bool head = incoming.parser.is_header_done() &&
                      incoming.parser.get().method() == beast_http::verb::head;
    Response response;
    if (whole) {
        auto request = to_request(incoming);
        response = co_await answer_of(std::move(request));
    } else {
        response = std::move(*incoming.refusal);
    }
    if (abandoned_) {
        co_return false;
    }
    if (response.status >= 500) {
        response.headers.push_back({"Trace-Id", incoming.trace_id});
    }
    const bool keep_alive = whole && incoming.parser.keep_alive() && !state_->draining;
    const bool written = co_await write(response, keep_alive, !head);
    log(incoming, response);
    if (written && !keep_alive) {
        co_await linger();
    }
    co_return written&& keep_alive;
}

asio::awaitable<void> Connection::refuse() {
    const auto self = shared_from_this();
    auto response = error_response(
        503,
        {Code::unavailable,
         fmt::format(
             "the server has its {} connections; try again in a second",
             state_->options.connections_max
         ),
         {}}
    );
    response.headers.push_back({"Retry-After", "1"});
    const bool written = co_await write(response, false, true);
    if (written) {
        co_await linger();
    }
}

// Appends what the socket has to the buffer. False if the connection is at its end or was cut.
asio::awaitable<bool> Connection::read_some(std::size_t bytes) {
    if (timed_out_ || abandoned_) {
        co_return false;
    }
    const auto [error, size] = co_await socket_.async_read_some(buffer_.prepare(bytes), as_result);
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
    const auto traceparent = view(incoming.parser.get()["traceparent"]);
    incoming.trace_id = trace_id_of(traceparent);
    if (incoming.trace_id.empty()) {
        incoming.trace_id = state_->trace_ids.next();
    }
    if (!check_header(incoming)) {
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
    if (!parser.is_done() && buffer_.size() == 0 && !parser.get()["Expect"].empty()) {
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
    const auto [error, size] = co_await asio::async_write(socket_, asio::buffer(text), as_result);
    co_return !error && size == text.size();
}

// False with a refusal if the request is refused by its header alone.
bool Connection::check_header(Incoming& incoming) const {
    const auto& header = incoming.parser.get();
    auto target = split_target(view(header.target()));
    if (!target) {
        return incoming.refuse(
            400, Code::invalid_argument, "the request's target must be a path such as /livez"
        );
    }
    incoming.target = std::move(*target);
    const auto host = view(header[beast_http::field::host]);
    if (header.version() >= 11 && header.count(beast_http::field::host) != 1) {
        return incoming.refuse(
            400, Code::invalid_argument, "an HTTP/1.1 request has one Host header"
        );
    }
    if (state_->options.loopback_hosts_only && !host.empty() && !is_loopback_host(host)) {
        return incoming.refuse(
            421,
            Code::permission_denied,
            "the Host header names another machine; use localhost, 127.0.0.1 or [::1]"
        );
    }
    const auto expect = view(header["Expect"]);
    if (!expect.empty() && !equal_names(expect, "100-continue")) {
        return incoming.refuse(
            417, Code::invalid_argument, "no expectation but 100-continue can be met"
        );
    }
    incoming.body_bytes_max =
        state_->router.body_bytes_max(view(header.method_string()), incoming.target.path);
    const auto length = incoming.parser.content_length();
    if (length && *length > incoming.body_bytes_max) {
        return incoming.refuse(
            413,
            Code::resource_exhausted,
            fmt::format(
                "the body of {} bytes is longer than the {} that may be sent here",
                *length,
                incoming.body_bytes_max
            )
        );
    }
    return true;
}

Request Connection::to_request(Incoming& incoming) const {
    auto message = incoming.parser.release();
    Request request;
    request.method = view(message.method_string());
    request.path = incoming.target.path;
    request.query = std::move(incoming.target.query);
    for (const auto& field : message) {
        request.headers.push_back(
            {std::string{view(field.name_string())}, std::string{view(field.value())}}
        );
    }
    request.body = std::move(message.body());
    request.remote = remote_;
    request.trace_id = incoming.trace_id;
    return request;
}

asio::awaitable<Response> Connection::answer_of(Request request) {
    enter(Phase::handling, milliseconds::max());
    start(std::move(request));
    if (!answer_) {
        // std::function copies what it holds, and a coroutine's handler only moves.
        auto wait = [this](auto&& handler) {
            using Held = std::decay_t<decltype(handler)>;
            auto held = std::make_shared<Held>(std::forward<decltype(handler)>(handler));
            resume_ = [held] { std::move (*held)(); };
        };
        co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(
            wait, asio::use_awaitable
        );
    }
    if (expiry_) {
        expiry_->cancel();
    }
    const auto make = std::exchange(answer_, nullptr);
    ++exchange_;  // whatever else comes for this one is too late
    Response response;
    if (make) {
        response = make();
    }
    co_return response;
}

void Connection::start(Request request) {
    const auto pending = std::make_shared<PendingAnswer>(state_, weak_from_this(), exchange_);
    starting_ = true;
    try {
        state_->router.route(std::move(request), Reply{pending});
    } catch (...) {
        pending->answer([] {
            return error_response({Code::internal, "the server failed at this request", {}});
        });
    }
    starting_ = false;
}

bool Connection::is_starting(std::uint64_t exchange) const {
    return starting_ && exchange == exchange_;
}

void Connection::deliver(std::uint64_t exchange, Exchange::Make make) {
    if (exchange != exchange_ || answer_) {
        return;
    }
    answer_ = std::move(make);
    if (resume_) {
        std::exchange(resume_, nullptr)();
    }
}

void Connection::expire_at(
    const std::shared_ptr<Exchange>& exchange, Exchange::Deadline deadline, Exchange::Make make
) {
    if (!expiry_) {
        expiry_ = std::make_unique<asio::steady_timer>(state_->io);
    }
    expiry_->expires_at(deadline);
    expiry_->async_wait([weak = std::weak_ptr<Exchange>{exchange},
                         made = std::move(make)](boost::system::error_code error) mutable {
        const auto alive = error ? nullptr : weak.lock();
        if (alive) {
            alive->answer(std::move(made));
        }
    });
}

asio::awaitable<bool> Connection::write(const Response& response, bool keep_alive, bool with_body) {
    const auto head = head_text(response, state_->date(), keep_alive);
    const auto body_bytes = with_body ? response.body.size() : 0;
    enter(Phase::writing, stall_allowance(head.size() + body_bytes));
    const std::array<asio::const_buffer, 2> buffers{
        asio::buffer(head), asio::buffer(response.body.data(), body_bytes)};
    const auto [error, size] = co_await asio::async_write(socket_, buffers, as_result);
    co_return !error && size == head.size() + body_bytes;
}

// Closing a socket that has unread bytes resets it, and the peer may lose the answer. So say that
// no more comes, and let the peer close, for a while.
asio::awaitable<void> Connection::linger() {
    enter(Phase::lingering, linger_time);
    timed_out_ = false;
    boost::system::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    bool more = true;
    while (more) {
        buffer_.clear();
        more = co_await read_some(header_read_bytes);
    }
}

void Connection::log(const Incoming& incoming, const Response& response) const {
    if (!state_->options.log) {
        return;
    }
    RequestRecord record;
    const bool parsed = incoming.parser.is_header_done();
    record.method = parsed ? view(incoming.parser.get().method_string()) : std::string_view{};
    record.path = incoming.target.path;
    record.remote = remote_;
    record.trace_id = incoming.trace_id;
    record.status = response.status;
    record.code = response.code;
    record.micros =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - incoming.begun)
            .count();
    record.request_bytes = incoming.body_bytes;
    record.response_bytes = response.body.size();
    state_->options.log(record);
}

void Connection::enter(Phase phase, milliseconds allowed) {
    phase_ = phase;
    deadline_ = allowed == milliseconds::max() ? Clock::time_point::max() : Clock::now() + allowed;
}

milliseconds Connection::stall_allowance(std::size_t bytes) const {
    const auto rate = std::max<std::size_t>(1, state_->options.bytes_per_second_min);
    return state_->options.stall_timeout + milliseconds{bytes * 1000 / rate};
}

void Connection::sweep(Clock::time_point now) {
    if (now < deadline_) {
        return;
    }
    timed_out_ = true;
    deadline_ = Clock::time_point::max();
    boost::system::error_code ignored;
    if (phase_ == Phase::reading) {
        socket_.cancel(ignored);  // there is still an answer to write
    } else {
        socket_.close(ignored);
    }
}

void Connection::drain() {
    if (phase_ == Phase::idle) {
        boost::system::error_code ignored;
        socket_.close(ignored);
    }
}

void Connection::abandon() {
    abandoned_ = true;
    boost::system::error_code ignored;
    socket_.close(ignored);
    if (resume_) {
        asio::post(state_->io, std::exchange(resume_, nullptr));
    }
}

}  // namespace ladder::http

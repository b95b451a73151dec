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
#include <fmt/format.h>

#include "services/http/connect_error.hpp"
#include "services/http/incoming.hpp"
#include "services/http/pending_answer.hpp"
#include "services/http/response_text.hpp"

namespace ladder::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using base::Code;
using std::chrono::milliseconds;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t linger_read_bytes = std::size_t{8} * 1024;
constexpr milliseconds linger_time{1000};

std::string remote_of(const tcp::socket& socket) {
    boost::system::error_code error;
    const auto peer = socket.remote_endpoint(error);
    return error ? std::string{} : fmt::format("{}:{}", peer.address().to_string(), peer.port());
}

}  // namespace

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
    if (incoming.trace_id.empty()) {
        incoming.trace_id = state_->trace_ids.next();
    }
    const bool head = incoming.method == "HEAD";
    Response response;
    if (whole) {
        auto request = to_request(incoming, remote_);
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
    const bool stays_open = written && keep_alive;
    co_return stays_open;
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
        more = co_await read_some(linger_read_bytes);
    }
}

void Connection::log(const Incoming& incoming, const Response& response) const {
    if (!state_->options.log) {
        return;
    }
    RequestRecord record;
    record.method = incoming.method;
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

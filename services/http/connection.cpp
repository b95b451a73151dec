#include "services/http/connection.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include "services/http/connect_error.hpp"
#include "services/http/incoming.hpp"
#include "services/http/pending_answer.hpp"
#include "services/http/refusals.hpp"
#include "services/http/request_target.hpp"
#include "services/http/response_text.hpp"

namespace ladder::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using base::Code;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t linger_read_bytes = std::size_t{8} * 1024;
constexpr milliseconds linger_time{1000};
// A connection that waited this long for its next request may be closed to make room.
constexpr milliseconds idle_grace{1000};

std::string remote_of(const tcp::socket& socket) {
    boost::system::error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error) {
        return {};
    }
    const auto address = peer.address();
    return address.is_v6() ? fmt::format("[{}]:{}", address.to_string(), peer.port())
                           : fmt::format("{}:{}", address.to_string(), peer.port());
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
    : state_{std::move(state)},
      remote_{remote_of(socket)},
      address_{caller_of_remote(remote_)},
      stream_{std::move(socket), state_->tls ? state_->tls->context() : nullptr} {
    state_->connections.insert(this);
    ++state_->connections_of[address_];
}

Connection::~Connection() {
    state_->connections.erase(this);
    const auto same = state_->connections_of.find(address_);
    if (--same->second == 0) {
        state_->connections_of.erase(same);
    }
    if (state_->connections.empty() && state_->emptied) {
        state_->emptied();
    }
}

asio::awaitable<void> Connection::run() {
    const auto self = shared_from_this();
    bool more = co_await greet();
    while (more) {
        more = co_await serve_one();
    }
}

asio::awaitable<bool> Connection::greet() {
    enter(Phase::greeting, state_->options.header_timeout);
    const bool greeted = co_await stream_.handshake();
    co_return greeted && !timed_out_ && !abandoned_;
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
    incoming.remote = remote_of_caller(incoming);
    if (whole) {
        auto request = to_request(incoming);
        request.certificate = stream_.certificate();
        const auto permit = admit(request, response);
        if (permit) {
            response = co_await answer_of(std::move(request));
        }
    } else {
        response = std::move(*incoming.refusal);
    }
    if (abandoned_) {
        co_return false;
    }
    if (response.status >= 500) {
        response.headers.push_back({"Trace-Id", incoming.trace_id});
    }
    const bool is_error = response.status >= 400 && response.content_type == "application/json";
    if (is_error && incoming.wants_page && state_->options.error_page) {
        state_->options.error_page(response);
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

asio::awaitable<void> Connection::refuse(Response response) {
    const auto self = shared_from_this();
    const bool greeted = co_await greet();
    if (!greeted) {
        co_return;
    }
    const bool written = co_await write(response, false, true);
    if (written) {
        co_await linger();
    }
}

std::string Connection::remote_of_caller(const Incoming& incoming) const {
    if (!state_->options.behind_proxy) {
        return remote_;
    }
    auto told = remote_of_forwarded(last_header_of(incoming, "X-Forwarded-For"));
    return told.empty() ? remote_ : told;
}

// Nothing, and the refusal, if the caller has to wait. Health is asked about when there is most to
// do, so it is answered always.
std::optional<Admission::Permit> Connection::admit(const Request& request, Response& refusal)
    const {
    const bool is_health = request.path == "/livez" || request.path == "/readyz";
    if (is_health) {
        return Admission::Permit{nullptr, {}};
    }
    const auto& caller_of = state_->options.caller_of;
    const auto caller = caller_of ? caller_of(request) : caller_of_remote(request.remote);
    auto entered = state_->admission->enter(caller, Clock::now());
    if (auto* permit = std::get_if<Admission::Permit>(&entered)) {
        return std::move(*permit);
    }
    refusal = refusal_response(std::get<Admission::Refusal>(entered), state_->options.admission);
    return std::nullopt;
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
    const bool secure = stream_.is_tls() || state_->options.behind_proxy;
    const auto head = head_text(response, state_->date(), keep_alive, secure);
    const auto body_bytes = with_body ? response.body.size() : 0;
    enter(Phase::writing, stall_allowance(head.size() + body_bytes));
    const std::array<asio::const_buffer, 2> buffers{
        asio::buffer(head), asio::buffer(response.body.data(), body_bytes)};
    const auto [error, size] = co_await stream_.write(buffers);
    co_return !error && size == head.size() + body_bytes;
}

// Closing a socket that has unread bytes resets it, and the peer may lose the answer. So say that
// no more comes, and let the peer close, for a while.
asio::awaitable<void> Connection::linger() {
    enter(Phase::lingering, linger_time);
    timed_out_ = false;
    co_await stream_.finish();
    buffer_.clear();
    bool more = !abandoned_;
    while (more) {
        const auto [error, size] =
            co_await stream_.discard_some(buffer_.prepare(linger_read_bytes));
        more = !error && !timed_out_ && !abandoned_;
    }
}

void Connection::log(const Incoming& incoming, const Response& response) const {
    if (!state_->options.log) {
        return;
    }
    RequestRecord record;
    record.method = incoming.method;
    record.path = incoming.target.path;
    record.remote = incoming.remote;
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
    entered_ = Clock::now();
    deadline_ = allowed == milliseconds::max() ? Clock::time_point::max() : entered_ + allowed;
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
    if (phase_ == Phase::reading) {
        stream_.cancel();  // there is still an answer to write
    } else {
        stream_.close();
    }
}

void Connection::drain() {
    if (phase_ == Phase::idle || phase_ == Phase::greeting) {
        abandoned_ = true;
        stream_.close();
    }
}

std::optional<milliseconds> Connection::idle_for(Clock::time_point now) const {
    const auto idle = std::chrono::duration_cast<milliseconds>(now - entered_);
    const bool waits = phase_ == Phase::idle && !abandoned_ && idle >= idle_grace;
    return waits ? std::optional{idle} : std::nullopt;
}

void Connection::abandon() {
    abandoned_ = true;
    stream_.close();
    if (resume_) {
        asio::post(state_->io, std::exchange(resume_, nullptr));
    }
}

}  // namespace ladder::http

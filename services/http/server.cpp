#include "services/http/server.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include "services/http/connection.hpp"

namespace ladder::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using base::Code;
using base::Error;
using std::chrono::milliseconds;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
// Beyond connections_max this many more are told so; others are just closed.
constexpr std::size_t refusals_max = 64;
constexpr int backlog = 1024;
constexpr milliseconds accept_pause{100};

milliseconds sweep_interval(const ServerOptions& options) {
    const auto least =
        std::min({options.idle_timeout, options.header_timeout, options.stall_timeout});
    return std::clamp(least / 4, milliseconds{10}, milliseconds{500});
}

base::Result<asio::ip::address> loopback_address(const std::string& host) {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, error);
    if (error || !address.is_loopback()) {
        return Error{
            Code::invalid_argument,
            fmt::format(
                "'{}' is not an address of the loopback interface; while access control is off the "
                "server listens on 127.0.0.1 or ::1 only",
                host
            ),
            {}};
    }
    return address;
}

}  // namespace

class Server::Impl {
public:
    Impl(ServerOptions options, Router router)
        : state_{std::make_shared<ServerState>(std::move(options), std::move(router))},
          acceptor_{state_->io},
          sweeper_{state_->io},
          drain_limit_{state_->io},
          accept_pause_{state_->io},
          signals_{state_->io} {}

    ~Impl() { state_->emptied = nullptr; }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    base::Result<std::uint16_t> listen();
    void run();
    void drain() {
        asio::post(state_->io, [this] { begin_drain(); });
    }
    bool draining() const { return state_->draining; }

private:
    asio::awaitable<void> accept();
    void admit(tcp::socket socket);
    void sweep();
    void watch_signals();
    void begin_drain();
    void abandon();
    void finish_if_empty();

    std::shared_ptr<ServerState> state_;
    tcp::acceptor acceptor_;
    asio::steady_timer sweeper_;
    asio::steady_timer drain_limit_;
    asio::steady_timer accept_pause_;
    asio::signal_set signals_;
    bool finished_ = false;
};

base::Result<std::uint16_t> Server::Impl::listen() {
    const auto& options = state_->options;
    const auto address = loopback_address(options.host);
    if (!address) {
        return address.error();
    }
    const tcp::endpoint endpoint{*address, options.port};
    boost::system::error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) {
        acceptor_.set_option(tcp::acceptor::reuse_address{true}, error);
    }
    if (!error) {
        acceptor_.bind(endpoint, error);
    }
    if (!error) {
        acceptor_.listen(backlog, error);
    }
    if (error) {
        const auto reason = error.message();
        acceptor_.close(error);
        return Error{
            Code::unavailable,
            fmt::format(
                "can't listen on {} port {}: {}; is another server running there?",
                options.host,
                options.port,
                reason
            ),
            {}};
    }
    return acceptor_.local_endpoint().port();
}

void Server::Impl::run() {
    state_->emptied = [this] { finish_if_empty(); };
    asio::co_spawn(state_->io, accept(), asio::detached);
    for (const int signal : state_->options.drain_signals) {
        signals_.add(signal);
    }
    watch_signals();
    sweep();
    state_->io.run();
}

asio::awaitable<void> Server::Impl::accept() {
    while (!state_->draining) {
        auto [error, socket] = co_await acceptor_.async_accept(as_result);
        if (!error) {
            admit(std::move(socket));
        } else if (!state_->draining) {
            // No file descriptor left, or the peer is gone already: a pause frees some.
            accept_pause_.expires_after(accept_pause);
            co_await accept_pause_.async_wait(as_result);
        }
    }
}

void Server::Impl::admit(tcp::socket socket) {
    boost::system::error_code ignored;
    const auto taken = state_->connections.size();
    if (taken >= state_->options.connections_max + refusals_max) {
        socket.close(ignored);
        return;
    }
    socket.set_option(tcp::no_delay{true}, ignored);
    const auto connection = std::make_shared<Connection>(state_, std::move(socket));
    auto serving =
        taken < state_->options.connections_max ? connection->run() : connection->refuse();
    asio::co_spawn(state_->io, std::move(serving), asio::detached);
}

void Server::Impl::sweep() {
    const auto now = Connection::Clock::now();
    for (auto* connection : state_->connections) {
        connection->sweep(now);
    }
    sweeper_.expires_after(sweep_interval(state_->options));
    sweeper_.async_wait([this](boost::system::error_code error) {
        if (!error && !finished_) {
            sweep();
        }
    });
}

void Server::Impl::watch_signals() {
    signals_.async_wait([this](boost::system::error_code error, int) {
        if (error) {
            return;
        }
        watch_signals();
        if (state_->draining) {
            abandon();
        } else {
            begin_drain();
        }
    });
}

void Server::Impl::begin_drain() {
    if (state_->draining.exchange(true)) {
        return;
    }
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    accept_pause_.cancel();
    for (auto* connection : state_->connections) {
        connection->drain();
    }
    drain_limit_.expires_after(state_->options.drain_timeout);
    drain_limit_.async_wait([this](boost::system::error_code error) {
        if (!error) {
            abandon();
        }
    });
    finish_if_empty();
}

void Server::Impl::abandon() {
    for (auto* connection : state_->connections) {
        connection->abandon();
    }
}

void Server::Impl::finish_if_empty() {
    if (state_->draining && state_->connections.empty()) {
        finished_ = true;
        sweeper_.cancel();
        drain_limit_.cancel();
        signals_.cancel();
    }
}

Server::Server(ServerOptions options, Router router)
    : impl_{std::make_unique<Impl>(std::move(options), std::move(router))} {}
Server::~Server() = default;

base::Result<std::uint16_t> Server::listen() {
    return impl_->listen();
}
void Server::run() {
    impl_->run();
}
void Server::drain() {
    impl_->drain();
}
bool Server::draining() const {
    return impl_->draining();
}

}  // namespace ladder::http

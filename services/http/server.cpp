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
#include "services/http/refusals.hpp"

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
constexpr std::size_t refusals_of_address_max = 8;
constexpr int backlog = 1024;
constexpr milliseconds accept_pause{100};

milliseconds sweep_interval(const ServerOptions& options) {
    const auto least =
        std::min({options.idle_timeout, options.header_timeout, options.stall_timeout});
    return std::clamp(least / 4, milliseconds{10}, milliseconds{500});
}

// What is sent without TLS is for this machine's eyes, or for those of a proxy that is in front.
base::Result<asio::ip::address> address_to_listen_on(const ServerOptions& options) {
    const auto& host = options.host;
    boost::system::error_code error;
    const auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, error);
    if (error) {
        return Error{
            Code::invalid_argument,
            fmt::format("'{}' is not an address; write 127.0.0.1, or [::] for every one", host),
            {}};
    }
    if (!address.is_loopback() && !options.tls && !options.behind_proxy) {
        return Error{
            Code::invalid_argument,
            fmt::format(
                "'{}' is not an address of the loopback interface: without TLS (--tls-cert, "
                "--tls-key) or a proxy that ends it (--behind-proxy) the server listens on "
                "127.0.0.1 "
                "or ::1 only",
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
          signals_{state_->io},
          reload_signals_{state_->io} {}

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
    // Closes the connection that has waited longest for a request, to make room.
    bool make_room();
    void sweep();
    void look_at_tls(bool asked);
    void watch_signals();
    void watch_reload_signals();
    void begin_drain();
    void abandon();
    void finish_if_empty();

    std::shared_ptr<ServerState> state_;
    tcp::acceptor acceptor_;
    asio::steady_timer sweeper_;
    asio::steady_timer drain_limit_;
    asio::steady_timer accept_pause_;
    asio::signal_set signals_;
    asio::signal_set reload_signals_;
    Connection::Clock::time_point looked_at_;  // at what changes seldom
    bool finished_ = false;
};

base::Result<std::uint16_t> Server::Impl::listen() {
    const auto& options = state_->options;
    const auto address = address_to_listen_on(options);
    if (!address) {
        return address.error();
    }
    if (state_->tls) {
        if (const auto loaded = state_->tls->load(); !loaded) {
            return loaded.error();
        }
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
    // From now on it can be told to stop: a signal that comes before run() is kept for it.
    for (const int signal : state_->options.drain_signals) {
        signals_.add(signal);
    }
    watch_signals();
    for (const int signal : state_->options.reload_signals) {
        reload_signals_.add(signal);
    }
    watch_reload_signals();
    return acceptor_.local_endpoint().port();
}

void Server::Impl::run() {
    state_->emptied = [this] { finish_if_empty(); };
    asio::co_spawn(state_->io, accept(), asio::detached);
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
    const auto& options = state_->options;
    const bool has_room = taken < options.connections_max || make_room();
    socket.set_option(tcp::no_delay{true}, ignored);
    const auto connection = std::make_shared<Connection>(state_, std::move(socket));
    const auto most = options.behind_proxy ? 0 : options.connections_per_address;
    const auto same = state_->connections_of.at(connection->address());
    if (most > 0 && same > most + refusals_of_address_max) {
        return;
    }
    const bool is_crowded = most > 0 && same > most;
    auto serving = is_crowded ? connection->refuse(crowded_response(most))
                   : has_room ? connection->run()
                              : connection->refuse(full_response(options.connections_max));
    asio::co_spawn(state_->io, std::move(serving), asio::detached);
}

bool Server::Impl::make_room() {
    const auto now = Connection::Clock::now();
    Connection* longest = nullptr;
    milliseconds waited{0};
    for (auto* connection : state_->connections) {
        const auto idle = connection->idle_for(now);
        if (idle && *idle > waited) {
            longest = connection;
            waited = *idle;
        }
    }
    if (longest != nullptr) {
        longest->drain();
    }
    return longest != nullptr;
}

void Server::Impl::sweep() {
    const auto now = Connection::Clock::now();
    for (auto* connection : state_->connections) {
        connection->sweep(now);
    }
    if (now - looked_at_ >= state_->options.tls_look_interval) {
        looked_at_ = now;
        state_->admission->forget(now);
        look_at_tls(false);
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

void Server::Impl::watch_reload_signals() {
    reload_signals_.async_wait([this](boost::system::error_code error, int) {
        if (!error) {
            watch_reload_signals();
            look_at_tls(true);
        }
    });
}

// Loads the files of TLS again if they changed, or if somebody asks. What is bad is told and leaves
// the old ones in use.
void Server::Impl::look_at_tls(bool asked) {
    if (!state_->tls || (!asked && !state_->tls->changed())) {
        return;
    }
    const auto loaded = state_->tls->load();
    if (!state_->options.told_of_tls) {
        return;
    }
    if (loaded) {
        state_->options.told_of_tls(std::string{"the certificate was loaded again"});
    } else {
        state_->options.told_of_tls(Error{
            loaded.error().code,
            fmt::format("the certificate in use stays: {}", loaded.error().message),
            {}});
    }
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
        reload_signals_.cancel();
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

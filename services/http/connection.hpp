// One connection: reads requests, has them answered, writes the answers, until it closes.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "services/http/message.hpp"
#include "services/http/server.hpp"
#include "services/http/stream.hpp"
#include "services/http/tls.hpp"
#include "services/http/trace.hpp"

namespace ladder::http {

class Connection;
struct Incoming;

// What the connections of one server share. Touched on the server's thread only, except for `io`
// and `draining`.
struct ServerState {
    ServerState(ServerOptions server_options, Router server_router)
        : options{std::move(server_options)}, router{std::move(server_router)} {
        if (options.tls) {
            tls.emplace(*options.tls);
        }
    }

    // The Date header's value, made once a second.
    const std::string& date();

    ServerOptions options;
    Router router;
    boost::asio::io_context io{1};  // one thread runs it, any may post to it
    std::atomic<bool> draining{false};
    std::unordered_set<Connection*> connections;
    std::shared_ptr<Admission> admission{std::make_shared<Admission>(options.admission)};
    std::optional<TlsReloader> tls;
    std::unordered_map<std::string, std::size_t> connections_of;  // by address
    std::function<void()> emptied;  // called when the last connection is gone
    TraceIds trace_ids;

private:
    std::time_t dated_ = 0;
    std::string date_;
};

// Lives as long as its coroutine does.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Clock = std::chrono::steady_clock;

    Connection(std::shared_ptr<ServerState> state, boost::asio::ip::tcp::socket socket);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Serves until the connection closes.
    boost::asio::awaitable<void> run();
    // Answers 503 or 429 whatever is asked, and closes.
    boost::asio::awaitable<void> refuse(Response response);

    // How long it has waited for a request; nothing while it has one, or for one that is new.
    std::optional<std::chrono::milliseconds> idle_for(Clock::time_point now) const;
    // The address that it comes from, without its port.
    const std::string& address() const { return address_; }

    // Cuts the connection if its deadline has passed.
    void sweep(Clock::time_point now);
    // Closes if idle; otherwise after the request under way.
    void drain();
    // Closes at once; an answer still owed is given up.
    void abandon();

    // Takes the answer to the exchange of this number, if it is still awaited. Any answer but the
    // one that comes while the handler runs must come from the event loop, not from within a
    // handler.
    void deliver(std::uint64_t exchange, Exchange::Make make);
    // Arms the timer for the answer that is being started.
    void expire_at(const std::shared_ptr<Exchange>& exchange, Exchange::Deadline, Exchange::Make);
    // True while the handler for this exchange is on the stack.
    bool is_starting(std::uint64_t exchange) const;

private:
    enum class Phase { greeting, idle, reading, handling, writing, lingering };

    boost::asio::awaitable<bool> greet();
    boost::asio::awaitable<bool> serve_one();
    boost::asio::awaitable<bool> read_some(std::size_t bytes);
    boost::asio::awaitable<bool> read_request(Incoming& incoming);
    boost::asio::awaitable<bool> read_header(Incoming& incoming);
    boost::asio::awaitable<bool> read_body(Incoming& incoming);
    boost::asio::awaitable<bool> send_continue();
    boost::asio::awaitable<Response> answer_of(Request request);
    boost::asio::awaitable<bool> write(const Response& response, bool keep_alive, bool with_body);
    boost::asio::awaitable<void> linger();
    std::optional<Admission::Permit> admit(const Request& request, Response& refusal) const;
    std::string remote_of_caller(const Incoming& incoming) const;
    void start(Request request);
    void log(const Incoming& incoming, const Response& response) const;
    void enter(Phase phase, std::chrono::milliseconds allowed);
    std::chrono::milliseconds stall_allowance(std::size_t bytes) const;

    std::shared_ptr<ServerState> state_;
    std::string remote_;
    std::string address_;
    Stream stream_;
    boost::beast::flat_buffer buffer_;
    Phase phase_ = Phase::greeting;
    Clock::time_point entered_ = Clock::now();
    Clock::time_point deadline_ = Clock::time_point::max();
    bool timed_out_ = false;
    bool abandoned_ = false;

    // The answer awaited.
    std::uint64_t exchange_ = 0;
    bool starting_ = false;
    Exchange::Make answer_;
    std::function<void()> resume_;  // the suspended coroutine
    std::unique_ptr<boost::asio::steady_timer> expiry_;
};

}  // namespace ladder::http

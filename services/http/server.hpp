// The HTTP/1.1 server: one thread for all sockets, handlers that answer when they can.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "services/http/message.hpp"
#include "services/http/router.hpp"

namespace ladder::http {

struct ServerOptions {
    std::string host = "127.0.0.1";      // "localhost", or an address of the loopback interface
    std::uint16_t port = 0;              // 0: any free one
    std::size_t connections_max = 1000;  // more are answered 503 with Retry-After, and closed
    std::size_t header_bytes_max = std::size_t{16} * 1024;
    std::chrono::milliseconds idle_timeout{75'000};    // between requests
    std::chrono::milliseconds header_timeout{10'000};  // for a whole header
    // How long a body, or a reader of an answer, may take: this long, and longer by the time that
    // the bytes moved so far take at the rate below. So whoever trickles is cut.
    std::chrono::milliseconds stall_timeout{10'000};
    std::size_t bytes_per_second_min = std::size_t{16} * 1024;
    std::chrono::milliseconds drain_timeout{20'000};  // then what is under way is abandoned
    // Requests must name a host of the loopback interface, so that a page of another site that
    // has itself resolved to this machine gets nothing.
    bool loopback_hosts_only = true;
    std::vector<int> drain_signals;  // such as SIGTERM and SIGINT: they drain; a second one stops
    std::function<void(const RequestRecord&)> log;  // called on the server's thread; may be empty
};

// Keep-alive, pipelining (requests of one connection are answered in turn), limits, time-outs,
// draining. Bad HTTP is answered as a Connect error: 400, 408, 413, 417, 421, 431, 503.
class Server {
public:
    Server(ServerOptions options, Router router);
    ~Server();  // after run() has returned, or if it was never called
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Binds and listens; connections wait until run(). Gives the port.
    // Errors: invalid_argument if the host is not on the loopback interface; unavailable if the
    // address can't be had, with the reason.
    [[nodiscard]] base::Result<std::uint16_t> listen();

    // Serves on the calling thread until drained. Needs a successful listen().
    void run();

    // Stops accepting, closes idle connections, lets requests under way finish within
    // drain_timeout; then run() returns. Any thread, any number of times.
    void drain();

    // True from drain() on: for readiness. Any thread.
    bool draining() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ladder::http

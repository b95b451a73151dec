// The HTTP/1.1 server: one thread for all sockets, handlers that answer when they can.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "services/http/admission.hpp"
#include "services/http/message.hpp"
#include "services/http/router.hpp"

namespace ladder::http {

// Files of PEM. They may be replaced while the server runs.
struct TlsFiles {
    std::string certificate;  // the chain, the server's own first
    std::string key;
    std::string client_ca;  // authorities whose certificates callers may show; empty: none
};

struct ServerOptions {
    // "localhost" or an address: of the loopback interface, unless TLS is on or a proxy in front.
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;              // 0: any free one
    std::size_t connections_max = 1000;  // more are answered 503 with Retry-After, and closed
    std::size_t connections_per_address = 256;  // 0: no limit; none behind a proxy, which is one
    std::size_t header_bytes_max = std::size_t{16} * 1024;
    std::size_t target_bytes_max = std::size_t{8} * 1024;         // of the path and the query
    std::size_t body_bytes_max = std::size_t{512} * 1024 * 1024;  // of any; handlers take less
    AdmissionLimits admission;
    // Whom a request counts for; empty: the remote address. Runs before the handler, must not
    // block.
    std::function<std::string(const Request&)> caller_of;
    // TLS 1.2 or newer; empty: plain HTTP.
    std::optional<TlsFiles> tls;
    std::vector<int> reload_signals;  // such as SIGHUP: the files of TLS are loaded again
    std::chrono::milliseconds tls_look_interval{2'000};  // how often they are looked at
    // What became of loading them again, in words or as an error; may be empty.
    std::function<void(const base::Result<std::string>&)> told_of_tls;
    // A proxy that ends TLS is in front, and nobody else gets here: the last address of
    // X-Forwarded-For is the caller's.
    bool behind_proxy = false;
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
    std::vector<std::string> public_hosts;  // names beside these that requests may give
    // Makes a page of an error (its status, its JSON) for whoever asked for "text/html". Runs on
    // the server's thread, must not block; empty: errors are JSON for everybody.
    std::function<void(Response&)> error_page;
    std::vector<int> drain_signals;  // such as SIGTERM and SIGINT: they drain; a second one stops
    std::function<void(const RequestRecord&)> log;  // called on the server's thread; may be empty
};

// Keep-alive, pipelining (requests of one connection are answered in turn), limits, time-outs,
// draining. Bad HTTP is answered as a Connect error: 400, 408, 413, 414, 417, 421, 431; too much of
// it by 429 or 503 with Retry-After.
class Server {
public:
    Server(ServerOptions options, Router router);
    ~Server();  // after run() has returned, or if it was never called
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Binds and listens; connections wait until run(). Gives the port.
    // Errors: invalid_argument if the host is not on the loopback interface without TLS or a
    // proxy; those of the files of TLS; unavailable if the address can't be had, with the reason.
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

// A server on a free port of the loopback interface, on a thread of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "services/http/client.hpp"
#include "services/http/server.hpp"

namespace ladder::http::test {

class RunningServer {
public:
    explicit RunningServer(Router router, ServerOptions options = {});
    ~RunningServer();  // drains
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    std::uint16_t port() const { return port_; }
    std::string url() const;
    Client client() const;
    Server& server() { return server_; }
    // Waits for run() to return.
    void join();
    // What was logged so far.
    std::vector<RequestRecord> records() const;

private:
    ServerOptions with_log(ServerOptions options);

    mutable std::mutex mutex_;
    std::vector<RequestRecord> records_;
    Server server_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

// A handler that answers 200 with the request's body at once.
Handler echo();

}  // namespace ladder::http::test

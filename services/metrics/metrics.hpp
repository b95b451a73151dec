// The numbers of a server, for Prometheus.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/thread_pool.hpp>

#include "services/api/application.hpp"
#include "services/http/router.hpp"

namespace ladder::metrics {

// Counts what is told and reads the rest when it is asked. Safe from many threads; the application
// must outlive it.
class Metrics {
public:
    Metrics(api::Application& app, std::string_view version, std::string_view commit);
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    // A request was answered with a code of the Connect protocol, or "ok".
    void answered(std::string_view code);

    // All of it in the text format of Prometheus. Blocks: it asks the database for the journal's
    // size; where that fails, the size is left as it was last known.
    std::string text();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

// GET /metrics, answered from the database's threads. All must outlive the router's server.
void add_metrics(http::Router& router, Metrics& metrics, boost::asio::thread_pool& threads);

}  // namespace ladder::metrics

// Every procedure of the API, bound to what answers it.
#pragma once

#include <boost/asio/thread_pool.hpp>

#include "services/api/application.hpp"
#include "services/http/router.hpp"

namespace ladder::api {

// Threads that may block: `database` for reads and evaluations, `imports` (of one thread) for
// imports, one after another.
struct Threads {
    boost::asio::thread_pool& database;
    boost::asio::thread_pool& imports;
};

// Adds all procedures to the router. The application and the threads must outlive its server.
void add_routes(http::Router& router, Application& app, Threads threads);

}  // namespace ladder::api

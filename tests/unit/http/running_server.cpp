#include "tests/unit/http/running_server.hpp"

#include <utility>

#include <fmt/format.h>

namespace ladder::http::test {

RunningServer::RunningServer(Router router, ServerOptions options)
    : server_{with_log(std::move(options)), std::move(router)},
      port_{server_.listen().value()},
      thread_{[this] { server_.run(); }} {}

RunningServer::~RunningServer() {
    server_.drain();
    join();
}

ServerOptions RunningServer::with_log(ServerOptions options) {
    options.log = [this](const RequestRecord& record) {
        const std::lock_guard lock{mutex_};
        records_.push_back(record);
    };
    return options;
}

std::string RunningServer::url() const {
    return fmt::format("http://127.0.0.1:{}", port_);
}

Client RunningServer::client() const {
    return Client::make(url()).value();
}

void RunningServer::join() {
    if (thread_.joinable()) {
        thread_.join();
    }
}

std::vector<RequestRecord> RunningServer::records() const {
    const std::lock_guard lock{mutex_};
    return records_;
}

Handler echo() {
    return [](Request request, const Reply& reply) {
        Response response;
        response.content_type = "text/plain";
        response.body = std::move(request.body);
        reply.send(std::move(response));
    };
}

}  // namespace ladder::http::test

#include "services/console/procedures.hpp"

#include <future>
#include <memory>

#include <fmt/format.h>

#include "services/http/connect_error.hpp"

namespace ladder::console {

namespace {

// Hands the answer to the thread that waits for it; what makes it runs there.
class Awaited final : public http::Exchange {
public:
    explicit Awaited(std::promise<Make> made) : made_{std::move(made)} {}

    void answer(Make make) override {
        if (!answered_.test_and_set()) {
            made_.set_value(std::move(make));
        }
    }
    // Pages give no deadline.
    void expire_at(Deadline, Make) override {}

private:
    std::promise<Make> made_;
    std::atomic_flag answered_;
};

}  // namespace

base::Result<std::string> Procedures::call_bytes(
    std::string_view procedure,
    const access::Caller& caller,
    const http::Request& visit,
    std::string message
) const {
    http::Request request;
    request.method = "POST";
    request.path = fmt::format("/ladder.v1.{}", procedure);
    request.headers.push_back({"Content-Type", "application/proto"});
    request.body = std::move(message);
    request.remote = visit.remote;
    request.trace_id = visit.trace_id;
    request.proved = caller;
    std::promise<http::Exchange::Make> promise;
    auto made = promise.get_future();
    api_.route(std::move(request), http::Reply{std::make_shared<Awaited>(std::move(promise))});
    http::Response response;
    try {
        response = made.get()();
    } catch (const std::future_error&) {
        // Whoever owed the answer is gone without one.
        return base::Error{base::Code::internal, "the server failed at this request", {}};
    }
    if (response.status != 200) {
        return http::parse_error(response.body, response.status);
    }
    return std::move(response.body);
}

}  // namespace ladder::console

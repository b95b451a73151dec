// Calls of people through the routes of the API, with the rights that are theirs; only the socket
// and their proof are missing.
#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/thread_pool.hpp>

#include "engine/access/capacities.hpp"
#include "services/access/door.hpp"
#include "services/access/rights_book.hpp"
#include "services/api/routes.hpp"
#include "services/http/connect_error.hpp"
#include "services/http/router.hpp"
#include "tests/unit/api/service.hpp"

namespace ladder::api {

// A code of HTTP and a body, byte for byte.
struct Reply {
    int status = 0;
    std::string body;
    bool operator==(const Reply&) const = default;
};

class Callers {
public:
    explicit Callers(Service& service) : service_{service}, rights_{service.app().database} {
        service.app().access.door = &door_;
        add_routes(router_, service.app(), {reads_, imports_});
    }
    Callers(const Callers&) = delete;
    Callers& operator=(const Callers&) = delete;
    ~Callers() {
        imports_.join();
        reads_.join();
    }

    // Whether people call by a token that may only read.
    bool read_only = false;

    // Calls as a person in a capacity, who sees what their rights show.
    Reply call(
        const v1::Person& person,
        const std::string& capacity,
        const std::string& procedure,
        const google::protobuf::Message& request
    ) {
        const auto today = base::day_of(service_.app().clock());
        access::Caller caller{rights_.reader_of(person, {}, today).value()};
        caller.person = std::make_shared<const v1::Person>(person);
        caller.capacities = access::capacities_on(person, base::to_string(today));
        caller.capacity = capacity;
        caller.read_only = read_only;
        return call(std::move(caller), procedure, request);
    }

    // Calls as whoever has the database at hand, acting in a capacity.
    Reply everything(
        const std::string& capacity,
        const std::string& procedure,
        const google::protobuf::Message& request
    ) {
        access::Caller caller{db::Reader::everything()};
        auto person = std::make_shared<v1::Person>();
        person->set_person("operator@hmic.example");
        caller.person = std::move(person);
        caller.capacities = {capacity};
        caller.capacity = capacity;
        return call(std::move(caller), procedure, request);
    }

    // What a good answer holds. Throws with the words of a bad one.
    template <class Response>
    static Response in(const Reply& answered) {
        Response response;
        if (answered.status != 200 || !response.ParseFromString(answered.body)) {
            throw std::runtime_error{answered.body};
        }
        return response;
    }

    // The code of an answer: "ok", or that of the error.
    static std::string code_of(const Reply& answered) {
        if (answered.status == 200) {
            return "ok";
        }
        return std::string{base::to_string(http::parse_error(answered.body, answered.status).code)};
    }

private:
    class Door final : public access::Door {
    public:
        base::Result<access::Caller> caller_of(const http::Call&) override { return *caller; }
        std::optional<base::Result<access::Caller>> caller_known(const http::Call&) override {
            return base::Result<access::Caller>{*caller};
        }
        std::optional<access::Caller> caller;  // only between calls
    };

    class Awaited final : public http::Exchange {
    public:
        explicit Awaited(std::shared_ptr<std::promise<http::Response>> answered)
            : answered_{std::move(answered)} {}
        void answer(Make make) override {
            if (!done_.exchange(true)) {
                answered_->set_value(make());
            }
        }
        void expire_at(Deadline, Make) override {}

    private:
        std::shared_ptr<std::promise<http::Response>> answered_;
        std::atomic<bool> done_{false};
    };

    Reply call(
        access::Caller caller,
        const std::string& procedure,
        const google::protobuf::Message& request
    ) {
        door_.caller.emplace(std::move(caller));
        http::Request asked;
        asked.method = "POST";
        asked.path = procedure;
        asked.headers = {{"Content-Type", "application/proto"}, {"Connect-Protocol-Version", "1"}};
        asked.body = request.SerializeAsString();
        auto promise = std::make_shared<std::promise<http::Response>>();
        auto answer = promise->get_future();
        router_.route(std::move(asked), http::Reply{std::make_shared<Awaited>(std::move(promise))});
        const auto response = answer.get();
        return {response.status, response.body};
    }

    Service& service_;
    access::RightsBook rights_;
    Door door_;
    boost::asio::thread_pool reads_{1};
    boost::asio::thread_pool imports_{1};
    http::Router router_;
};

}  // namespace ladder::api

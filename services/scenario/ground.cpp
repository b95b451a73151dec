#include "services/scenario/ground.hpp"

#include <atomic>
#include <future>
#include <utility>

#include <boost/asio/thread_pool.hpp>
#include <sodium/randombytes.h>

#include "db/database.hpp"
#include "db/journal_writer.hpp"
#include "db/migrate.hpp"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/access/door.hpp"
#include "services/api/application.hpp"
#include "services/api/routes.hpp"
#include "services/http/connect_error.hpp"
#include "services/http/router.hpp"
#include "services/worker/fire_passed.hpp"

namespace ladder::scenario {

namespace {

constexpr std::size_t readers = 2;

// Waits for the one answer of a call.
class AwaitedAnswer : public http::Exchange {
public:
    explicit AwaitedAnswer(std::shared_ptr<std::promise<http::Response>> answered)
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

}  // namespace

class Ground::Impl {
    class TestClock {
    public:
        void set(base::Instant now) { micros_ = base::to_micros(now); }
        base::Instant now() const { return base::from_micros(micros_); }

    private:
        std::atomic<std::int64_t> micros_{base::to_micros(before_all_steps())};
    };

    // Lets in whoever a story has act: stories are about what happens, not about who is let in.
    class StoryDoor : public access::Door {
    public:
        // Only between calls.
        void set(const v1::Actor& actor) {
            auto person = std::make_shared<v1::Person>();
            person->set_name("people/story");
            person->set_person(actor.person());
            person->set_title(actor.person());
            person->set_kind(v1::PERSON_KIND_PERSON);
            caller_.capacity = actor.capacity();
            caller_.capacities.clear();
            if (!actor.capacity().empty()) {
                auto& membership = *person->add_memberships();
                membership.set_id("m1");
                membership.set_role(actor.capacity());
                membership.set_from("1900-01-01");
                caller_.capacities.push_back(actor.capacity());
            }
            auto& clearance = *person->add_clearances();
            clearance.set_id("v1");
            clearance.set_vetting(v1::VETTING_DV);
            clearance.set_from("1900-01-01");
            clearance.set_until("2199-12-31");
            caller_.person = std::move(person);
        }

        base::Result<access::Caller> caller_of(const http::Call&) override { return caller_; }
        std::optional<base::Result<access::Caller>> caller_known(const http::Call&) override {
            return base::Result<access::Caller>{caller_};
        }

    private:
        // Stories are about what happens, not about who sees it.
        access::Caller caller_{db::Reader::everything()};
    };

    static db::JournalWriter::Options writer_by(const TestClock& clock) {
        db::JournalWriter::Options options;
        options.clock = [&clock] { return clock.now(); };
        options.random = [](unsigned char* bytes, std::size_t size) {
            randombytes_buf(bytes, size);
        };
        return options;
    }

public:
    explicit Impl(std::unique_ptr<db::Database> database)
        : database_{std::move(database)},
          writer_{*database_, writer_by(clock_)},
          application_{*database_, writer_, [this] { return clock_.now(); }} {
        application_.access.door = &door_;
        api::add_routes(router_, application_, {reads_, imports_});
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        imports_.join();
        reads_.join();
    }

    TestClock& clock() { return clock_; }
    StoryDoor& door() { return door_; }
    api::Application& application() { return application_; }

    http::Response answer(http::Request request) {
        auto promise = std::make_shared<std::promise<http::Response>>();
        auto answered = promise->get_future();
        router_.route(
            std::move(request), http::Reply{std::make_shared<AwaitedAnswer>(std::move(promise))}
        );
        try {
            return answered.get();
        } catch (const std::future_error&) {
            return http::error_response({base::Code::internal, "the handler gave no answer", {}});
        }
    }

private:
    TestClock clock_;
    std::unique_ptr<db::Database> database_;
    db::JournalWriter writer_;
    api::Application application_;
    StoryDoor door_;
    boost::asio::thread_pool reads_{readers};
    boost::asio::thread_pool imports_{1};
    http::Router router_;
};

Ground::Ground(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}

Ground::~Ground() = default;

base::Result<std::unique_ptr<Ground>> Ground::open(const std::string& url) {
    auto database = db::Database::open(url, readers + 1);
    if (!database) {
        return database.error();
    }
    if (const auto current = db::require_current(**database); !current) {
        return current.error();
    }
    return std::unique_ptr<Ground>{new Ground{std::make_unique<Impl>(std::move(*database))}};
}

void Ground::set_clock(base::Instant now) {
    impl_->clock().set(now);
}

base::Result<std::unique_ptr<google::protobuf::Message>> Ground::call(
    const Rpc& rpc, const v1::Actor& actor, const google::protobuf::Message& request
) {
    impl_->door().set(actor);
    http::Request asked;
    asked.method = "POST";
    asked.path = rpc.path;
    asked.headers = {{"Content-Type", "application/proto"}, {"Connect-Protocol-Version", "1"}};
    asked.body = request.SerializeAsString();
    const auto response = impl_->answer(std::move(asked));
    if (response.status != 200) {
        return http::parse_error(response.body, response.status);
    }
    std::unique_ptr<google::protobuf::Message> message{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(rpc.response)->New()};
    if (!message->ParseFromString(response.body)) {
        return base::Error{base::Code::internal, "the answer can't be read", {}};
    }
    return message;
}

base::Result<void> Ground::run_due_deadlines() {
    auto& app = impl_->application();
    const auto fired = worker::fire_passed(app, base::day_of(app.clock()));
    return fired ? base::Result<void>{} : fired.error();
}

base::Instant before_all_steps() {
    using namespace std::chrono;
    return base::Instant{sys_days{1990y / January / 1}};
}

v1::Actor who_may(const v1::RulesetDefinition& definition, v1::Permission act) {
    v1::Actor actor;
    for (const auto& role : definition.roles()) {
        for (const auto may : role.may()) {
            if (may == act && actor.person().empty()) {
                actor.set_person("setup@ladder.example");
                actor.set_capacity(role.id());
            }
        }
    }
    return actor;
}

base::Result<void> prepare(const std::string& url, const v1::RulesetDefinition& definition) {
    {
        auto database = db::Database::open(url);
        if (!database) {
            return database.error();
        }
        const auto migrated = db::migrate(**database, base::to_micros(before_all_steps()));
        if (!migrated) {
            return migrated.error();
        }
    }
    auto ground = Ground::open(url);
    if (!ground) {
        return ground.error();
    }
    v1::PublishRulesetRequest request;
    *request.mutable_definition() = definition;
    request.set_reasons("The rules that are tested.");
    request.set_request_id("publish");
    const auto published = (*ground)->call(
        *find_rpc("publish_ruleset"), who_may(definition, v1::PERMISSION_PUBLISH_RULESET), request
    );
    if (!published) {
        return published.error();
    }
    return {};
}

}  // namespace ladder::scenario

#include "services/worker/worker.hpp"

#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include "services/worker/fire_passed.hpp"

namespace ladder::worker {

class Worker::Impl {
public:
    Impl(api::Application& app, Options options)
        : app_{app},
          options_{std::move(options)},
          check_{app},
          timer_{thread_},
          check_timer_{thread_} {}

    void start() {
        boost::asio::post(thread_, [this] {
            round();
            check();
        });
    }

    void stop() {
        boost::asio::post(thread_, [this] {
            stopping_ = true;
            timer_.cancel();
            check_timer_.cancel();
        });
        thread_.join();
    }

private:
    // Everything but start() and stop() happens on the one thread.
    void round() {
        if (stopping_) {
            return;
        }
        const auto fired = fire_passed(app_, base::day_of(app_.clock()));
        if (options_.told) {
            options_.told(fired);
        }
        timer_.expires_after(options_.period);
        timer_.async_wait([this](const boost::system::error_code& error) {
            if (!error) {
                round();
            }
        });
    }

    void check() {
        if (stopping_) {
            return;
        }
        const auto step = check_.step();
        if (options_.told_of_check && (!step || !step->disagreeing.empty())) {
            options_.told_of_check(step);
        }
        check_timer_.expires_after(options_.check_period);
        check_timer_.async_wait([this](const boost::system::error_code& error) {
            if (!error) {
                check();
            }
        });
    }

    api::Application& app_;
    Options options_;
    FoldCheck check_;
    bool stopping_ = false;
    boost::asio::thread_pool thread_{1};
    boost::asio::steady_timer timer_;
    boost::asio::steady_timer check_timer_;
};

Worker::Worker(api::Application& app, Options options)
    : impl_{std::make_unique<Impl>(app, std::move(options))} {}

Worker::~Worker() {
    stop();
}

void Worker::start() {
    impl_->start();
}

void Worker::stop() {
    impl_->stop();
}

}  // namespace ladder::worker

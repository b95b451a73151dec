// Rounds of firing and small steps of the fold check, again and again, on a thread of its own.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "engine/base/result.hpp"
#include "services/api/application.hpp"
#include "services/worker/fold_check.hpp"

namespace ladder::worker {

class Worker {
public:
    struct Options {
        std::chrono::milliseconds period{60'000};
        // Told of every round, on the worker's thread; may be empty.
        std::function<void(const base::Result<int>& fired)> told;
        std::chrono::milliseconds check_period{1'000};
        // Told of every step of the fold check that found a disagreement or failed, on the worker's
        // thread; may be empty.
        std::function<void(const base::Result<FoldStep>& step)> told_of_check;
    };

    // The application must outlive it. The day is that of its clock.
    Worker(api::Application& app, Options options);
    // Stops.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Begins with a round at once.
    void start();

    // Lets a round under way finish, and begins no other. Any number of times.
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ladder::worker

// Commands on their way to the writer's thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "db/journal_writer.hpp"

namespace ladder::db {

// Safe from many threads.
class WorkQueue {
public:
    void push(Work work);

    // What is waiting is still taken; whoever waits for more is told that none will come.
    void stop();

    // Waits for works and takes them, at most so many, oldest first; none if `patience` ended
    // before any came. nullopt: none will come any more.
    std::optional<std::vector<Work>> take(
        std::size_t most, std::optional<std::chrono::milliseconds> patience
    );

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Work> works_;
    bool stopping_ = false;
};

}  // namespace ladder::db

#include "db/work_queue.hpp"

#include <utility>

namespace ladder::db {

void WorkQueue::push(Work work) {
    {
        const std::lock_guard lock(mutex_);
        works_.push_back(std::move(work));
    }
    changed_.notify_one();
}

void WorkQueue::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
}

std::optional<std::vector<Work>> WorkQueue::take(
    std::size_t most, std::optional<std::chrono::milliseconds> patience
) {
    std::unique_lock lock(mutex_);
    const auto is_over = [this] { return stopping_ || !works_.empty(); };
    if (patience) {
        changed_.wait_for(lock, *patience, is_over);
    } else {
        changed_.wait(lock, is_over);
    }
    if (works_.empty() && stopping_) {
        return std::nullopt;
    }
    std::vector<Work> taken;
    while (!works_.empty() && taken.size() < most) {
        taken.push_back(std::move(works_.front()));
        works_.pop_front();
    }
    return taken;
}

}  // namespace ladder::db

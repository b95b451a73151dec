#include "services/cli/database_probe.hpp"

#include "db/migrate.hpp"

namespace ladder::cli {

DatabaseProbe::DatabaseProbe(db::Database& database, std::chrono::milliseconds interval)
    : database_{database} {
    ask();
    thread_ = std::thread{[this, interval] { keep_asking(interval); }};
}

DatabaseProbe::~DatabaseProbe() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    woken_.notify_all();
    thread_.join();
}

std::string DatabaseProbe::problem() const {
    const std::lock_guard lock{mutex_};
    return problem_;
}

void DatabaseProbe::ask() {
    const auto current = db::require_current(database_);
    const std::lock_guard lock{mutex_};
    problem_ = current ? std::string{} : current.error().message;
}

void DatabaseProbe::keep_asking(std::chrono::milliseconds interval) {
    std::unique_lock lock{mutex_};
    while (!woken_.wait_for(lock, interval, [this] { return stopping_; })) {
        lock.unlock();
        ask();
        lock.lock();
    }
}

}  // namespace ladder::cli

// Whether the database can be reached, asked now and then so that nobody need wait for the answer.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "db/database.hpp"

namespace ladder::cli {

class DatabaseProbe {
public:
    // Asks once before it returns, then every `interval` on a thread of its own.
    explicit DatabaseProbe(
        db::Database& database, std::chrono::milliseconds interval = std::chrono::seconds{2}
    );
    ~DatabaseProbe();
    DatabaseProbe(const DatabaseProbe&) = delete;
    DatabaseProbe& operator=(const DatabaseProbe&) = delete;

    // Why the database can't be used, as of the latest question; empty: it can. Never blocks for
    // long.
    std::string problem() const;

private:
    void ask();
    void keep_asking(std::chrono::milliseconds interval);

    db::Database& database_;
    mutable std::mutex mutex_;
    std::condition_variable woken_;
    std::string problem_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace ladder::cli

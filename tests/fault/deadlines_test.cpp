// Deadlines while the server's clock jumps a day each way and servers are killed and started again:
// each is fired, and once.
#include "tests/fault/deadlines.hpp"

#include <chrono>
#include <memory>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/fault/machine.hpp"
#include "tests/fault/on_both.hpp"
#include "tests/fault/patience.hpp"
#include "tests/fault/under_load.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"

namespace ladder::fault {
namespace deadlines_test {

using std::chrono::system_clock;

constexpr int rounds_in_a_short_run = 4;
constexpr int cases = 4;
constexpr int rounds_between_kills = 3;

class Deadlines : public testing::TestWithParam<process::MakeBackend> {
protected:
    Deadlines() {
        EXPECT_EQ(process::migrate(database_), "");
        put_clock(0);
    }

    // `days` after the first, always at noon and later: midnight comes when the test says so.
    void put_clock(int days) { machine_->seconds_ahead = to_noon_ + days * a_day; }

    [[nodiscard]] std::string day(int days) const {
        return fmt::format("{:%F}", fmt::gmtime(begun_ + days * a_day));
    }

    // PostgreSQL takes two servers, that look for deadlines at the same time.
    void start_servers() {
        servers_.clear();
        const auto count = database_.starts_with("postgresql:") ? 2 : 1;
        for (int i = 0; i < count; ++i) {
            servers_.push_back(std::make_unique<process::Server>(
                database_, std::vector<std::string>{"--deadlines-seconds", "1"}, machine_.settings()
            ));
        }
    }

    // Waits until so many deadlines of each case were fired, each once. What is wrong; empty:
    // nothing.
    [[nodiscard]] std::string wait_for(
        const std::vector<v1::Case>& opened, const process::Headers& headers, int wanted
    ) {
        process::Connection connection{servers_.front()->port(), headers};
        const auto end = std::chrono::steady_clock::now() + patience;
        for (const auto& one : opened) {
            for (Firings seen; seen.fired_once != wanted;) {
                seen = firings_of(connection, one.name());
                if (seen.fired_more > 0 || seen.fired_once > wanted ||
                    std::chrono::steady_clock::now() > end) {
                    return fmt::format(
                        "{}: {} of {} deadlines fired once and {} more often, but {} have passed",
                        one.name(),
                        seen.fired_once,
                        seen.set,
                        seen.fired_more,
                        wanted
                    );
                }
                look_again_soon();
            }
        }
        return {};
    }

    std::unique_ptr<process::Backend> backend_ = GetParam()();
    const std::string& database_ = backend_->url();
    Machine machine_;
    const std::time_t begun_ = system_clock::to_time_t(system_clock::now());
    const std::int64_t to_noon_ = a_day / 2 - begun_ % a_day;
    std::vector<std::unique_ptr<process::Server>> servers_;
};

TEST_P(Deadlines, FireOnceEachWhateverClocksAndServersDo) {
    const auto days = rounds(rounds_in_a_short_run);
    start_servers();
    process::Keyring keyring{database_};
    const auto headers = keyring.headers(process::actor);
    const auto opened = process::open_cases(servers_.front()->port(), keyring, cases);
    {
        process::Connection connection{servers_.front()->port(), headers};
        for (int due = 1; due <= days; ++due) {
            for (const auto& one : opened) {
                const auto key = fmt::format("plan-{}", due);
                ASSERT_EQ(set_deadline(connection, one.name(), key, day(0), day(due)), "");
            }
        }
    }
    ASSERT_EQ(wait_for(opened, headers, 0), "");
    for (int round = 1; round <= days; ++round) {
        put_clock(round + 1);  // what was due in this round has passed
        if (round % rounds_between_kills == 0) {
            start_servers();
        }
        ASSERT_EQ(wait_for(opened, headers, round), "") << "round " << round;
        put_clock(round - 1);  // it has not passed any more
        if (round % rounds_between_kills == 1) {
            start_servers();
        }
        ASSERT_EQ(wait_for(opened, headers, round), "") << "back in round " << round;
    }
    for (auto& server : servers_) {
        EXPECT_EQ(server->stop(), 0);
    }
    EXPECT_EQ(process::verify(database_), "");
}

LADDER_FAULT_ON_BOTH(Deadlines);

}  // namespace deadlines_test
}  // namespace ladder::fault

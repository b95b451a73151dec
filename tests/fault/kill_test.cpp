// kill -9 in the middle of decisions, over and over: what was acknowledged is there once, and
// nothing is half there.
#include <chrono>
#include <memory>
#include <numeric>
#include <random>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/fault/decisions.hpp"
#include "tests/fault/journal_rows.hpp"
#include "tests/fault/on_both.hpp"
#include "tests/fault/under_load.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"
#include "tests/process/ladder_process.hpp"

namespace ladder::fault {
namespace kill_test {

using process::actor;
using process::migrate;
using process::verify;

constexpr int kills_in_a_short_run = 40;
constexpr int kills_between_verifications = 10;
constexpr int workers = 8;
constexpr int cases = 160;
constexpr unsigned seed = 20260401;

class Kill : public testing::TestWithParam<process::MakeBackend> {};

// Each worker's problem, if it had one.
using Problems = std::vector<std::string>;

// Loads the server from all workers, kills it at a random moment, and returns when all is quiet.
Problems load_and_kill(
    process::Server& server,
    const process::Headers& headers,
    std::vector<CaseLoad>& loads,
    int round,
    std::mt19937& random
) {
    std::atomic<std::uint64_t> acknowledgements = 0;
    const std::atomic<bool> enough = false;
    Problems problems(workers);
    std::vector<std::thread> threads;
    for (std::size_t w = 0; w < workers; ++w) {
        threads.emplace_back([&, w] {
            std::vector<CaseLoad*> own;
            for (auto i = w; i < loads.size(); i += workers) {
                own.push_back(&loads[(i + static_cast<std::size_t>(round) * workers) % loads.size()]
                );
            }
            process::Connection connection{server.port(), headers};
            problems[w] = decide_until_broken(
                connection, own, fmt::format("load-{}", round), acknowledgements, enough
            );
            acknowledgements += problems[w].empty() ? 0 : 1'000'000;  // nobody waits for more
            acknowledgements.notify_all();
        });
    }
    // The moment: some acknowledgements later, and some microseconds after that one.
    const auto threshold = std::uniform_int_distribution<std::uint64_t>{1, 120}(random);
    for (auto seen = acknowledgements.load(); seen < threshold; seen = acknowledgements.load()) {
        acknowledgements.wait(seen);
    }
    const auto moment = std::chrono::steady_clock::now() +
                        std::chrono::microseconds{std::uniform_int_distribution{0, 3000}(random)};
    while (std::chrono::steady_clock::now() < moment) {
    }
    server.kill();
    for (auto& thread : threads) {
        thread.join();
    }
    return problems;
}

std::uint64_t count(const std::vector<CaseLoad>& loads) {
    return std::accumulate(
        loads.begin(),
        loads.end(),
        std::uint64_t{0},
        [](std::uint64_t sum, const CaseLoad& load) { return sum + load.acknowledged.size(); }
    );
}

TEST_P(Kill, EveryAcknowledgedDecisionIsThereOnceAndNoneIsHalfThere) {
    const auto backend = GetParam()();
    const auto& database = backend->url();
    ASSERT_EQ(migrate(database), "");
    std::mt19937 random{seed};
    auto server = std::make_unique<process::Server>(database);
    process::Keyring keyring{database};
    const auto headers = keyring.headers(actor);
    auto loads = books_of(process::open_cases(server->port(), keyring, cases));
    std::size_t doubts = 0;

    const auto kills = rounds(kills_in_a_short_run);
    for (int round = 1; round <= kills; ++round) {
        for (const auto& problem : load_and_kill(*server, headers, loads, round, random)) {
            ASSERT_EQ(problem, "") << "round " << round;
        }
        if (round % kills_between_verifications == 0) {
            ASSERT_EQ(verify(database), "") << "after kill " << round;
        }
        server = std::make_unique<process::Server>(database);
        process::Connection connection{server->port(), headers};
        for (auto& load : loads) {
            doubts += load.doubt ? 1U : 0U;
            ASSERT_EQ(settle_doubt(connection, load), "") << "after kill " << round;
            // The last one acknowledged is the one nearest to the kill.
            if (!load.acknowledged.empty()) {
                ASSERT_EQ(replay(connection, load, load.acknowledged.back()), "");
            }
        }
    }

    process::Connection connection{server->port(), headers};
    for (const auto& load : loads) {
        EXPECT_EQ(compare_with_record(connection, load), "");
    }
    EXPECT_EQ(server->stop(), 0);
    EXPECT_EQ(verify(database), "");
    EXPECT_EQ(look_at_journal(database, count(loads)), "");
    // Otherwise the kills all fell between requests, and this test showed nothing.
    EXPECT_GT(doubts, static_cast<std::size_t>(kills));
    RecordProperty("decisions", static_cast<int>(count(loads)));
    RecordProperty("in_doubt", static_cast<int>(doubts));
}

LADDER_FAULT_ON_BOTH(Kill);

}  // namespace kill_test
}  // namespace ladder::fault

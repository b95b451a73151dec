// PostgreSQL fails under load, in every way in turn, while the server stays up: it says so, heals
// by itself, and loses and doubles nothing.
#include <array>
#include <chrono>
#include <cstdlib>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/fault/decisions.hpp"
#include "tests/fault/journal_rows.hpp"
#include "tests/fault/patience.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"
#include "tests/process/ladder_process.hpp"
#include "tests/support/postgres.hpp"

namespace ladder::fault {
namespace database_fails_test {

using process::actor;
using process::migrate;
using process::verify;

constexpr int workers = 4;
constexpr int cases = 64;
constexpr int rounds_in_a_short_run = 6;
constexpr std::uint64_t decisions_between_failures = 50;

enum class Failure { sessions_cut, process_killed, server_gone };

// LADDER_FAULT_ROUNDS asks for more.
int rounds() {
    const auto* asked = std::getenv("LADDER_FAULT_ROUNDS");
    return asked == nullptr ? rounds_in_a_short_run : std::atoi(asked);
}

class DatabaseFails : public testing::Test {
protected:
    DatabaseFails() { EXPECT_EQ(migrate(database_), ""); }

    // Waits until callers were answered so often again.
    void wait_for(std::uint64_t more) {
        const auto wanted = acknowledgements_ + more;
        const auto end = std::chrono::steady_clock::now() + patience;
        while (acknowledgements_ < wanted) {
            ASSERT_LT(std::chrono::steady_clock::now(), end) << "the server did not heal";
            look_again_soon();
        }
    }

    // What /readyz says once it says it with that status: the database is looked at now and then.
    static std::string wait_for_readiness(std::uint16_t port, unsigned status) {
        process::Connection connection{port, {}};
        const auto end = std::chrono::steady_clock::now() + patience;
        std::optional<process::Answer> said;
        while (!(said = connection.get("/readyz")) || said->status != status) {
            if (std::chrono::steady_clock::now() > end) {
                ADD_FAILURE() << "/readyz never came to " << status;
                return {};
            }
            look_again_soon();
        }
        return said->body;
    }

    void fail(Failure failure, std::uint16_t port) {
        auto& postgres = tests::shared_postgres();
        switch (failure) {
            case Failure::sessions_cut:
                postgres.drop_sessions(postgres.last_database());
                break;
            case Failure::process_killed:
                postgres.kill_session(postgres.last_database());
                break;
            case Failure::server_gone: {
                postgres.crash();
                EXPECT_NE(wait_for_readiness(port, 503).find("database"), std::string::npos);
                postgres.start_again();
            }
        }
    }

    std::unique_ptr<process::Backend> backend_ = process::make_postgresql();
    const std::string& database_ = backend_->url();
    std::atomic<std::uint64_t> acknowledgements_ = 0;
};

TEST_F(DatabaseFails, AndTheServerHealsAndLosesNothing) {
    process::Server server{database_};
    process::Keyring keyring{database_};
    const auto headers = keyring.headers(actor);
    auto loads = books_of(process::open_cases(server.port(), keyring, cases));
    std::atomic<bool> enough = false;
    std::array<std::string, workers> problems;
    std::vector<std::thread> threads;
    for (std::size_t w = 0; w < workers; ++w) {
        threads.emplace_back([&, w] {
            std::vector<CaseLoad*> own;
            for (auto i = w; i < loads.size(); i += workers) {
                own.push_back(&loads[i]);
            }
            process::Connection connection{server.port(), headers};
            problems[w] = decide_through_failures(
                connection, own, fmt::format("load-{}", w), acknowledgements_, enough
            );
        });
    }
    for (int round = 0; round < rounds() && !HasFailure(); ++round) {
        wait_for(decisions_between_failures);
        fail(static_cast<Failure>(round % 3), server.port());
    }
    if (!HasFailure()) {
        wait_for(decisions_between_failures);
    }
    enough = true;
    for (auto& thread : threads) {
        thread.join();
    }
    for (const auto& problem : problems) {
        EXPECT_EQ(problem, "");
    }

    process::Connection connection{server.port(), headers};
    std::uint64_t acknowledged = 0;
    for (const auto& load : loads) {
        EXPECT_EQ(compare_with_record(connection, load), "");
        acknowledged += load.acknowledged.size();
    }
    wait_for_readiness(server.port(), 200);
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(verify(database_), "");
    EXPECT_EQ(look_at_journal(database_, acknowledged), "");
    RecordProperty("decisions", static_cast<int>(acknowledged));
}

}  // namespace database_fails_test
}  // namespace ladder::fault

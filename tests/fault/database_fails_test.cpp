// PostgreSQL fails under load, in every way in turn, while the server stays up: it says so, heals
// by itself, and loses and doubles nothing.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/fault/under_load.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"
#include "tests/support/postgres.hpp"

namespace ladder::fault {
namespace database_fails_test {

constexpr int rounds_in_a_short_run = 6;
constexpr std::uint64_t decisions_between_failures = 50;

enum class Failure { sessions_cut, process_killed, server_gone };

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
            EXPECT_NE(wait_for_readiness(port, 503).find("the database"), std::string::npos);
            postgres.start_again();
        }
    }
}

TEST(DatabaseFails, AndTheServerHealsAndLosesNothing) {
    const auto backend = process::make_postgresql();
    ASSERT_EQ(process::migrate(backend->url()), "");
    process::Server server{backend->url()};
    UnderLoad load{server, backend->url()};
    for (int round = 0; round < rounds(rounds_in_a_short_run); ++round) {
        ASSERT_EQ(load.wait_for(decisions_between_failures), "") << "round " << round;
        fail(static_cast<Failure>(round % 3), server.port());
    }
    EXPECT_EQ(load.wait_for(decisions_between_failures), "");
    EXPECT_EQ(load.end(), "");
}

}  // namespace database_fails_test
}  // namespace ladder::fault

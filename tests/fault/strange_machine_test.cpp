// The server's clock jumps a day ahead and back, and its disk turns slow, under load: nothing is
// lost or doubled.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/fault/machine.hpp"
#include "tests/fault/on_both.hpp"
#include "tests/fault/under_load.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"

namespace ladder::fault {
namespace strange_machine_test {

constexpr int rounds_in_a_short_run = 2;
constexpr std::uint64_t decisions_between_failures = 50;
constexpr std::int64_t a_slow_sync = 40'000;  // microseconds

class StrangeMachine : public testing::TestWithParam<process::MakeBackend> {
protected:
    StrangeMachine() { EXPECT_EQ(process::migrate(database_), ""); }

    std::unique_ptr<process::Backend> backend_ = GetParam()();
    const std::string& database_ = backend_->url();
    Machine machine_;
};

TEST_P(StrangeMachine, WhoseClockJumpsADayEachWay) {
    process::Server server{database_, {}, machine_.settings()};
    UnderLoad load{server, database_};
    for (int round = 0; round < rounds(rounds_in_a_short_run); ++round) {
        for (const auto ahead : {a_day, 2 * a_day, a_day, std::int64_t{0}}) {
            machine_->seconds_ahead = ahead;
            ASSERT_EQ(load.wait_for(decisions_between_failures), "") << ahead << " s ahead";
        }
    }
    EXPECT_EQ(load.end(), "");
}

TEST_P(StrangeMachine, WhoseDiskTurnsSlow) {
    process::Server server{database_, {}, machine_.settings()};
    UnderLoad load{server, database_};
    for (int round = 0; round < rounds(rounds_in_a_short_run); ++round) {
        machine_->microseconds_a_sync = a_slow_sync;
        ASSERT_EQ(load.wait_for(decisions_between_failures), "") << "round " << round;
        EXPECT_FALSE(wait_for_readiness(server.port(), 200).empty()) << "slow is not broken";
        machine_->microseconds_a_sync = 0;
        ASSERT_EQ(load.wait_for(decisions_between_failures), "") << "round " << round;
    }
    EXPECT_EQ(load.end(), "");
}

LADDER_FAULT_ON_BOTH(StrangeMachine);

}  // namespace strange_machine_test
}  // namespace ladder::fault

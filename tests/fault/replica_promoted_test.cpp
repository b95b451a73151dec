// PostgreSQL's primary dies under load and its synchronous replica takes over: the server goes to
// it by itself, and loses and doubles nothing.
#include <utility>

#include <gtest/gtest.h>

#include "tests/fault/under_load.hpp"
#include "tests/process/ground.hpp"
#include "tests/support/postgres.hpp"

namespace ladder::fault {
namespace replica_promoted_test {

constexpr int rounds_in_a_short_run = 1;
constexpr std::uint64_t decisions_between_failures = 50;

TEST(ReplicaPromoted, AndTheServerFollowsAndLosesNothing) {
    tests::Postgres one;
    tests::Postgres other;
    one.create_database();
    const auto database = one.url_of_either(other, one.last_database());
    auto* primary = &one;
    auto* replica = &other;
    replica->become_replica_of(*primary);
    ASSERT_EQ(process::migrate(database), "");
    process::Server server{database};
    UnderLoad load{server, database};
    for (int round = 0; round < rounds(rounds_in_a_short_run); ++round) {
        ASSERT_EQ(load.wait_for(decisions_between_failures), "") << "round " << round;
        primary->crash();
        replica->promote();
        ASSERT_EQ(load.wait_for(decisions_between_failures), "") << "promoted, round " << round;
        std::swap(primary, replica);
        replica->become_replica_of(*primary);
    }
    EXPECT_EQ(load.wait_for(decisions_between_failures), "");
    EXPECT_EQ(load.end(), "");
}

}  // namespace replica_promoted_test
}  // namespace ladder::fault

// The database's disk is full under load: the server says so, writes again by itself once there is
// room, and loses and doubles nothing.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/fault/small_disk.hpp"
#include "tests/fault/under_load.hpp"
#include "tests/process/ground.hpp"
#include "tests/support/postgres.hpp"

namespace ladder::fault {
namespace disk_full_test {

// So often is one record's disk filled: its journal grows, and a small disk is full of it in the
// end.
constexpr int times_a_record = 2;
constexpr int rounds_in_a_short_run = times_a_record;
constexpr std::uint64_t decisions_between_failures = 50;

TEST(DiskFull, OfSqliteAndTheServerHealsAndLosesNothing) {
    for (int round = 0; round < rounds(rounds_in_a_short_run); round += times_a_record) {
        const SmallDisk disk{64};
        const auto database = "sqlite:" + (disk.path() / "ladder.db").string();
        ASSERT_EQ(process::migrate(database), "");
        process::Server server{database};
        UnderLoad load{server, database};
        for (int time = 0; time < times_a_record; ++time) {
            ASSERT_EQ(load.wait_for(decisions_between_failures), "") << "round " << round;
            disk.fill();
            const auto said = wait_for_readiness(server.port(), 503);
            EXPECT_NE(said.find("[-]writing failed: "), std::string::npos) << said;
            EXPECT_NE(said.find("its disk is full"), std::string::npos) << said;
            EXPECT_NE(said.find("[+]database ok"), std::string::npos) << "it can still be read";
            disk.empty();
            ASSERT_FALSE(wait_for_readiness(server.port(), 200).empty());
        }
        EXPECT_EQ(load.wait_for(decisions_between_failures), "");
        ASSERT_EQ(load.end(), "");
    }
}

// Without room for its log PostgreSQL ends; it is started again when there is room.
TEST(DiskFull, OfPostgresqlAndTheServerHealsAndLosesNothing) {
    for (int round = 0; round < rounds(rounds_in_a_short_run); round += times_a_record) {
        const SmallDisk disk{256};
        tests::Postgres postgres{disk.path()};
        const auto database = postgres.create_database();
        ASSERT_EQ(process::migrate(database), "");
        process::Server server{database};
        UnderLoad load{server, database};
        for (int time = 0; time < times_a_record; ++time) {
            ASSERT_EQ(load.wait_for(decisions_between_failures), "") << "round " << round;
            disk.fill();
            const auto said = wait_for_readiness(server.port(), 503);
            EXPECT_NE(said.find("[-]writing failed: "), std::string::npos) << said;
            disk.empty();
            postgres.start_if_it_ended();
            ASSERT_FALSE(wait_for_readiness(server.port(), 200).empty());
        }
        EXPECT_EQ(load.wait_for(decisions_between_failures), "");
        ASSERT_EQ(load.end(), "");
    }
}

}  // namespace disk_full_test
}  // namespace ladder::fault

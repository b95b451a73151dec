// Reads within a read: they see its moment, and are made again with it.
#include "db/snapshot.hpp"

#include <gtest/gtest.h>

#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace snapshot_test {

class ReadWithinARead : public OnBoth {
protected:
    ReadWithinARead() { ground_.publish_and_register(); }

    base::Result<long long> count_cases() {
        return ground_.database().read([](soci::session& session) -> base::Result<long long> {
            return select_one<long long>(session, "SELECT count(*) FROM case_row", {});
        });
    }

    Ground ground_{GetParam()};
};

LADDER_ON_BOTH(ReadWithinARead);

TEST_P(ReadWithinARead, SeesItsMoment) {
    const auto seen = ground_.database().read(
        [&](soci::session& /*joined*/) -> base::Result<std::vector<long long>> {
            const auto before = must(count_cases());
            ground_.open_case(1);
            return std::vector{before, must(count_cases())};
        }
    );
    EXPECT_EQ(must(seen), (std::vector<long long>{0, 0}));
    EXPECT_EQ(must(count_cases()), 1);
}

TEST_P(ReadWithinARead, EndsWithIt) {
    EXPECT_EQ(Snapshot::of(ground_.database()), nullptr);
    must(ground_.database().read([&](soci::session& session) -> base::Result<bool> {
        EXPECT_NE(Snapshot::of(ground_.database()), nullptr);
        EXPECT_EQ(Snapshot::of(session), Snapshot::of(ground_.database()));
        return true;
    }));
    EXPECT_EQ(Snapshot::of(ground_.database()), nullptr);
}

TEST_P(ReadWithinARead, IsOfItsOwnDatabase) {
    const Ground other{GetParam()};
    const auto another = other.another_database();
    ground_.open_case(1);
    must(ground_.database().read([&](soci::session& /*ours*/) -> base::Result<bool> {
        const auto theirs = another->read([&](soci::session& session) -> base::Result<long long> {
            EXPECT_EQ(must(count_cases()), 1);  // ours, from within theirs
            return select_one<long long>(session, "SELECT count(*) FROM case_row", {});
        });
        EXPECT_EQ(must(theirs), 0);
        return true;
    }));
}

// SQLite has no connection to lose.
TEST(ReadOnPostgresql, ThatLosesTheSessionWithinIsMadeAgain) {
    Ground ground{Backend::postgresql};
    int times = 0;
    const auto counted = ground.database().read([&](soci::session& session) {
        if (++times == 1) {
            (void)ground.database().read([](soci::session& joined) -> base::Result<bool> {
                joined << "SELECT pg_terminate_backend(pg_backend_pid())";
                return true;
            });
        }
        return base::Result<long long>{
            select_one<long long>(session, "SELECT count(*) FROM case_row", {})};
    });
    EXPECT_EQ(must(counted), 0);
    EXPECT_EQ(times, 2);
}

}  // namespace snapshot_test
}  // namespace ladder::db

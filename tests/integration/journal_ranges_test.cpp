// The journal on PostgreSQL, parted by ranges of positions.
#include <gmock/gmock.h>

#include "db/migrate.hpp"
#include "db/soci_error.hpp"
#include "db/verify.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

TEST(JournalRanges, AreMadeAsTheJournalGoesOn) {
    Ground ground{Backend::postgresql};
    ground.publish_and_register();
    auto state = ground.open_case(1);
    for (int i = 1; i <= 40; ++i) {
        state = ground.raise_concern(state, "Concern " + std::to_string(i));
    }
    const auto events = ground.count("SELECT count(*) FROM journal");
    const auto ranges = ground.count(
        "SELECT count(*) FROM pg_inherits WHERE inhparent = CAST('journal' AS regclass)"
    );
    EXPECT_GT(events, 30);
    EXPECT_EQ(ranges, (events + 15) / 16);
    EXPECT_EQ(ground.count("SELECT count(DISTINCT tableoid) FROM journal"), ranges)
        << "one of them holds nothing";
    EXPECT_TRUE(must(verify(ground.database(), VerifyOptions{})).clean());
}

// Somebody who reads the journal for long, as who writes a bundle does, keeps nobody from writing.
TEST(JournalRanges, AreMadeBesideWhoeverReads) {
    Ground ground{Backend::postgresql};
    ground.publish_and_register();
    auto state = ground.open_case(1);
    const auto reader = ground.database().connect();
    // Who waits for the reader fails, and does not wait for ever.
    *reader << "ALTER FUNCTION make_journal_ranges(BIGINT) SET lock_timeout = '10s'";
    long long before = 0, after = 0;
    *reader << "BEGIN ISOLATION LEVEL REPEATABLE READ";
    *reader << "SELECT count(*) FROM journal", soci::into(before);
    for (int i = 1; i <= 40; ++i) {
        state = ground.raise_concern(state, "Concern " + std::to_string(i));
    }
    *reader << "SELECT count(*) FROM journal", soci::into(after);
    *reader << "COMMIT";
    EXPECT_EQ(after, before);
    EXPECT_EQ(ground.count("SELECT count(*) FROM journal"), before + 40);
}

// As it is when schema 11 is brought to the present: with events in it.
TEST(JournalRanges, TakeUpAJournalThatWasOneTable) {
    Ground ground{Backend::postgresql, false};
    auto before = migrations_of(Backend::postgresql);
    before.resize(11);
    must(migrate(ground.database(), 1, &before));
    const auto session = ground.database().connect();
    *session << "INSERT INTO journal SELECT 0, 'cases/one', 1, 'case_opened', 1, 'Ann', 'hmcic', "
                "'one', '', '2011-01-10', 0, '\\x00', '\\x00', '\\x00', '\\x00'";
    must(migrate(ground.database(), 2));
    EXPECT_EQ(
        ground.count("SELECT count(*) FROM journal WHERE tableoid = "
                     "CAST('journal_from_0' AS regclass)"),
        1
    );
    for (const auto* sql :
         {"UPDATE journal SET person = 'x'",
          "UPDATE journal_from_0 SET person = 'x'",
          "DELETE FROM journal",
          "TRUNCATE journal",
          "TRUNCATE journal_from_0"}) {
        try {
            *session << sql;
            ADD_FAILURE() << sql;
        } catch (const soci::soci_error& error) {
            EXPECT_EQ(to_failure(error).kind, FailureKind::refused) << sql;
        }
    }
}

}  // namespace
}  // namespace ladder::db

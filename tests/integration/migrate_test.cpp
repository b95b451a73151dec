// The schema's versions on real databases.
#include "db/migrate.hpp"

#include <future>
#include <gmock/gmock.h>
#include <thread>

#include "tests/integration/ground.hpp"
#include "tests/support/postgres.hpp"

namespace ladder::db {
namespace {

class Migrations : public OnBoth {
protected:
    Ground ground_{GetParam(), false};
    Database& database_ = ground_.database();

    static std::vector<Migration> ours() { return migrations_of(GetParam()); }
};

LADDER_ON_BOTH(Migrations);

TEST_P(Migrations, BringAnEmptyDatabaseToThePresentSchema) {
    const auto before = require_current(database_);
    ASSERT_FALSE(before);
    EXPECT_NE(before.error().message.find("ladder db migrate"), std::string::npos);
    const auto report = must(migrate(database_, 17));
    EXPECT_EQ(report.applied.size(), ours().size());
    EXPECT_EQ(report.schema, schema_version(GetParam()));
    EXPECT_TRUE(require_current(database_));
    for (const auto& state : must(migration_status(database_))) {
        EXPECT_TRUE(state.applied);
        EXPECT_EQ(state.applied_at_us, 17);
        EXPECT_EQ(state.problem, "");
    }
}

TEST_P(Migrations, DoNothingTheSecondTime) {
    must(migrate(database_, 17));
    EXPECT_TRUE(must(migrate(database_, 18)).applied.empty());
    EXPECT_EQ(must(migration_status(database_)).front().applied_at_us, 17);
}

TEST_P(Migrations, RefuseAPastThatWasChanged) {
    must(migrate(database_, 17));
    auto changed = ours();
    changed[1].sql = "CREATE TABLE something_else (id INTEGER)";
    for (const auto& error :
         {migrate(database_, 18, &changed).error(), require_current(database_, &changed).error()}) {
        EXPECT_EQ(error.code, base::Code::failed_precondition);
        EXPECT_NE(error.message.find("changed"), std::string::npos);
    }
}

TEST_P(Migrations, RefuseADatabaseThatIsNewerThanTheBinary) {
    must(migrate(database_, 17));
    auto older = ours();
    older.pop_back();
    const auto refused = require_current(database_, &older);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::failed_precondition);
    EXPECT_NE(refused.error().message.find("older than the database"), std::string::npos);
    EXPECT_FALSE(migrate(database_, 18, &older));
}

TEST_P(Migrations, ApplyWhatIsNewOnTopOfWhatIsThere) {
    auto first = ours();
    first.resize(1);
    must(migrate(database_, 17, &first));
    EXPECT_FALSE(require_current(database_));
    EXPECT_EQ(must(migrate(database_, 18)).applied.size(), ours().size() - 1);
    EXPECT_TRUE(require_current(database_));
}

TEST_P(Migrations, LeaveNothingBehindWhenOneFails) {
    auto broken = ours();
    broken.push_back(
        {static_cast<int>(broken.size()) + 1, "broken", "CREATE TABLE half (id INTEGER); NONSENSE"}
    );
    const auto failed = migrate(database_, 17, &broken);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, base::Code::internal);
    EXPECT_EQ(failed.error().message.find("NONSENSE"), std::string::npos);
    EXPECT_FALSE(must(migration_status(database_)).front().applied);
    EXPECT_TRUE(migrate(database_, 18));
}

TEST_P(Migrations, RunOnceWhenTwoNodesStartTogether) {
    const auto other = ground_.another_database();
    auto second = std::async(std::launch::async, [&] { return must(migrate(*other, 2)); });
    const auto first = must(migrate(database_, 1));
    EXPECT_EQ(first.applied.size() + second.get().applied.size(), ours().size());
    EXPECT_TRUE(require_current(database_));
}

// The form that the help of --database names: a URL, with nothing after it.
TEST(PostgresqlUrl, OfUserHostAndNameIsConnectedTo) {
    auto& server = tests::shared_postgres();
    server.create_database();
    const auto database = must(Database::open(server.plain_url_of(server.last_database())));
    EXPECT_FALSE(must(migrate(*database, 17)).applied.empty());
}

TEST(PostgresqlUrl, ThatLeadsNowhereSaysWhy) {
    auto& server = tests::shared_postgres();
    const auto no_database = must(Database::open(server.plain_url_of("no_such_database")));
    EXPECT_THAT(migrate(*no_database, 17).error().message, testing::HasSubstr("no such database"));
    const auto no_role = must(Database::open(server.plain_url_of("postgres", "nobody_at_all")));
    EXPECT_THAT(migrate(*no_role, 17).error().message, testing::HasSubstr("no such role"));
    const auto no_socket = must(Database::open("postgresql://ann@%2Fnowhere/ladder"));
    EXPECT_THAT(migrate(*no_socket, 17).error().message, testing::HasSubstr("no such socket"));
}

}  // namespace
}  // namespace ladder::db

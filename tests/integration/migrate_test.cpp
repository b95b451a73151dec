// The schema's versions on real databases.
#include "db/migrate.hpp"

#include <future>
#include <thread>

#include "tests/integration/ground.hpp"

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

}  // namespace
}  // namespace ladder::db

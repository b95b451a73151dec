// Cutting migrations into statements.
#include <gtest/gtest.h>

#include "db/migrate.hpp"

namespace ladder::db {
namespace split_statements_test {

using Statements = std::vector<std::string>;

TEST(SplitStatements, CutsAtSemicolons) {
    EXPECT_EQ(split_statements("A; B ;\n C"), (Statements{"A", "B", "C"}));
    EXPECT_EQ(split_statements(""), Statements{});
    EXPECT_EQ(split_statements(" ;; \n;"), Statements{});
}

TEST(SplitStatements, LeavesQuotedSemicolonsAlone) {
    EXPECT_EQ(split_statements("SELECT 'a;b''c;d'; X"), (Statements{"SELECT 'a;b''c;d'", "X"}));
    EXPECT_EQ(split_statements("SELECT \"a;b\"; X"), (Statements{"SELECT \"a;b\"", "X"}));
    EXPECT_EQ(split_statements("DO $$ A; B $$; X"), (Statements{"DO $$ A; B $$", "X"}));
    EXPECT_EQ(split_statements("DO $x$ A; $$ $x$; X"), (Statements{"DO $x$ A; $$ $x$", "X"}));
}

TEST(SplitStatements, DropsComments) {
    EXPECT_EQ(split_statements("-- one; two\nA; -- 'three\nB"), (Statements{"A", "B"}));
}

TEST(SplitStatements, KeepsTheBodyOfATriggerTogether) {
    EXPECT_EQ(
        split_statements("CREATE TRIGGER t BEFORE UPDATE ON x BEGIN SELECT 1; SELECT 2; END; X"),
        (Statements{"CREATE TRIGGER t BEFORE UPDATE ON x BEGIN SELECT 1; SELECT 2; END", "X"})
    );
    EXPECT_EQ(split_statements("CREATE TRIGGER t ON x EXECUTE FUNCTION f(); X").size(), 2U);
}

TEST(SplitStatements, CutsOurOwnMigrationsIntoWholeStatements) {
    for (const auto backend : {Backend::sqlite, Backend::postgresql}) {
        EXPECT_FALSE(migrations_of(backend).empty());
        for (const auto& migration : migrations_of(backend)) {
            for (const auto& statement : split_statements(migration.sql)) {
                const auto verb = statement.substr(0, statement.find(' '));
                EXPECT_TRUE(
                    verb == "CREATE" || verb == "ALTER" || verb == "INSERT" || verb == "GRANT" ||
                    verb == "REVOKE" || verb == "DO" || statement.starts_with("DROP TRIGGER ")
                ) << statement;
            }
        }
    }
}

}  // namespace split_statements_test
}  // namespace ladder::db

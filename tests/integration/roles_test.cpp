// The roles of PostgreSQL: what `ladder db migrate` grants, and what it finds too wide.
#include "db/roles.hpp"

#include <gmock/gmock.h>

#include "tests/integration/ground.hpp"
#include "tests/support/postgres.hpp"

namespace ladder::db {
namespace roles_test {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Names of this test's own: roles belong to the cluster, which other tests use too.
const Roles roles{"edge_app", "edge_reader"};

class RolesOf : public testing::Test {
protected:
    RolesOf() {
        ground_.publish_and_register();
        must(grant_rights(ground_.database(), roles));
        owner_ = ground_.database().connect();
        for (const auto* role : {"app", "reader"}) {
            const auto login = std::string("edge_") + role + "_login";
            *owner_ << "DROP ROLE IF EXISTS " + login;
            *owner_ << "CREATE ROLE " + login + " LOGIN IN ROLE edge_" + role;
        }
    }

    std::unique_ptr<Database> as(const std::string& user) const {
        return must(Database::open(tests::shared_postgres().url_of(ground_.name(), user)));
    }
    static bool refused(soci::session& session, const std::string& sql) {
        try {
            session << sql;
            return false;
        } catch (const soci::soci_error& error) {
            return to_failure(error).kind == FailureKind::refused;
        }
    }

    Ground ground_{Backend::postgresql};
    std::unique_ptr<soci::session> owner_;
};

TEST_F(RolesOf, AreNarrowAsMigrateMakesThem) {
    EXPECT_THAT(must(wide_rights(ground_.database(), roles)), IsEmpty());
    must(grant_rights(ground_.database(), roles));  // again
    EXPECT_THAT(must(own_wide_rights(*as("edge_app_login"))), IsEmpty());
    EXPECT_THAT(
        must(own_wide_rights(ground_.database())), ElementsAre(HasSubstr("is a superuser"))
    );
}

TEST_F(RolesOf, LetTheApplicationAddAndNotTouchTriggersOrTables) {
    const auto database = as("edge_app_login");
    const auto writer = ground_.another_writer(*database);
    v1::OpenCaseRequest request;
    request.set_body("bodies/force-1");
    request.set_subject(v1::SUBJECT_GENERAL);
    request.set_reasons("A look");
    must(Ground::submit(
        *writer,
        ground_.opening(
            "cases/force-1-general-1", request, casework::sample::secretariat(), "as-edge"
        )
    ));
    const auto session = database->connect();
    for (const auto* sql :
         {"UPDATE journal SET person = 'x'",
          "DELETE FROM journal",
          "TRUNCATE journal",
          "SELECT * FROM journal_from_0",
          "DELETE FROM journal_from_0",
          "TRUNCATE journal_from_0",
          "ALTER TABLE journal DETACH PARTITION journal_from_0",
          "UPDATE journal_range SET end_at = 0",
          "SELECT make_journal_ranges(9223372036854775807)",
          "ALTER TABLE journal DISABLE TRIGGER ALL",
          "ALTER TABLE journal ADD COLUMN x INT",
          "DROP TRIGGER journal_is_never_changed ON journal",
          "SET session_replication_role = replica",
          "CREATE TABLE beside (x INT)"}) {
        EXPECT_TRUE(refused(*session, sql)) << sql;
    }
    // PostgreSQL only warns of this one, and grants nothing.
    *session << "GRANT UPDATE ON journal TO edge_app";
    EXPECT_THAT(must(wide_rights(ground_.database(), roles)), IsEmpty());
}

TEST_F(RolesOf, LetTheReaderReadListsAndNothingElse) {
    ground_.open_case(1);
    const auto session = as("edge_reader_login")->connect();
    int cases = 0;
    *session << "SELECT count(*) FROM case_row", soci::into(cases);
    EXPECT_EQ(cases, 1);
    for (const auto* sql :
         {"SELECT * FROM journal",
          "SELECT * FROM journal_from_0",
          "SELECT make_journal_ranges(100)",
          "SELECT * FROM request",
          "SELECT * FROM account",
          "SELECT * FROM api_token",
          "SELECT * FROM people_row",
          "SELECT * FROM document_chunk",
          "DELETE FROM case_row",
          "UPDATE case_row SET name = ''",
          "INSERT INTO body_row SELECT * FROM body_row"}) {
        EXPECT_TRUE(refused(*session, sql)) << sql;
    }
}

struct WideCase {
    const char* granted;
    const char* finding;
};

// clang-format off
const WideCase wide_cases[]{
    {"GRANT UPDATE (person) ON journal TO edge_app",  "edge_app may UPDATE journal"},
    {"GRANT DELETE ON journal TO edge_app_login",     "edge_app_login may DELETE journal"},
    {"GRANT UPDATE ON journal_from_0 TO edge_app",    "edge_app may UPDATE journal_from_0"},
    {"GRANT TRUNCATE ON request TO PUBLIC",           "edge_app may TRUNCATE request"},
    {"GRANT TRIGGER ON case_row TO edge_app",         "edge_app may TRIGGER case_row"},
    {"GRANT DELETE ON log_head TO edge_app",          "edge_app may DELETE log_head"},
    {"GRANT CREATE ON SCHEMA public TO edge_app",     "edge_app may make tables beside the journal"},
    {"GRANT SELECT ON journal TO edge_reader",        "edge_reader may SELECT journal"},
    {"GRANT SELECT (content) ON access_row TO edge_reader", "edge_reader may SELECT access_row"},
    {"GRANT INSERT ON case_row TO edge_reader",       "edge_reader may INSERT case_row"},
    {"GRANT postgres TO edge_app",
     "edge_app owns the journal, or may become its owner"},
};
// clang-format on

TEST_F(RolesOf, AreFoundTooWide) {
    for (const auto& test : wide_cases) {
        *owner_ << test.granted;
        EXPECT_THAT(must(wide_rights(ground_.database(), roles)), Contains(test.finding))
            << test.granted;
        std::string revoked = test.granted;
        revoked.replace(0, 5, "REVOKE");
        revoked.replace(revoked.rfind(" TO "), 4, " FROM ");
        *owner_ << revoked;
        EXPECT_THAT(must(wide_rights(ground_.database(), roles)), Not(Contains(test.finding)));
    }
}

TEST_F(RolesOf, HaveNamesThatNeedNoCare) {
    for (const auto* name : {"", "Ladder", "a b", "a\"; DROP TABLE journal", "pg_write_all_data"}) {
        EXPECT_FALSE(grant_rights(ground_.database(), {name, "edge_reader"})) << name;
        EXPECT_FALSE(wide_rights(ground_.database(), {"edge_app", name})) << name;
    }
}

TEST(RolesOfSqlite, AreTheFilesOwn) {
    Ground ground{Backend::sqlite};
    must(grant_rights(ground.database(), roles));
    EXPECT_THAT(must(wide_rights(ground.database(), roles)), IsEmpty());
    EXPECT_THAT(must(own_wide_rights(ground.database())), IsEmpty());
}

}  // namespace roles_test
}  // namespace ladder::db

// Whether anybody can change what is recorded: tried, on both databases.
#include "db/checkpoint_store.hpp"
#include "db/document_store.hpp"
#include "db/observation_store.hpp"
#include "tests/integration/ground.hpp"
#include "tests/support/postgres.hpp"

namespace ladder::db {
namespace {

class Rights : public OnBoth {
protected:
    Rights() {
        ground_.publish_and_register();
        ground_.open_case(1);
        const ObservationStore store(ground_.database());
        const auto staging = must(store.begin_import()).staging;
        must(store.stage(staging, {robberies("bodies/force-1", 1)}));
        must(store.quarantine(staging, {{{}, "a row"}}));
        must(DocumentStore{ground_.database()}.put("a content"));
        make_checkpoint(ground_.database());
    }

    static void make_checkpoint(Database& database) {
        const auto key =
            must(ledger::signer_key("ladder.example", ledger::SignatureType::ed25519, {1}));
        must(CheckpointStore{database}.make(key, 1));
    }

    // Whether a statement was refused, by right or by trigger.
    static bool refused(soci::session& session, const std::string& sql) {
        try {
            session << sql;
            return false;
        } catch (const soci::soci_error& error) {
            return to_failure(error).kind == FailureKind::refused;
        }
    }

    Ground ground_{GetParam()};
};

LADDER_ON_BOTH(Rights);

const char* const changes[]{
    "UPDATE journal SET person = 'somebody else' WHERE position = 0",
    "DELETE FROM journal WHERE position = 0",
    "DELETE FROM journal",
    "UPDATE request SET response = fingerprint",
    "DELETE FROM request",
    "UPDATE log_head SET size = 0",
    "UPDATE log_head SET recorded_at_us = 0",
    "DELETE FROM log_head",
    "UPDATE observation SET value = 2",
    "DELETE FROM observation",
    "UPDATE quarantine SET text = ''",
    "DELETE FROM quarantine",
    "UPDATE document_content SET size = 0",
    "DELETE FROM document_content",
    "UPDATE document_chunk SET number = 7",
    "DELETE FROM document_chunk",
    "UPDATE checkpoint SET origin = ''",
    "DELETE FROM checkpoint",
    "UPDATE checkpoint_signature SET added_at_us = 0",
    "DELETE FROM checkpoint_signature",
};

TEST_P(Rights, EvenTheOwnerCannotChangeOrRemoveWhatIsRecorded) {
    const auto session = ground_.database().connect();
    for (const auto* sql : changes) {
        EXPECT_TRUE(refused(*session, sql)) << sql;
    }
    if (GetParam() == Backend::postgresql) {
        for (const auto* table :
             {"journal",
              "request",
              "log_head",
              "observation",
              "quarantine",
              "document_content",
              "document_chunk",
              "checkpoint",
              "checkpoint_signature"}) {
            EXPECT_TRUE(refused(*session, std::string("TRUNCATE ") + table)) << table;
        }
    }
}

TEST_P(Rights, ReadingSessionsCannotWrite) {
    const auto result = ground_.database().read([&](soci::session& session) -> base::Result<void> {
        session << "INSERT INTO request (request_id, fingerprint, response, position) "
                   "VALUES ('x', '', '', 0)";
        return {};
    });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, base::Code::internal);
    EXPECT_EQ(ground_.count("SELECT count(*) FROM request WHERE request_id = 'x'"), 0);
}

class ApplicationRole : public testing::Test {
protected:
    ApplicationRole() {
        ground_.publish_and_register();
        const auto session = ground_.database().connect();
        *session << "DROP ROLE IF EXISTS ladder_service";
        *session << "CREATE ROLE ladder_service LOGIN IN ROLE ladder_app";
        database_ =
            must(Database::open(tests::shared_postgres().url_of(ground_.name(), "ladder_service")));
    }

    Ground ground_{Backend::postgresql};
    std::unique_ptr<Database> database_;
};

TEST_F(ApplicationRole, CanDoTheWholeWorkOfAServer) {
    const auto writer = ground_.another_writer(*database_);
    v1::OpenCaseRequest request;
    request.set_body("bodies/force-1");
    request.set_subject(v1::SUBJECT_GENERAL);
    request.set_reasons("A look");
    must(Ground::submit(
        *writer,
        ground_.opening(
            "cases/force-1-general-1", request, casework::sample::secretariat(), "as-service"
        )
    ));
    EXPECT_EQ(must(CaseReader(*database_, Reader::everything()).list({}, {}, {})).items.size(), 1U);
    const ObservationStore store(*database_);
    const auto staging = must(store.begin_import()).staging;
    must(store.stage(staging, {robberies("bodies/force-1", 1)}));
    must(store.quarantine(staging, {{{}, "a row"}}));
    must(DocumentStore{*database_}.put("another content"));
    const auto key =
        must(ledger::signer_key("ladder.example", ledger::SignatureType::ed25519, {1}));
    must(CheckpointStore{*database_}.make(key, 1));
}

TEST_F(ApplicationRole, HasNoRightToChangeOrRemoveTheRecord) {
    const auto session = database_->connect();
    const std::string tables[]{
        "journal",
        "request",
        "log_head",
        "observation",
        "quarantine",
        "document_content",
        "document_chunk",
        "checkpoint",
        "checkpoint_signature",
        "schema_migration"};
    for (const auto& table : tables) {
        for (const auto* right : {"DELETE", "TRUNCATE", "TRIGGER", "REFERENCES"}) {
            int has = 0;
            *session << "SELECT CAST(has_table_privilege(:table, '" + std::string(right) +
                            "') AS int)",
                soci::into(has), soci::use(table, "table");
            EXPECT_EQ(has, 0) << right << " on " << table;
        }
    }
    for (const auto& table :
         {"journal",
          "request",
          "observation",
          "quarantine",
          "document_content",
          "document_chunk",
          "tree_node",
          "checkpoint",
          "checkpoint_signature"}) {
        int has = 0;
        *session << "SELECT CAST(has_any_column_privilege('" + std::string(table) +
                        "', 'UPDATE') AS int)",
            soci::into(has);
        EXPECT_EQ(has, 0) << table;
    }
    for (const auto* sql : changes) {
        try {
            *session << sql;
            ADD_FAILURE() << sql;
        } catch (const soci::soci_error& error) {
            EXPECT_EQ(to_failure(error).kind, FailureKind::refused) << sql;
        }
    }
    try {
        *session << "SET session_replication_role = replica";
        ADD_FAILURE() << "triggers could be switched off";
    } catch (const soci::soci_error& error) {
        EXPECT_EQ(to_failure(error).kind, FailureKind::refused);
    }
}

}  // namespace
}  // namespace ladder::db

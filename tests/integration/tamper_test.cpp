// Whatever one value is changed in whatever table, verify() names it. A new table or column is
// found here by itself, and must be verified or be listed below with the reason why it need not be.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "db/checkpoint_store.hpp"
#include "db/document_store.hpp"
#include "db/projection.hpp"
#include "db/verify.hpp"
#include "tests/integration/ground.hpp"
#include "tests/support/source_tree_path.hpp"

namespace ladder::db {
namespace {

const ledger::SignerKey tamper_key =
    must(ledger::signer_key("ladder.example", ledger::SignatureType::ed25519, {1}));

// db/README.md says why.
const std::set<std::string> needless{
    "schema_migration",
    "import_number",
    "journal_range",
    "account",
    "invitation",
    "session",
    "api_token",
    "log_head.id",
    "checkpoint.made_at_us",
    "checkpoint_signature.added_at_us"};

struct TableUnderTest {
    std::string keys;   // columns, comma between
    std::string named;  // in the finding's place
};

std::map<std::string, TableUnderTest> tables_under_test() {
    std::map<std::string, TableUnderTest> tables{
        {"journal", {"position", "position"}},
        {"log_head", {"id", "log head"}},
        {"request", {"request_id", "request"}},
        {"tree_node", {"level, number", "of the tree"}},
        {"checkpoint", {"size", "checkpoint of size"}},
        {"checkpoint_signature", {"size, signature", "checkpoint of size"}},
        {"observation", {"indicator, body, period_end, import_number", "imports/"}},
        {"quarantine", {"import_number, row_number", "imports/"}},
        {"document_content", {"digest", "documents/"}},
        {"document_chunk", {"digest, number", "documents/"}}};
    for (const auto model : all_models) {
        tables[std::string(shape_of(model).table)] = {"name, from_position", ""};
    }
    return tables;
}

NewEvent golden(const std::string& kind, const std::string& stream) {
    std::ifstream file(
        tests::in_source_tree("tests/integration/golden/") + kind + ".binpb", std::ios::binary
    );
    NewEvent event{stream, {}, {}};
    if (!event.event.ParseFromString({std::istreambuf_iterator<char>{file}, {}})) {
        throw std::runtime_error("no golden event " + kind);
    }
    return event;
}

// A record with rows in every table but that of the tree's nodes.
class ChangedValues : public OnBoth {
protected:
    ChangedValues() : tables_(tables_under_test()) {
        options_.keys = {tamper_key.verifier};
        ground_.publish_and_register();
        const auto state = ground_.raise_concern(ground_.open_case(1), "Detections");
        ground_.raise_trigger(state, "2011-03-31");
        import_figures();
        add_document();
        record(
            {golden("procedure_started", "procedures/golden"),
             golden("deadline_set", "procedures/golden"),
             golden("task_opened", "procedures/golden"),
             golden("meeting_planned", "meetings/golden"),
             golden("peer_recorded", "peers/golden"),
             golden("peer_groups_recorded", "peerGroupSets/golden"),
             golden("publication_recorded", "publications/golden"),
             golden("assessment_recorded", "assessments/golden"),
             golden("evaluation_run", "evaluations/golden"),
             golden("ruleset_proposed", "rulesetProposals/golden-1"),
             golden("person_registered", "people/golden"),
             golden("access_recorded", "access/2011-01-10")}
        );
        must(CheckpointStore{ground_.database()}.make(tamper_key, 1));
    }

    void record(std::vector<NewEvent> events) {
        must(ground_.submit(Ground::recording(
            std::move(events), ground_.new_request_id(), casework::sample::secretariat()
        )));
    }

    void import_figures() {
        const ObservationStore store(ground_.database());
        const auto staging = must(store.begin_import()).staging;
        auto figure = robberies("bodies/force-1", 2);
        figure.numerator = 4;
        figure.denominator = 2;
        const std::vector<QuarantinedText> aside{{{}, "a row"}};
        must(store.stage(staging, {figure}));
        must(store.quarantine(staging, aside));
        NewEvent sealed{staging.name, {}, {}};
        auto& event = *sealed.event.mutable_observations_imported();
        event.set_added(1);
        event.set_quarantined(1);
        event.set_quarantined_digest(quarantined_digest(aside));
        event.set_observations_digest(observations_digest({figure}));
        record({sealed});
    }

    void add_document() {
        NewEvent added{"documents/one", {}, {}};
        auto& part = *added.event.mutable_document_added()->mutable_document()->add_parts();
        part.set_id("1");
        part.set_size(7);
        part.set_digest(must(DocumentStore{ground_.database()}.put("a paper")));
        record({added});
    }

    bool on_sqlite() const { return GetParam() == Backend::sqlite; }

    // As the owner, with all triggers off.
    void begin_tampering() {
        ground_.tamper("SELECT 1");
        session_ = ground_.database().connect();
        if (!on_sqlite()) {
            *session_ << "SET session_replication_role = replica";
            // Else no range takes the position that an event is moved to.
            *session_ << "ALTER TABLE journal DETACH PARTITION journal_from_0";
            *session_ << "ALTER TABLE journal ATTACH PARTITION journal_from_0 "
                         "FOR VALUES FROM (-16) TO (16)";
        }
    }

    std::vector<std::string> names_of_tables() {
        return read_names(
            on_sqlite() ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                          "'sqlite%' ORDER BY name"
                        : "SELECT CAST(relname AS text) FROM pg_class WHERE relkind IN ('r', 'p') "
                          "AND relnamespace = CAST(current_schema() AS regnamespace) "
                          "AND NOT relispartition ORDER BY relname"
        );
    }

    // "name type".
    std::vector<std::string> columns_of(const std::string& table) {
        return read_names(
            on_sqlite()
                ? "SELECT name || ' ' || type FROM pragma_table_info('" + table + "') ORDER BY cid"
                : "SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE "
                  "table_schema = current_schema() AND table_name = '" +
                      table + "' ORDER BY ordinal_position"
        );
    }

    // Changes one value, asks verify(), and puts the value back.
    void expect_found(const std::string& table, const std::string& column_and_type) {
        const auto space = column_and_type.find(' ');
        const auto column = column_and_type.substr(0, space);
        auto type = column_and_type.substr(space + 1);
        std::transform(type.begin(), type.end(), type.begin(), [](char letter) {
            return static_cast<char>(std::tolower(letter));
        });
        const auto& under_test = tables_.at(table);
        const auto first = "(" + under_test.keys + ") = (SELECT " + under_test.keys + " FROM " +
                           table + " ORDER BY " + under_test.keys + " LIMIT 1)";
        const auto set = [&](const std::string& value, const std::string& where) {
            *session_ << "UPDATE " + table + " SET " + column + " = " + value + " WHERE " + where;
        };
        std::string back, changed = first;
        if (type == "blob") {
            set("CAST(" + column + " || x'7e' AS BLOB)", first);
            back = "substr(" + column + ", 1, length(" + column + ") - 1)";
        } else if (type == "bytea") {
            set(column + " || decode('7e', 'hex')", first);
            back = "substr(" + column + ", 1, length(" + column + ") - 1)";
        } else if (type == "text") {
            set(column + " || '~'", first);
            back = "substr(" + column + ", 1, length(" + column + ") - 1)";
            changed = column + " LIKE '%~'";
        } else {
            set("-1 - " + column, first);
            back = "-1 - " + column;
            changed = column + " < 0";
        }
        const auto report = must(verify(ground_.database(), options_));
        EXPECT_TRUE(std::any_of(
            report.findings.begin(),
            report.findings.end(),
            [&](const auto& finding) {
                return finding.where.find(under_test.named) != std::string::npos;
            }
        )) << table
           << "." << column << ": " << told(report);
        set(back, changed);
    }

    // Every column of every table that `wanted` says.
    template <class Wanted>
    void expect_all_found(Wanted&& wanted) {
        begin_tampering();
        ASSERT_TRUE(is_whole());
        int columns = 0;
        for (const auto& table : names_of_tables()) {
            if (needless.contains(table) || !wanted(table)) {
                continue;
            }
            ASSERT_TRUE(tables_.contains(table)) << table << " is new: is it verified?";
            ASSERT_GT(ground_.count("SELECT count(*) FROM " + table), 0) << table;
            for (const auto& column : columns_of(table)) {
                if (!needless.contains(table + "." + column.substr(0, column.find(' ')))) {
                    expect_found(table, column);
                    ++columns;
                }
            }
        }
        EXPECT_GT(columns, 0);
        EXPECT_TRUE(is_whole());
    }

    bool is_whole() { return must(verify(ground_.database(), options_)).clean(); }

    static std::string told(const VerifyReport& report) {
        std::string text;
        for (const auto& finding : report.findings) {
            text += finding.where + ": " + finding.what + "\n";
        }
        return text.empty() ? "nothing was found" : text;
    }

    Ground ground_{GetParam()};

private:
    std::vector<std::string> read_names(const std::string& sql) {
        std::vector<std::string> names;
        std::string name;
        select_rows(
            *session_,
            sql,
            {},
            [&](soci::statement& statement) { statement.exchange(soci::into(name)); },
            [&] {
                names.push_back(name);
                return true;
            }
        );
        return names;
    }

    std::map<std::string, TableUnderTest> tables_;
    VerifyOptions options_;
    std::unique_ptr<soci::session> session_;
};

LADDER_ON_BOTH(ChangedValues);

TEST_P(ChangedValues, OfAnyColumnOfAnyTableAreNamed) {
    expect_all_found([](const auto& table) { return table != "tree_node"; });
}

TEST_P(ChangedValues, OfTheTreesNodesAreNamed) {
    record(std::vector<NewEvent>(256, golden("access_recorded", "access/2011-01-10")));
    expect_all_found([](const auto& table) { return table == "tree_node"; });
}

TEST_P(ChangedValues, OfACosignatureAreNamedWhereItsWitnessIsKnown) {
    const auto witness =
        must(ledger::signer_key("witness.example", ledger::SignatureType::cosignature_v1, {2}));
    const CheckpointStore store{ground_.database()};
    const auto stored = must(store.make(tamper_key, 1));
    const auto cosign = [&](const std::string& text) {
        const auto signature = ledger::sign(text, witness, 1'300'000'000);
        must(store.add_signature(stored.checkpoint.size, signature, 2));
    };
    cosign(stored.checkpoint.text());
    VerifyOptions options;
    auto report = must(verify(ground_.database(), options));
    EXPECT_TRUE(report.clean()) << told(report);
    EXPECT_EQ(report.unknown_signatures, 2);
    options.keys = {tamper_key.verifier};
    options.witnesses = {witness.verifier};
    report = must(verify(ground_.database(), options));
    EXPECT_TRUE(report.clean()) << told(report);
    EXPECT_EQ(report.unknown_signatures, 0);
    cosign("another text\n");
    report = must(verify(ground_.database(), options));
    ASSERT_EQ(report.finding_count, 1) << told(report);
    EXPECT_EQ(report.findings[0].what, "the signature of witness.example on it does not verify");
}

}  // namespace
}  // namespace ladder::db

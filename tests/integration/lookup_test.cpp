// What holds is found without a look at what held before, nor at what holds of others.
#include <gtest/gtest.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "db/batch_store.hpp"
#include "db/by_name.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

constexpr int cases_of_others = 2000;
constexpr int rows_more = 300;

class Lookup : public OnBoth {
protected:
    Lookup() {
        if (GetParam() == Backend::postgresql) {
            ground_.tamper("ALTER TABLE case_row SET (autovacuum_enabled = false)");
        }
        // Statements are prepared, and planned, while there is next to nothing.
        write_rows_of(0, 1);
        look_up();
        write_rows_of(1, 1 + cases_of_others);
    }

    static std::string case_of(int force) {
        return "cases/force-" + std::to_string(force) + "-general-1";
    }

    // Cases' first rows, or one more of each, which ends the one before it.
    void write_rows_of(int first, int last) {
        Batch batch(store_->head());
        for (int force = first; force < last; ++force) {
            JournalRow event;
            event.envelope.set_position(batch.next_position());
            event.envelope.set_stream("peers/none");
            event.envelope.set_version(event.envelope.position() + 1);
            event.envelope.set_recorded_at_us(base::to_micros(ground_.now()));
            seal(event);
            batch.add(event);
            const auto body = "bodies/force-" + std::to_string(force);
            batch.add(ModelRow{
                Model::cases,
                case_of(force),
                event.envelope.position(),
                {body, "SUBJECT_GENERAL", "ladders/police", "stage", ""},
                std::string(500, 'c')});
        }
        must(batch.finish());
        ASSERT_EQ(store_->write(batch), Written::done);
    }

    void write_a_row() { write_rows_of(0, 1); }

    void look_up() {
        int found = 0;
        select_by_name<long long>(
            store_->session(),
            GetParam(),
            Model::cases,
            "from_position",
            {case_of(0)},
            [&](const std::string&, long long) { ++found; }
        );
        ASSERT_EQ(found, 1);
    }

    // An act that takes no more of the database once the case has had many rows more.
    template <class Act>
    void expect_no_harder_with_rows(const Act& act) {
        const auto first = effort_of(act);
        for (int i = 0; i < rows_more; ++i) {
            write_a_row();
        }
        const auto last = effort_of(act);
        EXPECT_GT(first, 0);
        EXPECT_LE(last, first + first / 2);
    }

    Ground ground_{GetParam()};
    std::unique_ptr<BatchStore> store_ = BatchStore::open(ground_.database());

private:
    // What the database does for it: steps of SQLite's machine, or pages of PostgreSQL's cases.
    template <class Act>
    long long effort_of(const Act& act) {
        return GetParam() == Backend::sqlite ? steps_of(act) : pages_of(act);
    }

    template <class Act>
    long long steps_of(const Act& act) {
        long long steps = 0;
        auto* const connection =
            static_cast<soci::sqlite3_session_backend*>(store_->session().get_backend())->conn_;
        const auto count = [](void* counted) {
            ++*static_cast<long long*>(counted);
            return 0;
        };
        sqlite_api::sqlite3_progress_handler(connection, 1, count, &steps);
        act();
        sqlite_api::sqlite3_progress_handler(connection, 0, nullptr, nullptr);
        return steps;
    }

    template <class Act>
    long long pages_of(const Act& act) {
        const auto before = pages();
        act();
        return pages() - before;
    }

    // That were looked at. What a session counts is told to others when asked to.
    long long pages() {
        store_->session() << "SELECT pg_stat_force_next_flush()";
        return ground_.count(
            "SELECT heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit "
            "FROM pg_statio_user_tables WHERE relname = 'case_row'"
        );
    }
};

LADDER_ON_BOTH(Lookup);

TEST_P(Lookup, ARowEndsAsEasilyAfterManyAsAfterOne) {
    expect_no_harder_with_rows([&] { write_a_row(); });
}

class LookupPlan : public Lookup {};

INSTANTIATE_TEST_SUITE_P(Db, LookupPlan, testing::Values(Backend::postgresql), name_of);

// A batch's statement is planned once, when the tables may be empty and one index as good as
// another.
TEST_P(LookupPlan, FindsTheRowThatEndsByItsName) {
    std::string name;
    int parameters = 0;
    store_->session() << "SELECT name, cardinality(parameter_types) FROM pg_prepared_statements "
                         "WHERE statement LIKE 'WITH head%' ORDER BY prepare_time LIMIT 1",
        soci::into(name), soci::into(parameters);
    std::string nulls = "NULL";
    for (int i = 1; i < parameters; ++i) {
        nulls += ", NULL";
    }
    const soci::rowset<std::string> lines = store_->session().prepare
                                            << "EXPLAIN EXECUTE " + name + "(" + nulls + ")";
    std::string plan;
    for (const auto& line : lines) {
        plan += line + "\n";
    }
    EXPECT_NE(plan.find("Index Scan Backward using case_row_pkey on case_row"), std::string::npos)
        << plan;
}

TEST_P(Lookup, ARowIsFoundAsEasilyAfterManyAsAfterOne) {
    expect_no_harder_with_rows([&] { look_up(); });
}

}  // namespace
}  // namespace ladder::db

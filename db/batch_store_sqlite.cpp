// A batch on SQLite: one transaction of prepared statements, a row each.
#include <array>

#include "db/batch_store.hpp"

namespace ladder::db {
namespace {

// A prepared INSERT into one table.
class RowInsert {
public:
    RowInsert(soci::session& session, const TableShape& shape)
        : texts_(shape.texts.size()), integers_(shape.integers.size()), statement_(session) {
        std::string values;
        for (std::size_t i = 0; i < shape.texts.size(); ++i) {
            const auto placeholder = ":" + shape.texts[i].name;
            values += shape.texts[i].bytes ? bytes_sql(Backend::sqlite, placeholder) : placeholder;
            values += ", ";
            statement_.exchange(soci::use(texts_[i], shape.texts[i].name));
        }
        for (std::size_t i = 0; i < shape.integers.size(); ++i) {
            values += (i == 0 ? ":" : ", :") + shape.integers[i];
            statement_.exchange(soci::use(integers_[i], shape.integers[i]));
        }
        statement_.alloc();
        statement_.prepare(insert_into(shape) + " VALUES (" + values + ")");
        statement_.define_and_bind();
    }

    void execute(const TableRow& row) {
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            texts_[i] = row.texts[i];
        }
        for (std::size_t i = 0; i < integers_.size(); ++i) {
            integers_[i] = row.integers[i];
        }
        statement_.execute(true);
    }

private:
    // Bound by address, so never resized.
    std::vector<std::string> texts_;
    std::vector<long long> integers_;
    soci::statement statement_;
};

// A prepared UPDATE that ends the rows of a model. SQLite is told by which index to find them: left
// to itself it walks all rows that the name ever had.
class RowEnd {
public:
    RowEnd(soci::session& session, const std::string& table)
        : statement_(
              (session.prepare << "UPDATE " + table + " INDEXED BY " + table +
                                      "_now SET to_position = :position WHERE name = :name "
                                      "AND to_position = 9223372036854775807",
               soci::use(position_, "position"),
               soci::use(name_, "name"))
          ) {}

    void execute(const std::pair<std::string, std::int64_t>& end) {
        name_ = end.first;
        position_ = end.second;
        statement_.execute(true);
    }

private:
    std::string name_;
    long long position_ = 0;
    soci::statement statement_;
};

class SqliteStore final : public BatchStore {
public:
    explicit SqliteStore(std::unique_ptr<soci::session> session)
        : BatchStore(std::move(session), Backend::sqlite) {}

    Written write(const Batch& batch) override {
        if (!locked()) {
            begin_write(Backend::sqlite, session());
            set_locked(true);
        }
        try {
            if (!advance(batch)) {
                unlock();
                return Written::head_moved;
            }
            for (std::size_t table = 0; table < batch_tables; ++table) {
                end_rows(table, batch);
                insert(table, batch.rows(table));
            }
            rewrite_rows(batch);
            commit(session());
            set_locked(false);
        } catch (const soci::soci_error&) {
            unlock();
            throw;
        }
        return Written::done;
    }

    void insert(std::size_t table, const std::vector<TableRow>& rows) override {
        if (rows.empty()) {
            return;
        }
        auto& statement = inserts_[table];
        if (!statement) {
            statement = std::make_unique<RowInsert>(session(), shape_of_table(table));
        }
        for (const auto& row : rows) {
            statement->execute(row);
        }
    }

private:
    bool advance(const Batch& batch) {
        if (!advance_) {
            advance_ = std::make_unique<soci::statement>(
                (session().prepare << "UPDATE log_head SET size = :size, frontier = CAST(:frontier "
                                      "AS BLOB), recorded_at_us = :at "
                                      "WHERE id = 1 AND size = :expected",
                 soci::use(size_, "size"),
                 soci::use(frontier_, "frontier"),
                 soci::use(recorded_at_us_, "at"),
                 soci::use(expected_, "expected"))
            );
        }
        size_ = batch.head().size;
        frontier_ = batch.head().frontier;
        recorded_at_us_ = batch.head().recorded_at_us;
        expected_ = batch.expected().size;
        advance_->execute(true);
        return advance_->get_affected_rows() == 1;
    }

    void end_rows(std::size_t table, const Batch& batch) {
        if (batch.ends(table).empty()) {
            return;
        }
        auto& statement = ends_[table];
        if (!statement) {
            statement = std::make_unique<RowEnd>(session(), shape_of_table(table).table);
        }
        for (const auto& end : batch.ends(table)) {
            statement->execute(end);
        }
    }

    long long size_ = 0;
    long long recorded_at_us_ = 0;
    long long expected_ = 0;
    std::string frontier_;
    std::unique_ptr<soci::statement> advance_;
    std::array<std::unique_ptr<RowInsert>, batch_tables> inserts_;
    std::array<std::unique_ptr<RowEnd>, batch_tables> ends_;
};

}  // namespace

std::unique_ptr<BatchStore> open_sqlite_store(std::unique_ptr<soci::session> session) {
    return std::make_unique<SqliteStore>(std::move(session));
}

}  // namespace ladder::db

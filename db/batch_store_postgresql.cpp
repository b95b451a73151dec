// A batch on PostgreSQL: one statement for all of it, its rows bound as array literals.
#include <deque>
#include <map>

#include <fmt/format.h>

#include "db/array_literal.hpp"
#include "db/batch_store.hpp"

namespace ladder::db {
namespace {

// "unnest(CAST(:a AS text[]), ..) AS d (x, ..)" and the values of its parameters.
class Unnest {
public:
    // `prefix` keeps the parameters of one statement apart.
    Unnest(const TableShape& shape, const std::string& prefix) : shape_(shape) {
        std::string names;
        for (const auto& text : shape.texts) {
            add(prefix, text.name, text.bytes ? "bytea[]" : "text[]", names);
        }
        for (const auto& integer : shape.integers) {
            add(prefix, integer, "bigint[]", names);
        }
        sql_ = "unnest(" + sql_ + ") AS d (" + names + ")";
    }

    const std::string& sql() const { return sql_; }
    const std::vector<std::string>& parameters() const { return parameters_; }

    // The literals for these rows, in the order of the parameters.
    void bind(const std::vector<TableRow>& rows, std::deque<std::string>& values) const {
        for (std::size_t i = 0; i < shape_.texts.size(); ++i) {
            ArrayLiteral literal;
            for (const auto& row : rows) {
                shape_.texts[i].bytes ? literal.add_bytes(row.texts[i])
                                      : literal.add_text(row.texts[i]);
            }
            values.push_back(literal.take());
        }
        for (std::size_t i = 0; i < shape_.integers.size(); ++i) {
            ArrayLiteral literal;
            for (const auto& row : rows) {
                literal.add(row.integers[i]);
            }
            values.push_back(literal.take());
        }
    }

private:
    void add(
        const std::string& prefix,
        const std::string& column,
        const std::string& type,
        std::string& names
    ) {
        const auto parameter = prefix + "_" + column;
        sql_ += (sql_.empty() ? "CAST(:" : ", CAST(:") + parameter + " AS " + type + ")";
        names += (names.empty() ? "" : ", ") + column;
        parameters_.push_back(parameter);
    }

    const TableShape& shape_;
    std::string sql_;
    std::vector<std::string> parameters_;
};

std::string columns_of(const TableShape& shape) {
    std::string sql;
    for (const auto& text : shape.texts) {
        sql += "d." + text.name + ", ";
    }
    for (std::size_t i = 0; i < shape.integers.size(); ++i) {
        sql += (i == 0 ? "d." : ", d.") + shape.integers[i];
    }
    return sql;
}

// The rows that stop to hold, as a table of their own.
const TableShape& ends_shape() {
    static const TableShape shape{"ended", {{"name", false}}, {"position"}};
    return shape;
}

std::vector<TableRow> ends_as_rows(const std::vector<std::pair<std::string, std::int64_t>>& ends) {
    std::vector<TableRow> rows;
    rows.reserve(ends.size());
    for (const auto& [name, position] : ends) {
        rows.push_back({{name}, {position}});
    }
    return rows;
}

// The statement for batches that write to the same tables. Rows that end are found one by one, each
// the newest of its name: left to itself the planner takes all that still hold, which it thinks are
// few, by whichever index holds them, and compares each with each that ends. Only the primary key
// has the newest of a name without sorting.
class BatchStatement {
public:
    BatchStatement(soci::session& session, const std::vector<std::size_t>& tables)
        : statement_(session) {
        std::string sql =
            "WITH head AS (UPDATE log_head SET size = CAST(:size AS bigint), "
            "frontier = CAST(:frontier AS bytea), recorded_at_us = CAST(:at AS bigint) "
            "WHERE id = 1 AND size = CAST(:expected AS bigint) RETURNING 1)";
        std::vector<std::string> names{"size", "frontier", "at", "expected"};
        for (const auto table : tables) {
            const auto& shape = shape_of_table(table);
            const auto prefix = "t" + std::to_string(table);
            if (table >= first_model_table) {
                parts_.push_back({table, true, Unnest(ends_shape(), prefix + "e")});
                sql += fmt::format(
                    ", {}e AS (UPDATE {} AS t SET to_position = d.position FROM "
                    "(SELECT d.position, r.place FROM {}, head, LATERAL (SELECT ctid AS place "
                    "FROM {} WHERE name = d.name ORDER BY from_position DESC LIMIT 1) AS r) AS d "
                    "WHERE t.ctid = d.place AND t.to_position = 9223372036854775807)",
                    prefix,
                    shape.table,
                    parts_.back().unnest.sql(),
                    shape.table
                );
                append(names, parts_.back().unnest.parameters());
            }
            parts_.push_back({table, false, Unnest(shape, prefix)});
            sql += ", " + prefix + " AS (" + insert_into(shape) + " SELECT " + columns_of(shape) +
                   " FROM " + parts_.back().unnest.sql() + ", head)";
            append(names, parts_.back().unnest.parameters());
        }
        sql += " SELECT count(*) FROM head";
        // Bound by address, so never resized.
        bound_.resize(names.size());
        statement_.exchange(soci::into(advanced_));
        for (std::size_t i = 0; i < names.size(); ++i) {
            statement_.exchange(soci::use(bound_[i], names[i]));
        }
        statement_.alloc();
        statement_.prepare(sql);
        statement_.define_and_bind();
    }

    bool execute(const Batch& batch) {
        std::deque<std::string> values;
        values.push_back(std::to_string(batch.head().size));
        values.push_back(to_bound(Backend::postgresql, batch.head().frontier));
        values.push_back(std::to_string(batch.head().recorded_at_us));
        values.push_back(std::to_string(batch.expected().size));
        for (const auto& part : parts_) {
            part.unnest.bind(
                part.ends ? ends_as_rows(batch.ends(part.table)) : batch.rows(part.table), values
            );
        }
        for (std::size_t i = 0; i < bound_.size(); ++i) {
            bound_[i] = std::move(values[i]);
        }
        statement_.execute(true);
        return advanced_ == 1;
    }

private:
    struct Part {
        std::size_t table = 0;
        bool ends = false;
        Unnest unnest;
    };

    static void append(std::vector<std::string>& names, const std::vector<std::string>& more) {
        names.insert(names.end(), more.begin(), more.end());
    }

    std::vector<Part> parts_;
    std::vector<std::string> bound_;
    long long advanced_ = 0;
    soci::statement statement_;
};

class PostgresqlStore final : public BatchStore {
public:
    // The statement of a batch is planned once, while tables may be empty and have no statistics:
    // for what they will be.
    explicit PostgresqlStore(std::unique_ptr<soci::session> own)
        : BatchStore(std::move(own), Backend::postgresql) {
        session() << "SET plan_cache_mode = force_generic_plan";
        session() << "SET enable_seqscan = off";
        session() << "SET enable_bitmapscan = off";
        session() << "SET enable_sort = off";
    }

    Written write(const Batch& batch) override {
        try {
            if (!batch.rewritten().empty() && !locked()) {
                lock_head();  // rows are made anew in the same transaction
            }
            make_room(batch.next_position());
            const auto written = statement_for(batch).execute(batch);
            if (locked() && written) {
                rewrite_rows(batch);
                commit(session());
                set_locked(false);
            }
            unlock();
            return written ? Written::done : Written::head_moved;
        } catch (const soci::soci_error&) {
            unlock();
            // SOCI frees what a failed execution had bound only with the statement itself.
            statements_.clear();
            ranges_end_ = 0;  // what was made in this transaction is gone with it
            throw;
        }
    }

    void insert(std::size_t table, const std::vector<TableRow>& rows) override {
        if (rows.empty()) {
            return;
        }
        const auto& shape = shape_of_table(table);
        const Unnest unnest(shape, "t");
        std::deque<std::string> values;
        unnest.bind(rows, values);
        soci::statement statement(session());
        for (std::size_t i = 0; i < values.size(); ++i) {
            statement.exchange(soci::use(values[i], unnest.parameters()[i]));
        }
        statement.alloc();
        statement.prepare(
            insert_into(shape) + " SELECT " + columns_of(shape) + " FROM " + unnest.sql(),
            soci::details::st_one_time_query
        );
        statement.define_and_bind();
        statement.execute(true);
    }

private:
    BatchStatement& statement_for(const Batch& batch) {
        std::vector<std::size_t> tables;
        for (std::size_t table = 0; table < batch_tables; ++table) {
            if (!batch.rows(table).empty()) {
                tables.push_back(table);
            }
        }
        auto& statement = statements_[tables];
        if (!statement) {
            statement = std::make_unique<BatchStatement>(session(), tables);
        }
        return *statement;
    }

    // The journal's ranges hold all positions below `size`.
    void make_room(std::int64_t size) {
        if (size <= ranges_end_) {
            return;
        }
        long long end = 0;
        const long long wanted = size;
        session() << "SELECT make_journal_ranges(:size)", soci::use(wanted), soci::into(end);
        ranges_end_ = end;
    }

    std::map<std::vector<std::size_t>, std::unique_ptr<BatchStatement>> statements_;
    std::int64_t ranges_end_ = 0;  // the first position that no range holds, as last seen
};

}  // namespace

std::unique_ptr<BatchStore> open_postgresql_store(std::unique_ptr<soci::session> session) {
    return std::make_unique<PostgresqlStore>(std::move(session));
}

}  // namespace ladder::db

// Empties the read models and fills them by a replay, in one transaction.
#include "db/rebuild.hpp"

#include <optional>

#include <fmt/format.h>

#include "db/batch_store.hpp"
#include "db/replay.hpp"
#include "engine/ledger/text_form.hpp"

namespace ladder::db {
namespace {

constexpr std::size_t rows_inserted_at_a_time = 1000;

// Collects rows table by table and inserts many at once.
class Filler {
public:
    explicit Filler(BatchStore& store) : store_(store) {}

    void add(const PlacedRow& placed) {
        auto& rows = rows_[table_of(placed.row.model)];
        rows.push_back(table_row_of(placed.row, placed.to_position));
        ++count_;
        if (rows.size() == rows_inserted_at_a_time) {
            flush();
        }
    }

    void flush() {
        for (std::size_t table = 0; table < batch_tables; ++table) {
            store_.insert(table, rows_[table]);
            rows_[table].clear();
        }
    }

    std::int64_t count() const { return count_; }

private:
    BatchStore& store_;
    std::array<std::vector<TableRow>, batch_tables> rows_;
    std::int64_t count_ = 0;
};

// The kept nodes of the tree, from the leaves.
base::Result<void> rebuild_nodes(BatchStore& store) {
    store.session() << "DELETE FROM tree_node";
    ledger::Frontier frontier;
    std::vector<TableRow> rows;
    std::string leaf;
    bool damaged = false;
    select_rows(
        store.session(),
        "SELECT leaf FROM journal ORDER BY position",
        {},
        [&](soci::statement& statement) { statement.exchange(soci::into(leaf)); },
        [&] {
            const auto hash = ledger::hash_of(from_selected(store.backend(), leaf));
            damaged = !hash;
            if (hash) {
                std::vector<ledger::TreeNode> completed;
                frontier.append(*hash, &completed);
                for (const auto& node : completed) {
                    rows.push_back(table_row_of(node));
                }
            }
            return !damaged;
        }
    );
    if (damaged) {
        return base::Error{
            base::Code::data_loss,
            fmt::format("the leaf of position {} is damaged", frontier.size()),
            {}};
    }
    store.insert(tree_table, rows);
    return {};
}

base::Result<RebuildReport> rebuild_locked(
    BatchStore& store, const LogHead& head, const Progress& progress
) {
    for (const auto model : all_models) {
        store.session() << "DELETE FROM " + std::string(shape_of(model).table);
    }
    RebuildReport report;
    Filler filler(store);
    std::optional<base::Error> failure;
    replay_streams(store.session(), store.backend(), [&](const ReplayedStream& replayed) {
        if (!replayed.problems.empty() && !failure) {
            failure = base::Error{
                base::Code::data_loss,
                fmt::format("{}: {}", replayed.stream, replayed.problems.front()),
                {}};
        }
        report.events += replayed.events;
        for (const auto& placed : replayed.rows) {
            filler.add(placed);
        }
        if (progress) {
            progress("read models", report.events, head.size);
        }
    });
    if (failure) {
        return *std::move(failure);
    }
    filler.flush();
    if (const auto made = rebuild_nodes(store); !made) {
        return made.error();
    }
    report.rows = filler.count();
    return report;
}

}  // namespace

base::Result<RebuildReport> rebuild(Database& database, const Progress& progress) {
    std::unique_ptr<BatchStore> store;
    try {
        store = BatchStore::open(database);
        const auto head = store->lock_head();
        auto report = rebuild_locked(*store, head, progress);
        if (report) {
            commit(store->session());
        } else {
            store->unlock();
        }
        return report;
    } catch (const soci::soci_error& error) {
        if (store) {
            store->unlock();
        }
        return to_failure(error).error();
    }
}

}  // namespace ladder::db

// Empties the read models and fills them by a replay, in one transaction.
#include "db/rebuild.hpp"

#include <optional>

#include <fmt/format.h>

#include "db/batch_store.hpp"
#include "db/replay.hpp"

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

// Folds stream after stream as one or two moments see them.
#include "db/records_reader.hpp"

#include "db/journal.hpp"
#include "engine/ledger/merkle.hpp"

namespace ladder::db {
namespace {

// A stream as one moment sees it. One whose first event is not seen is not known.
class View {
public:
    explicit View(const KnownAt& known_at) : known_at_(known_at) {}

    bool sees(const casework::Recorded& recorded) {
        const bool seen =
            known_at_.sees(recorded.recorded_at, recorded.entered_later, recorded.known_on);
        known_ = recorded.version == 1 ? seen : known_;
        return known_ && seen;
    }

    bool is_later(const casework::Recorded& recorded) const {
        return known_at_.at && recorded.recorded_at > *known_at_.at;
    }

    void fold_in(
        const std::string& stream, const v1::Event& event, const casework::Recorded& recorded
    ) {
        fold(state_, stream, event, recorded);
    }

    void end_stream(std::vector<Aggregate>& states) {
        if (!std::holds_alternative<std::monostate>(state_)) {
            states.push_back(std::move(state_));
        }
        state_ = {};
        known_ = false;
    }

private:
    KnownAt known_at_;
    bool known_ = false;
    Aggregate state_;
};

class Collector {
public:
    Collector(const RecordsQuery& query, Eyes& eyes, Records& records)
        : then_(query.then), eyes_(eyes), records_(records) {
        if (query.compared) {
            compared_.emplace(*query.compared);
        }
    }

    // Errors: data_loss for an event that can't be read.
    base::Result<void> take(const JournalRow& row) {
        if (row.envelope.stream() != stream_) {
            end_stream();
            stream_ = row.envelope.stream();
        }
        // Whoever does not see the record sees no first event of it, so nothing of it is known.
        if (!eyes_.see_as(stream_, record::kind_of_event(row.envelope.type()))) {
            return {};
        }
        const auto recorded = recorded_of(row);
        const bool seen_then = then_.sees(recorded);
        const bool seen_compared = compared_ && compared_->sees(recorded);
        if (!seen_then && !seen_compared) {
            return {};
        }
        auto event = event_of(row);
        if (!event) {
            return event.error();
        }
        if (seen_then) {
            then_.fold_in(stream_, *event, recorded);
            records_.entered_later += then_.is_later(recorded) ? 1 : 0;
        }
        if (seen_compared) {
            compared_->fold_in(stream_, *event, recorded);
        }
        if (compared_ && seen_then != seen_compared) {
            records_.between.push_back({recorded, std::move(*event)});
            records_.streams.push_back(stream_);
        }
        return {};
    }

    void end_stream() {
        then_.end_stream(records_.then);
        if (compared_) {
            compared_->end_stream(records_.compared);
        }
    }

private:
    View then_;
    std::optional<View> compared_;
    std::string stream_;
    Eyes& eyes_;
    Records& records_;
};

base::Result<void> read_collection(
    soci::session& session, Backend backend, std::string_view collection, Collector& collector
) {
    base::Result<void> taken;
    Parameters after;
    after.texts["stream"] = collection;
    after.texts["end"] = std::string(collection.substr(0, collection.size() - 1)) + "0";
    after.integers["version"] = 0;
    after.integers["limit"] = journal_rows_at_a_time;
    for (long long read = journal_rows_at_a_time; taken && read == journal_rows_at_a_time;) {
        read = 0;
        read_journal(
            session,
            backend,
            "WHERE (stream, version) > (:stream, :version) AND stream < :end "
            "ORDER BY stream, version LIMIT :limit",
            Parameters(after),
            [&](JournalRow&& row) {
                ++read;
                after.texts["stream"] = row.envelope.stream();
                after.integers["version"] = row.envelope.version();
                taken = collector.take(row);
                return taken.has_value();
            }
        );
    }
    collector.end_stream();
    return taken;
}

}  // namespace

base::Result<Records> read_records(
    Database& database, const Reader& reader, const RecordsQuery& query
) {
    return database.read([&](soci::session& session) -> base::Result<Records> {
        Records records;
        const auto head = read_head(session, database.backend());
        const auto frontier = ledger::Frontier::decode(head.frontier);
        if (!frontier) {
            return frontier.error();
        }
        records.journal_size = head.size;
        records.journal_root = bytes_of(frontier->root());
        Eyes eyes{session, database.backend(), reader};
        Collector collector(query, eyes, records);
        for (const auto collection : query.collections) {
            const auto read = read_collection(session, database.backend(), collection, collector);
            if (!read) {
                return read.error();
            }
        }
        return records;
    });
}

}  // namespace ladder::db

// Folds stream after stream, so that memory holds one of them.
#include "db/replay.hpp"

#include <unordered_map>

#include <fmt/format.h>

namespace ladder::db {
namespace {

class Replay {
public:
    explicit Replay(const std::function<void(const ReplayedStream&)>& done) : done_(done) {}

    void take(const JournalRow& row) {
        if (row.envelope.stream() != replayed_.stream) {
            finish();
            replayed_.stream = row.envelope.stream();
        }
        ++replayed_.events;
        if (row.envelope.version() != replayed_.events) {
            replayed_.problems.push_back(
                fmt::format("version {} follows {}", row.envelope.version(), replayed_.events - 1)
            );
            replayed_.events = row.envelope.version();
        }
        const auto event = event_of(row);
        if (!event) {
            replayed_.problems.push_back(event.error().message);
            return;
        }
        const auto recorded = recorded_of(row);
        fold(state_, replayed_.stream, *event, recorded);
        for (auto& made : project(state_, *event, recorded)) {
            place(std::move(made));
        }
    }

    void finish() {
        if (!replayed_.stream.empty()) {
            done_(replayed_);
        }
        replayed_ = {};
        state_ = {};
        newest_.clear();
    }

private:
    void place(ModelRow row) {
        const auto [newest, first] = newest_.try_emplace(row.name, replayed_.rows.size());
        if (!first) {
            replayed_.rows[newest->second].to_position = row.from_position;
            newest->second = replayed_.rows.size();
        }
        replayed_.rows.push_back({std::move(row), still});
    }

    const std::function<void(const ReplayedStream&)>& done_;
    ReplayedStream replayed_;
    Aggregate state_;
    std::unordered_map<std::string, std::size_t> newest_;
};

}  // namespace

ReplayedStream replay_stream(soci::session& session, Backend backend, const std::string& stream) {
    ReplayedStream replayed;
    const std::function<void(const ReplayedStream&)> keep = [&](const ReplayedStream& one) {
        replayed = one;
    };
    Replay replay(keep);
    read_stream(session, backend, stream, [&](JournalRow&& row) {
        replay.take(row);
        return true;
    });
    replay.finish();
    return replayed;
}

void replay_streams(
    soci::session& session, Backend backend, const std::function<void(const ReplayedStream&)>& done
) {
    Replay replay(done);
    Parameters after;
    after.texts["stream"] = "";
    after.integers["version"] = 0;
    after.integers["limit"] = journal_rows_at_a_time;
    for (long long read = journal_rows_at_a_time; read == journal_rows_at_a_time;) {
        read = 0;
        read_journal(
            session,
            backend,
            "WHERE (stream, version) > (:stream, :version) ORDER BY stream, version LIMIT :limit",
            Parameters(after),
            [&](JournalRow&& row) {
                ++read;
                after.texts["stream"] = row.envelope.stream();
                after.integers["version"] = row.envelope.version();
                replay.take(row);
                return true;
            }
        );
    }
    replay.finish();
}

}  // namespace ladder::db

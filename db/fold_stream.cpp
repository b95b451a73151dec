// Folds a stream out of the journal.
#include "db/fold_stream.hpp"

#include <functional>
#include <optional>
#include <utility>

#include "db/journal.hpp"

namespace ladder::db {
namespace {

// Folds those events of a stream that `sight(row, recorded)` sees.
base::Result<Aggregate> fold_seen(
    soci::session& session,
    Backend backend,
    const std::string& stream,
    const std::function<Sight(const JournalRow&, const casework::Recorded&)>& sight
) {
    Aggregate state;
    std::optional<base::Error> failure;
    const auto take = [&](const JournalRow& row) {
        const auto event = event_of(row);
        if (!event) {
            failure = event.error();
            return false;
        }
        fold(state, stream, *event, recorded_of(row));
        return true;
    };
    read_seen(session, backend, stream, sight, take, Columns::without_seals);
    if (failure) {
        return *std::move(failure);
    }
    return state;
}

}  // namespace

base::Result<Aggregate> fold_stream(
    soci::session& session, Backend backend, const std::string& stream, const KnownAt& known_at
) {
    return fold_seen(session, backend, stream, [&](const auto& row, const auto& recorded) {
        return sight_of(known_at, row, recorded);
    });
}

base::Result<Aggregate> fold_to_version(
    soci::session& session, Backend backend, const std::string& stream, std::int64_t version
) {
    return fold_seen(session, backend, stream, [&](const auto&, const auto& recorded) {
        return recorded.version <= version ? Sight::seen : Sight::nothing_known;
    });
}

}  // namespace ladder::db

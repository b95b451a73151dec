// Loads states into the cache: one when it is asked for, or those of a batch at once.
#include <algorithm>

#include "db/aggregate_cache.hpp"

namespace ladder::db {
namespace {

// In one statement: the client library holds a whole answer, and streams may be long.
constexpr std::ptrdiff_t streams_at_a_time = 32;

}  // namespace

void AggregateCache::Entry::take(
    const std::string& stream, const v1::Event& event, const casework::Recorded& recorded
) {
    fold(state, stream, event, recorded);
    version = recorded.version;
    last_change.note(event, recorded);
    event_bytes += event.ByteSizeLong();
}

AggregateCache::Entry& AggregateCache::entry(const std::string& stream) {
    const auto found = entries_.find(stream);
    if (found != entries_.end()) {
        found->second.used = ++clock_;
        return found->second;
    }
    Entry loaded;
    const auto take = [&](JournalRow&& row) {
        const auto event = event_of(row);
        if (!event) {
            throw UnreadableState(event.error());
        }
        loaded.take(stream, *event, recorded_of(row));
        return true;
    };
    read_stream(*session_, backend_, stream, take, Columns::without_seals);
    return hold(stream, std::move(loaded));
}

AggregateCache::Entry& AggregateCache::hold(const std::string& stream, Entry entry) {
    entry.used = ++clock_;
    event_bytes_ += entry.event_bytes;
    return entries_.emplace(stream, std::move(entry)).first->second;
}

void AggregateCache::load_all(const std::set<std::string>& streams) {
    load_missing(streams);
    std::set<std::string> bodies;
    for (const auto& stream : streams) {
        const auto held = entries_.find(stream);
        const auto* found =
            held == entries_.end() ? nullptr : std::get_if<v1::Case>(&held->second.state);
        if (found != nullptr) {
            bodies.insert(found->body());
        }
    }
    load_missing(bodies);
}

void AggregateCache::load_missing(const std::set<std::string>& streams) {
    std::map<std::string, Entry> loaded;
    std::vector<std::string> missing;
    for (const auto& stream : streams) {
        if (!entries_.contains(stream)) {
            loaded.try_emplace(stream);
            missing.push_back(stream);
        }
    }
    if (missing.size() < 2) {
        return;
    }
    const auto take = [&](JournalRow&& row) {
        const auto& stream = row.envelope.stream();
        if (const auto held = loaded.find(stream); held != loaded.end()) {
            if (const auto event = event_of(row)) {
                held->second.take(stream, *event, recorded_of(row));
            } else {
                loaded.erase(held);  // who asks for it is told
            }
        }
        return true;
    };
    for (auto first = missing.begin(); first != missing.end();) {
        const auto last = first + std::min(streams_at_a_time, missing.end() - first);
        read_streams(*session_, backend_, {first, last}, take, Columns::without_seals);
        first = last;
    }
    for (auto& [stream, entry] : loaded) {
        hold(stream, std::move(entry));
    }
}

}  // namespace ladder::db

// Follows names from the acting streams outwards, once.
#include "db/bundle_streams.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "db/aggregate_cache.hpp"
#include "engine/record/surroundings.hpp"

namespace ladder::db {
namespace {

using bundle::Streams;

// The streams of a collection ("bodies") that began before a position.
Streams streams_of(soci::session& session, const std::string& collection, std::int64_t before) {
    Streams streams;
    std::string stream;
    select_rows(
        session,
        "SELECT stream FROM journal WHERE stream > :from AND stream < :to AND version = 1 AND "
        "position < :before",
        {{{"from", collection + "/"}, {"to", collection + "0"}}, {{"before", before}}},
        [&](soci::statement& statement) { statement.exchange(soci::into(stream)); },
        [&] {
            streams.insert(stream);
            return true;
        }
    );
    return streams;
}

void add_all(Streams& streams, const Streams& more) {
    streams.insert(more.begin(), more.end());
}

class Gathering {
public:
    Gathering(soci::session& session, Backend backend, const BundleWish& wish)
        : session_(session), backend_(backend), wish_(wish), cache_(session, backend) {}

    base::Result<BundleStreams> run() {
        if (auto moment = find_moment(); !moment) {
            return moment.error();
        }
        const auto acting = bundle::acting_streams(wish_.name, cache_);
        for (const auto& stream : acting) {
            take_acting(stream);
        }
        if (!acted_.contains(bundle::stream_of(wish_.name))) {
            return not_recorded(wish_);
        }
        add_surroundings();
        collect_positions();
        return std::move(found_);
    }

private:
    // The moment, and the position before which everything was recorded by then.
    base::Result<void> find_moment() {
        const auto head = read_head(session_, backend_);
        found_.known_at = base::from_micros(head.recorded_at_us);
        const auto stream = bundle::stream_of(wish_.name);
        if (wish_.known_at) {
            found_.known_at = *wish_.known_at;
        } else if (stream != wish_.name) {
            const auto* state = cache_.find_case(stream);
            const auto decisions = state == nullptr ? v1::Case{}.decisions() : state->decisions();
            const auto decision =
                std::find_if(decisions.begin(), decisions.end(), [&](const auto& one) {
                    return wish_.name == stream + "/decisions/" + one.id();
                });
            if (decision == decisions.end()) {
                return not_recorded(wish_);
            }
            const auto at = base::from_timestamp(decision->recorded_at());
            found_.known_at = at ? *at : found_.known_at;
        }
        found_.cut = std::min(size_known_by(session_, found_.known_at), wish_.tree_size);
        return {};
    }

    // An acting stream, and what its events name.
    void take_acting(const std::string& stream) {
        read_stream(session_, backend_, stream, [&](JournalRow&& row) {
            if (row.envelope.position() >= found_.cut) {
                return false;
            }
            acted_.insert(stream);
            if (const auto event = event_of(row)) {
                add_all(found_.streams, bundle::named_streams(row.envelope, *event));
            }
            return true;
        });
        if (acted_.contains(stream)) {
            found_.streams.insert(stream);
            add_all(found_.streams, bundle::streams_around(stream, cache_));
        }
    }

    void add_surroundings() {
        const auto rulesets = streams_of(session_, "rulesets", found_.cut);
        std::int64_t evidence_position = 0;
        Streams deploying;
        for (const auto& stream : found_.streams) {
            if (const auto* run = cache_.find_as<v1::EvaluationRun>(stream)) {
                evidence_position = std::max(evidence_position, run->evidence_position());
            }
            if (stream.starts_with("peers/")) {
                const auto procedures = record::procedures_deploying(cache_, stream);
                deploying.insert(procedures.begin(), procedures.end());
            }
        }
        add_all(found_.streams, deploying);
        add_all(found_.streams, rulesets);
        if (evidence_position > 0) {
            add_all(found_.streams, streams_of(session_, "bodies", found_.cut));
            add_all(found_.streams, streams_of(session_, "peerGroupSets", found_.cut));
            const auto imports =
                streams_of(session_, "imports", std::min(evidence_position, found_.cut));
            for (const auto& import : imports) {
                found_.imports[import];
            }
            add_all(found_.streams, imports);
        }
    }

    // Only positions are kept: what stands at them is read when it is written.
    void collect_positions() {
        const auto wanted = std::move(found_.streams);
        found_.streams.clear();
        Streams destructions;
        for (const auto& stream : wanted) {
            collect(stream, found_.cut, destructions);
        }
        // A destruction may be recorded after the moment: the content is gone all the same.
        for (const auto& stream : destructions) {
            collect(stream, wish_.tree_size, destructions);
        }
        std::sort(found_.positions.begin(), found_.positions.end());
    }

    void collect(const std::string& stream, std::int64_t before, Streams& destructions) {
        read_stream(session_, backend_, stream, [&](JournalRow&& row) {
            if (row.envelope.position() >= before) {
                return false;
            }
            found_.streams.insert(stream);
            found_.positions.push_back(row.envelope.position());
            if (!row.destruction.empty()) {
                destructions.insert(fmt::format("destructions/{}", row.envelope.position()));
            }
            note(row);
            return true;
        });
        if (stream.starts_with("documents/") && found_.streams.contains(stream)) {
            found_.documents.push_back(stream);
        }
    }

    // What its figures are read by.
    void note(const JournalRow& row) {
        const auto& stream = row.envelope.stream();
        if (!stream.starts_with("rulesets/") && !found_.imports.contains(stream)) {
            return;
        }
        const auto event = event_of(row);
        if (event && event->has_observations_imported()) {
            found_.imports[stream] = event->observations_imported().file_digest();
        } else if (event) {
            for (const auto& indicator : event->ruleset_published().definition().indicators()) {
                found_.indicators.insert(indicator.id());
            }
        }
    }

    soci::session& session_;
    Backend backend_;
    const BundleWish& wish_;
    AggregateCache cache_;
    Streams acted_;
    BundleStreams found_;
};

}  // namespace

base::Error not_recorded(const BundleWish& wish) {
    return {
        base::Code::not_found,
        wish.known_at
            ? fmt::format(
                  "nothing of '{}' was recorded by {}; what was entered later than it was known "
                  "is in a bundle from the moment it was entered",
                  wish.name,
                  base::to_string(*wish.known_at)
              )
            : fmt::format("there is no '{}'", wish.name),
        {}};
}

base::Result<BundleStreams> bundle_streams(
    soci::session& session, Backend backend, const BundleWish& wish
) {
    try {
        return Gathering(session, backend, wish).run();
    } catch (const UnreadableState& unreadable) {
        return unreadable.error();
    }
}

}  // namespace ladder::db

// Folds and records of streams.
#include "db/stream_reader.hpp"

#include <utility>

#include <fmt/format.h>

#include "db/fold_stream.hpp"
#include "engine/command/describe.hpp"

namespace ladder::db {
namespace {

v1::CaseRecord record_of(const JournalRow& row, const v1::Event& event) {
    const auto& envelope = row.envelope;
    v1::CaseRecord record;
    record.set_position(envelope.position());
    record.set_version(envelope.version());
    record.set_type(envelope.type());
    *record.mutable_recorded_at() =
        base::to_timestamp(base::from_micros(envelope.recorded_at_us()));
    *record.mutable_actor() = envelope.actor();
    record.set_known_on(envelope.known_on());
    record.set_entered_later(row.entered_later);
    record.set_text(command::describe(event));
    record.set_digest(envelope.digest());
    record.set_leaf(row.leaf);
    return record;
}

}  // namespace

base::Error not_known(std::string_view name) {
    return {base::Code::not_found, fmt::format("there is no '{}' as known at this time", name), {}};
}

base::Result<Aggregate> StreamReader::get(std::string_view name, const KnownAt& known_at) const {
    if (!is_stream(name)) {
        return not_known(name);
    }
    return database_.read([&](soci::session& session) -> base::Result<Aggregate> {
        if (!Eyes{session, database_.backend(), reader_}.see(name)) {
            return not_known(name);
        }
        return fold_stream(session, database_.backend(), std::string(name), known_at);
    });
}

base::Result<Page<v1::CaseRecord>> StreamReader::events(
    std::string_view name, const PageRequest& page, const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    const auto signature = fmt::format(
        "events|{}|{}|{}",
        name,
        known_at.at ? base::to_string(*known_at.at) : "now",
        known_at.strict ? "strict" : ""
    );
    auto decoded = decode_cursor(signature, page.token);
    if (!decoded) {
        return decoded.error();
    }
    const auto after = decoded->key.empty() ? 0 : std::stoll(decoded->key.front());
    return database_.read([&](soci::session& session) -> base::Result<Page<v1::CaseRecord>> {
        Eyes eyes{session, database_.backend(), reader_};
        if (!eyes.see(name)) {
            return not_known(name);
        }
        Page<v1::CaseRecord> records;
        std::optional<base::Error> failure;
        bool known = false;
        // False once the page is full.
        const auto take = [&](const JournalRow& row) {
            known = true;
            if (row.envelope.version() <= after ||
                !eyes.see_as(name, record::kind_of_event(row.envelope.type()))) {
                return true;
            }
            if (records.items.size() == static_cast<std::size_t>(*size)) {
                const auto last = std::to_string(records.items.back().version());
                records.next_token = encode_cursor(signature, {0, {last}});
                return false;
            }
            const auto event = event_of(row);
            if (!event) {
                failure = event.error();
                return false;
            }
            records.items.push_back(record_of(row, *event));
            return true;
        };
        read_seen(
            session,
            database_.backend(),
            std::string(name),
            [&](const auto& row, const auto& recorded) {
                return sight_of(known_at, row, recorded);
            },
            take
        );
        if (failure) {
            return *std::move(failure);
        }
        return known ? base::Result<Page<v1::CaseRecord>>(std::move(records))
                     : base::Result<Page<v1::CaseRecord>>(not_known(name));
    });
}

base::Result<std::optional<JournalEvent>> StreamReader::last_event(
    std::string_view name, std::string_view type
) const {
    return database_.read([&](soci::session& session) -> base::Result<std::optional<JournalEvent>> {
        std::optional<JournalEvent> found;
        std::optional<base::Error> failure;
        read_stream(session, database_.backend(), std::string(name), [&](JournalRow&& row) {
            if (row.envelope.type() == type) {
                auto event = event_of(row);
                if (!event) {
                    failure = event.error();
                    return false;
                }
                found = JournalEvent{recorded_of(row), std::move(*event)};
            }
            return true;
        });
        if (failure) {
            return *std::move(failure);
        }
        return found;
    });
}

}  // namespace ladder::db

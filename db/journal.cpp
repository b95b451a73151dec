// Reads the journal and seals its rows.
#include "db/journal.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "db/by_name.hpp"
#include "engine/record/projection.hpp"

namespace ladder::db {

std::string bytes_of(const ledger::Hash& hash) {
    return {hash.begin(), hash.end()};
}

void seal(JournalRow& row) {
    row.envelope.set_digest(bytes_of(ledger::payload_digest(row.salt, row.payload)));
    row.leaf = bytes_of(ledger::leaf_of(row.envelope));
}

casework::Recorded recorded_of(const JournalRow& row) {
    return record::recorded_of(row.envelope, row.entered_later);
}

Sight sight_of(const KnownAt& known_at, const JournalRow& row, const casework::Recorded& recorded) {
    if (known_at.sees(recorded.recorded_at, recorded.entered_later, recorded.known_on)) {
        return Sight::seen;
    }
    if (recorded.version > 1) {
        return Sight::unseen;
    }
    return row.envelope.cause().starts_with("evaluations/") ? Sight::with_the_next
                                                            : Sight::nothing_known;
}

base::Result<v1::Event> event_of(const JournalRow& row) {
    v1::Event event;
    const bool destroyed = !row.destruction.empty();
    if (!event.ParseFromString(destroyed ? row.destruction : row.payload) ||
        (destroyed && !event.has_content_destroyed())) {
        return base::Error{
            base::Code::data_loss,
            fmt::format("the event at position {} can't be read", row.envelope.position()),
            {}};
    }
    if (destroyed) {
        auto left = std::move(*event.mutable_content_destroyed()->mutable_residue());
        return left;
    }
    return event;
}

namespace {

// `source`: the journal, or rows of it under its name.
void read_rows_from(
    soci::session& session,
    Backend backend,
    const std::string& source,
    const Parameters& parameters,
    const std::function<bool(JournalRow&&)>& row,
    Columns columns
) {
    const bool sealed = columns == Columns::with_seals;
    std::string stream, type, person, capacity, request_id, cause, known_on, payload, destruction;
    std::string salt, digest, leaf;
    long long position = 0, version = 0, recorded_at_us = 0, entered_later = 0;
    JournalRow found;  // what is read is set for each row, in the room of the one before
    const auto bind = [&](soci::statement& statement) {
        for (auto* value : {&position, &version, &recorded_at_us, &entered_later}) {
            statement.exchange(soci::into(*value));
        }
        for (auto* value :
             {&stream,
              &type,
              &person,
              &capacity,
              &request_id,
              &cause,
              &known_on,
              &payload,
              &destruction}) {
            statement.exchange(soci::into(*value));
        }
        if (sealed) {
            for (auto* value : {&salt, &digest, &leaf}) {
                statement.exchange(soci::into(*value));
            }
        }
    };
    select_rows(
        session,
        "SELECT position, version, recorded_at_us, entered_later, stream, type, person, capacity, "
        "request_id, cause, known_on, payload, "
        // One look into the index of streams for each row, and none where nothing was destroyed,
        // which is asked once; a join would tempt PostgreSQL into reading the journal twice.
        "CASE WHEN EXISTS (SELECT 1 FROM journal a WHERE a.stream > 'destructions/' AND "
        "a.stream < 'destructions0') THEN COALESCE((SELECT d.payload FROM journal d WHERE "
        "d.stream = 'destructions/' || journal.position AND d.version = 1), '') ELSE '' END" +
            std::string(sealed ? ", salt, digest, leaf" : "") + " FROM " + source,
        parameters,
        bind,
        [&] {
            auto& envelope = found.envelope;
            envelope.set_position(position);
            envelope.set_stream(stream);
            envelope.set_version(version);
            envelope.set_type(type);
            envelope.set_recorded_at_us(recorded_at_us);
            envelope.mutable_actor()->set_person(person);
            envelope.mutable_actor()->set_capacity(capacity);
            envelope.set_request_id(request_id);
            envelope.set_cause(cause);
            envelope.set_known_on(known_on);
            found.entered_later = entered_later != 0;
            found.payload = from_selected(backend, std::move(payload));
            found.destruction = from_selected(backend, std::move(destruction));
            if (sealed) {
                envelope.set_digest(from_selected(backend, digest));
                found.salt = from_selected(backend, salt);
                found.leaf = from_selected(backend, leaf);
            }
            return row(std::move(found));
        }
    );
}

}  // namespace

void read_journal(
    soci::session& session,
    Backend backend,
    const std::string& tail,
    const Parameters& parameters,
    const std::function<bool(JournalRow&&)>& row,
    Columns columns
) {
    read_rows_from(session, backend, "journal " + tail, parameters, row, columns);
}

void read_stream(
    soci::session& session,
    Backend backend,
    const std::string& stream,
    const std::function<bool(JournalRow&&)>& row,
    Columns columns
) {
    read_journal(
        session,
        backend,
        "WHERE stream = :stream ORDER BY version",
        {{{"stream", stream}}, {}},
        row,
        columns
    );
}

void read_streams(
    soci::session& session,
    Backend backend,
    const std::vector<std::string>& streams,
    const std::function<bool(JournalRow&&)>& row,
    Columns columns
) {
    Parameters parameters;
    const auto source = source_by_stream_sql(backend, streams, parameters);
    read_rows_from(
        session, backend, source + " ORDER BY stream, version", parameters, row, columns
    );
}

void read_seen(
    soci::session& session,
    Backend backend,
    const std::string& stream,
    const std::function<Sight(const JournalRow&, const casework::Recorded&)>& sight,
    const std::function<bool(const JournalRow&)>& take,
    Columns columns
) {
    std::optional<JournalRow> held;
    const auto look = [&](JournalRow&& row) {
        switch (sight(row, recorded_of(row))) {
            case Sight::seen:
                if (held && !take(*std::exchange(held, std::nullopt))) {
                    return false;
                }
                return take(row);
            case Sight::unseen:
                return true;
            case Sight::with_the_next:
                held = std::move(row);
                return true;
            case Sight::nothing_known:
                break;
        }
        return false;
    };
    read_stream(session, backend, stream, look, columns);
}

void read_destructions(
    soci::session& session,
    Backend backend,
    std::int64_t before,
    const std::function<bool(JournalRow&&)>& row
) {
    read_journal(
        session,
        backend,
        "WHERE stream > 'destructions/' AND stream < 'destructions0' AND position < :before "
        "ORDER BY position DESC",
        {{}, {{"before", before}}},
        row
    );
}

LogHead read_head(soci::session& session, Backend backend, bool lock) {
    long long size = 0, recorded_at_us = 0;
    std::string frontier;
    std::string sql = "SELECT size, frontier, recorded_at_us FROM log_head WHERE id = 1";
    sql += lock ? row_lock_sql(backend) : "";
    session << sql, soci::into(size), soci::into(frontier), soci::into(recorded_at_us);
    return {size, from_selected(backend, frontier), recorded_at_us};
}

std::int64_t size_known_by(soci::session& session, base::Instant instant) {
    // Moments never go back, so halving finds the place without an index on them, which every
    // commit would have to keep.
    static const std::string sql =
        "WITH RECURSIVE span (low, high) AS ("
        "SELECT CAST(0 AS BIGINT), size FROM log_head WHERE id = 1 "
        "UNION ALL "
        "SELECT CASE WHEN j.recorded_at_us <= :instant THEN (s.low + s.high) / 2 + 1 "
        "ELSE s.low END, "
        "CASE WHEN j.recorded_at_us <= :instant THEN s.high ELSE (s.low + s.high) / 2 END "
        "FROM span s JOIN journal j ON j.position = (s.low + s.high) / 2 WHERE s.low < s.high) "
        "SELECT low FROM span WHERE low = high";
    long long size = 0;
    const long long micros = base::to_micros(instant);
    session << sql, soci::into(size), soci::use(micros, "instant");
    return size;
}

}  // namespace ladder::db

// Rows of the journal: how they are sealed, read and understood.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <soci/soci.h>

#include "db/dialect.hpp"
#include "db/known_at.hpp"
#include "db/statement.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/base/serialise.hpp"
#include "engine/casework/case.hpp"
#include "engine/ledger/merkle.hpp"
#include "ladder/v1/journal.pb.h"

namespace ladder::db {

// Rows of the journal that a walk over all of it reads at a time.
inline constexpr long long journal_rows_at_a_time = 5000;

// A row as it is stored.
struct JournalRow {
    v1::JournalEnvelope envelope;  // with the digest
    bool entered_later = false;
    std::string salt;         // random bytes
    std::string payload;      // v1::Event, deterministic
    std::string leaf;         // RFC 6962 leaf hash of the envelope
    std::string destruction;  // v1::Event that records that the content is destroyed; empty: none
};

// The one row that says how far the journal goes.
struct LogHead {
    std::int64_t size = 0;
    std::string frontier;  // encoded ledger::Frontier
    std::int64_t recorded_at_us = 0;
};

// The bytes of a hash.
std::string bytes_of(const ledger::Hash& hash);

using base::serialise;

// Fills in digest and leaf.
void seal(JournalRow& row);

// What a fold needs besides the event. A row with a wrong date (which verify() finds) counts as
// known on the day it was recorded.
casework::Recorded recorded_of(const JournalRow& row);

// What becomes of a row, read after those before it in its stream.
Sight sight_of(const KnownAt& known_at, const JournalRow& row, const casework::Recorded& recorded);

// What is to be known of the event: where its content is destroyed, what is left of it. The payload
// itself, if it is still there, is then shown to nobody. Errors: data_loss if it is no event.
[[nodiscard]] base::Result<v1::Event> event_of(const JournalRow& row);

// What is read of a row: without `seals` it has no salt, digest and leaf, which a fold needs none
// of.
enum class Columns { with_seals, without_seals };

// Reads rows in the order that `tail` ("WHERE .. ORDER BY .. LIMIT ..") gives, until `row` returns
// false. Throws soci_error.
void read_journal(
    soci::session& session,
    Backend backend,
    const std::string& tail,
    const Parameters& parameters,
    const std::function<bool(JournalRow&&)>& row,
    Columns columns = Columns::with_seals
);

// Reads a stream from its first event on.
void read_stream(
    soci::session& session,
    Backend backend,
    const std::string& stream,
    const std::function<bool(JournalRow&&)>& row,
    Columns columns = Columns::with_seals
);

// Reads streams, each from its first event on, one after the other, at once.
void read_streams(
    soci::session& session,
    Backend backend,
    const std::vector<std::string>& streams,
    const std::function<bool(JournalRow&&)>& row,
    Columns columns
);

// Gives those events of a stream to `take` that `sight` sees, until `take` returns false.
void read_seen(
    soci::session& session,
    Backend backend,
    const std::string& stream,
    const std::function<Sight(const JournalRow&, const casework::Recorded&)>& sight,
    const std::function<bool(const JournalRow&)>& take,
    Columns columns = Columns::with_seals
);

// `lock`: keeps others from advancing it until the transaction ends. Throws soci_error.
LogHead read_head(soci::session& session, Backend backend, bool lock = false);

// Reads the records of destructions, the newest first, from before a position on.
void read_destructions(
    soci::session& session,
    Backend backend,
    std::int64_t before,
    const std::function<bool(JournalRow&&)>& row
);

// How many events were recorded by an instant: those have the positions below. Throws soci_error.
std::int64_t size_known_by(soci::session& session, base::Instant instant);

}  // namespace ladder::db

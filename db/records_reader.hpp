// Whole collections of records, as known at one moment or at two, read in bulk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "db/known_at.hpp"
#include "db/projection.hpp"
#include "db/reader.hpp"
#include "db/stream_reader.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

// What is read: collections such as "cases/".
struct RecordsQuery {
    std::vector<std::string_view> collections;
    KnownAt then;
    std::optional<KnownAt> compared;  // none: one moment is enough
};

// Every record of some collections, in order of the collections asked for and of name.
struct Records {
    std::vector<Aggregate> then;
    std::vector<Aggregate> compared;
    std::vector<JournalEvent> between;  // what one of the moments sees and the other does not
    std::vector<std::string> streams;   // of the events between
    std::int64_t entered_later = 0;     // events that `then` sees and that were recorded after it
    std::int64_t journal_size = 0;
    std::string journal_root;  // raw bytes
};

// Reads those that the reader sees, in one snapshot and one pass over the events of the
// collections. Events of deliberations and diaries that are not seen are left out. Blocks. Errors:
// unavailable; data_loss.
[[nodiscard]] base::Result<Records> read_records(
    Database& database, const Reader& reader, const RecordsQuery& query
);

}  // namespace ladder::db

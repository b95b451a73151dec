// Decides works one after another on aggregates in memory, each seeing what those before it did.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "db/aggregate_cache.hpp"
#include "db/batch.hpp"
#include "db/journal_writer.hpp"

namespace ladder::db {

// What becomes of a work once the batch is committed.
struct Answer {
    std::optional<base::Result<std::string>> result;  // none: the same as that of `same_as`
    std::size_t same_as = 0;                          // an earlier work with the same request id
    bool refused = false;  // by decide: it may be a repetition, so the requests must be asked
};

struct DecidedBatch {
    Batch batch;
    std::vector<Answer> answers;  // one for each work
    // This work failed after its events were applied, by a bug: forget the cache, leave the work
    // out with its answer, and decide the others again.
    std::optional<std::size_t> broken;
};

// Decides `works` in order on top of `head`. What they did is applied to the cache, and not kept.
// Throws soci_error from loading.
DecidedBatch decide_batch(
    AggregateCache& cache,
    const std::vector<Work*>& works,
    const LogHead& head,
    const JournalWriter::Options& options
);

}  // namespace ladder::db

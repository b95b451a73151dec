// The bare database: the rows of recorded decisions, written by the writer's own statements with
// nothing before them.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "db/answer_seal.hpp"
#include "db/database.hpp"
#include "db/journal.hpp"
#include "db/projection.hpp"
#include "tests/bench/load/closed_loop.hpp"

namespace ladder::bench {

// What one decision wrote, as found in a database that a server filled.
struct Sample {
    db::JournalRow event;
    db::ModelRow case_row;
    db::AnsweredRequest answer;
};

// Up to `count` of the newest decisions. Throws std::runtime_error if there is none.
[[nodiscard]] std::vector<Sample> newest_decisions(db::Database& database, int count);

// Writes copies of the samples to `cases` cases of a migrated database, `batch` decisions a commit,
// one commit after another, as a server does whose `batch` callers always wait. Times are those of
// a commit.
[[nodiscard]] Throughput run_bare(
    db::Database& database,
    const std::vector<Sample>& samples,
    int cases,
    int batch,
    std::chrono::milliseconds length
);

// Writes copies of the samples' events, without answers and read models, until the journal holds
// `rows` events; `progress` hears how many it holds. Errors are thrown as std::runtime_error.
void fill_journal(
    db::Database& database,
    const std::vector<Sample>& samples,
    int cases,
    std::int64_t rows,
    const std::function<void(std::int64_t)>& progress
);

}  // namespace ladder::bench

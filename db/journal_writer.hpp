// The one writer of a node: collects waiting work, decides and commits it as a group.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "db/database.hpp"
#include "db/projection.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/record/aggregates.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/journal.pb.h"
#include "ladder/v1/ruleset_service.pb.h"

namespace ladder::db {

using record::Aggregates;
using record::NewEvent;
using record::Ruling;
using record::Stamp;

// One caller's command.
struct Work {
    v1::Actor actor;
    std::string request_id;  // 1 to 100 characters; the same id gives the same answer for ever
    std::string
        fingerprint;  // of method and request without request_id: another request is refused
    std::optional<base::Date> known_on;  // for history entered later
    bool validate_only = false;          // decide, apply and respond, then forget it all
    std::string stream;  // that it decides on, where it names one: read with those of its batch
    // Pure: may be called again if another node committed first.
    std::function<base::Result<Ruling>(Aggregates&, const Stamp&)> decide;
    // Called once, on the writer's thread, with the serialised response or the error. Must not
    // block.
    std::function<void(base::Result<std::string>)> done;
};

// Owns the writer's thread and session. Destruction finishes what was submitted.
class JournalWriter {
public:
    struct Options {
        std::size_t batch_max = 128;
        // Bytes of events whose folded states are kept; those take some times as much in memory.
        std::size_t event_bytes_cached_max = 32U << 20U;
        std::function<base::Instant()> clock;                     // UTC
        std::function<void(unsigned char*, std::size_t)> random;  // for salts
    };
    JournalWriter(Database& database, Options options);
    ~JournalWriter();
    JournalWriter(const JournalWriter&) = delete;
    JournalWriter& operator=(const JournalWriter&) = delete;

    // Never blocks. Errors reach work.done: those of decide; unavailable if the database can't be
    // reached (nothing is half done: try again with the same request_id); invalid_argument if the
    // request_id was used for another request.
    void submit(Work work);

    // Why nothing could be written when it was last tried; empty: it could. While there is a
    // problem the writer tries by itself, every second, so that this heals without a caller. From
    // any thread.
    [[nodiscard]] std::string problem() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ladder::db

// What the handlers work with: built once by `ladder serve`, or by a command that works locally.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "db/body_reader.hpp"
#include "db/case_reader.hpp"
#include "db/checkpoint_store.hpp"
#include "db/database.hpp"
#include "db/document_store.hpp"
#include "db/journal_writer.hpp"
#include "db/observation_store.hpp"
#include "db/ruleset_reader.hpp"
#include "db/stream_reader.hpp"
#include "engine/base/dates.hpp"
#include "engine/registers/registers.hpp"
#include "services/access/access.hpp"
#include "services/api/audit.hpp"
#include "services/api/content_room.hpp"

namespace ladder::api {

// Borrows the database and the writer, which must outlive it. Safe from many threads: all state is
// theirs. Records are read and commands given through a View, which has somebody's eyes.
struct Application {
    Application(
        db::Database& opened, db::JournalWriter& started, std::function<base::Instant()> now
    )
        : database(opened),
          writer(started),
          clock(std::move(now)),
          bodies(opened),
          rulesets(opened),
          observations(opened),
          documents(opened),
          access(opened, started, clock) {}

    db::Database& database;
    db::JournalWriter& writer;
    std::function<base::Instant()> clock;  // UTC
    db::BodyReader bodies;
    db::RulesetReader rulesets;
    db::ObservationStore observations;
    db::DocumentStore documents;
    access::Access access;
    registers::DocumentLimits document_limits{};  // set before anything is served
    AuditSettings audit{};                        // the same
    std::string program;                          // name and version; the same
    std::shared_ptr<FoldStatus> fold = std::make_shared<FoldStatus>();
    // Ten of the largest documents, or thousands of letters, at once.
    ContentRoom contents_sent{std::int64_t{256} * 1024 * 1024};
};

}  // namespace ladder::api

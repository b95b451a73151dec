// The steps of verify(); each adds to the report. Throw soci_error.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include <soci/soci.h>

#include "db/checkpoint_store.hpp"
#include "db/journal.hpp"
#include "db/verify.hpp"

namespace ladder::db {

// Adds a finding, and counts those that are too many to list.
void find(VerifyReport& report, std::string where, std::string what);

// Positions, moments, digests, leaves, the kept nodes of the tree, the checkpoints, and the head
// they lead to.
void verify_journal(
    soci::session& session,
    Backend backend,
    const VerifyOptions& options,
    VerifyReport& report,
    const Progress& progress
);

// The same of positions [options.from, to); gives the streams that have events there.
std::set<std::string> verify_part(
    soci::session& session,
    Backend backend,
    const VerifyOptions& options,
    std::int64_t to,
    VerifyReport& report,
    const Progress& progress
);

// The checkpoints that were handed out and those that others hold, compared with the tree's root
// of their size as a walk over the leaves comes by.
class CheckpointCheck {
public:
    // Those of sizes [from, to]; the check of their signatures is done at once.
    CheckpointCheck(
        soci::session& session,
        Backend backend,
        const VerifyOptions& options,
        std::int64_t from,
        std::int64_t to,
        VerifyReport& report
    );

    // The walk has come to this size.
    void at(const ledger::Frontier& frontier);

    // The walk has ended: what lies beyond is claimed of a longer journal.
    void finish(std::int64_t size);

private:
    struct Claim {
        ledger::Checkpoint checkpoint;
        std::string where;
    };
    void check_signatures(const StoredCheckpoint& stored, const VerifyOptions& options);
    void check_signature(
        const std::string& where,
        const ledger::Note& note,
        const ledger::Signature& signature,
        const VerifyOptions& options
    );

    VerifyReport& report_;
    std::multimap<std::int64_t, Claim> claims_;  // by size, those not come by yet
};

// That the frontier continues the newest checkpoint at or before its size.
void verify_start(
    soci::session& session, Backend backend, const ledger::Frontier& start, VerifyReport& report
);

// The answers of requests: every event has one, and those that are sealed are as they were given.
// Of a part, those whose first event is in [options.from, to).
void verify_answers(
    soci::session& session,
    Backend backend,
    const VerifyOptions& options,
    std::int64_t to,
    VerifyReport& report
);

// Versions, and every read model against the fold.
void verify_read_models(
    soci::session& session, Backend backend, VerifyReport& report, const Progress& progress
);

// The same of one stream.
void verify_read_models_of(
    soci::session& session, Backend backend, const std::string& stream, VerifyReport& report
);

// The figures of every import against its event.
void verify_figures(
    soci::session& session, Backend backend, VerifyReport& report, const Progress& progress
);

// The contents of documents against the events that name them.
void verify_documents(
    soci::session& session, Backend backend, VerifyReport& report, const Progress& progress
);

}  // namespace ladder::db

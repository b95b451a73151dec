// The steps of verify(); each adds to the report. Throw soci_error.
#pragma once

#include <string>

#include <soci/soci.h>

#include "db/journal.hpp"
#include "db/verify.hpp"

namespace ladder::db {

// Adds a finding, and counts those that are too many to list.
void find(VerifyReport& report, std::string where, std::string what);

// Positions, moments, digests, leaves, and the head they lead to; requests.
void verify_journal(
    soci::session& session, Backend backend, VerifyReport& report, const Progress& progress
);

// Versions, and every read model against the fold.
void verify_read_models(
    soci::session& session, Backend backend, VerifyReport& report, const Progress& progress
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

// The report of a check of the database, for people and programs.
#pragma once

#include "db/verify.hpp"
#include "services/cli/session.hpp"

namespace ladder::cli {

// Checks the configured database and prints what was found. Exit code 1 with findings.
[[nodiscard]] base::Result<int> verify_database(Session& session, const db::VerifyOptions& options);

}  // namespace ladder::cli

// Bundles as files on this machine.
#pragma once

#include <string>
#include <vector>

#include "engine/ledger/note_key.hpp"
#include "services/cli/session.hpp"

namespace ladder::cli {

// Whether a file begins as a bundle does.
[[nodiscard]] bool is_bundle_file(const std::string& path);

// Verifies a bundle and prints what came of it: no server, no database. Exit code 1 if anything is
// wrong. Errors: those of the file; those of bundle::read().
[[nodiscard]] base::Result<int> verify_bundle_file(
    Session& session, const std::string& path, const std::vector<ledger::VerifierKey>& keys
);

}  // namespace ladder::cli

// Bundles as files on this machine.
#pragma once

#include <string>
#include <vector>

#include "engine/bundle/verify.hpp"
#include "services/cli/session.hpp"

namespace ladder::cli {

// Whether a file begins as a bundle does.
[[nodiscard]] bool is_bundle_file(const std::string& path);

// Verifies a bundle and prints what came of it: no server, no database.
// Errors: those of the file; those of bundle::read().
[[nodiscard]] base::Result<bundle::Report> verify_bundle_file(
    Session& session,
    const std::string& path,
    const std::vector<ledger::VerifierKey>& keys,
    const bundle::Demands& demands
);

}  // namespace ladder::cli

// The small files of the record's proofs: keys, policies, notes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/ledger/note_key.hpp"
#include "services/api/audit.hpp"
#include "services/cli/config.hpp"

namespace ladder::cli {

// The signer key that a file of one line holds. Errors: not_found; invalid_argument;
// failed_precondition if others may read it; each names the file and shows nothing of it.
[[nodiscard]] base::Result<ledger::SignerKey> read_signer_key(const std::string& path);

// Errors: as read_signer_key.
[[nodiscard]] base::Result<ledger::Policy> read_policy(const std::string& path);

// The keys of a policy's witnesses.
std::vector<ledger::VerifierKey> witnesses_of(const std::optional<ledger::Policy>& policy);

// Who signs checkpoints and who may cosign, as configured. Errors: those of the files;
// invalid_argument where the key is a witness's or is not that of audit_origin.
[[nodiscard]] base::Result<api::AuditSettings> audit_settings(const Config& config);

// Writes a new file. `secret`: for its owner's eyes only, and never over another file.
// Errors: already_exists; unavailable.
[[nodiscard]] base::Result<void> write_new_file(
    const std::string& path, std::string_view text, bool secret
);

}  // namespace ladder::cli

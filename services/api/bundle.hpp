// Bundles: what a decision rests on, in one file.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/audit_service.pb.h"
#include "services/api/view.hpp"

namespace ladder::api {

// Makes a checkpoint of the journal as it is now, if there is none, and a bundle whose proofs lead
// to it. Blocks. Errors: those of audit_service.proto; invalid_argument for the name or known_at;
// failed_precondition without a signing key; unavailable; data_loss.
[[nodiscard]] base::Result<v1::ExportBundleResponse> export_bundle(
    const View& app, const v1::Actor& actor, const v1::ExportBundleRequest& request
);

}  // namespace ladder::api

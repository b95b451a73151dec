// Checkpoints, proofs and the journal without content.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/audit_service.pb.h"
#include "services/api/view.hpp"

namespace ladder::api {

// All block. Errors beside those that audit_service.proto names: unavailable; data_loss.
[[nodiscard]] base::Result<v1::GetCheckpointResponse> get_checkpoint(
    const View& app, const v1::GetCheckpointRequest& request
);
[[nodiscard]] base::Result<v1::ListCheckpointsResponse> list_checkpoints(
    const View& app, const v1::ListCheckpointsRequest& request
);
[[nodiscard]] base::Result<v1::AddCosignatureResponse> add_cosignature(
    const View& app, const v1::AddCosignatureRequest& request
);
[[nodiscard]] base::Result<v1::GetInclusionProofResponse> get_inclusion_proof(
    const View& app, const v1::GetInclusionProofRequest& request
);
[[nodiscard]] base::Result<v1::GetConsistencyProofResponse> get_consistency_proof(
    const View& app, const v1::GetConsistencyProofRequest& request
);
[[nodiscard]] base::Result<v1::ListJournalResponse> list_journal(
    const View& app, const v1::ListJournalRequest& request
);
[[nodiscard]] base::Result<v1::ListDestructionsResponse> list_destructions(
    const View& app, const v1::ListDestructionsRequest& request
);
[[nodiscard]] base::Result<v1::GetVerificationResponse> get_verification(
    const View& app, const v1::GetVerificationRequest& request
);

// The checkpoint of the journal as it is now, made and kept if there is none; or the one of a size.
// Errors: failed_precondition without a signing key; not_found for a size that was not handed out.
[[nodiscard]] base::Result<db::StoredCheckpoint> checkpoint_of(const View& app, std::int64_t size);

}  // namespace ladder::api

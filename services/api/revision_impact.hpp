// Which triggers and decisions stand on figures that were revised.
#pragma once

#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/evaluation_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "services/api/view.hpp"

namespace ladder::api {

// Runs the trigger of every standing or decided proposal twice, up to the period of the run that
// raised it: on the figures that the run had, and on those known now; with `import` on those before
// and after that import. The peer groups are those known now in both, so that only figures differ.
// Blocks; reads the figures once for each state of the imports that a run had. Errors:
// invalid_argument; not_found for the body or the import; unavailable.
[[nodiscard]] base::Result<v1::ListRevisionImpactsResponse> list_revision_impacts(
    const View& app, const v1::ListRevisionImpactsRequest& request
);

// Counts the standing or decided proposals that rest on one of the figures, and the decisions that
// rest on them, into an import's answer. Errors: unavailable; data_loss.
[[nodiscard]] base::Result<void> count_touched(
    const View& app,
    const std::vector<db::StagedFigure>& staged,
    v1::ImportObservationsResponse& response
);

}  // namespace ladder::api

// Reports over the whole record.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/report_service.pb.h"
#include "services/api/view.hpp"

namespace ladder::api {

// Blocks and runs on a database thread. Errors: invalid_argument for the query; unavailable.
[[nodiscard]] base::Result<v1::RunReportResponse> run_report(
    const View& app, const v1::RunReportRequest& request
);

}  // namespace ladder::api

// Reads of deadlines and tasks. Each blocks; errors are those of the readers, and invalid_argument.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/task_service.pb.h"
#include "services/api/view.hpp"

namespace ladder::api {

// Each deadline as it stands on the day asked about.
[[nodiscard]] base::Result<v1::ListDeadlinesResponse> list_deadlines(
    const View& app, const v1::ListDeadlinesRequest& request
);
[[nodiscard]] base::Result<v1::ListTasksResponse> list_tasks(
    const View& app, const v1::ListTasksRequest& request
);

}  // namespace ladder::api

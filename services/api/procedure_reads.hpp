// Reads of procedures. Each blocks and runs on a database thread.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/procedure_service.pb.h"
#include "services/api/view.hpp"

namespace ladder::api {

// Errors of all: invalid_argument for a name, a page or known_at; not_found; unavailable.
[[nodiscard]] base::Result<v1::GetProcedureResponse> get_procedure(
    const View& app, const v1::GetProcedureRequest& request
);
[[nodiscard]] base::Result<v1::ListProceduresResponse> list_procedures(
    const View& app, const v1::ListProceduresRequest& request
);
[[nodiscard]] base::Result<v1::ListProcedureEventsResponse> list_procedure_events(
    const View& app, const v1::ListProcedureEventsRequest& request
);

}  // namespace ladder::api

// Who looked at what, and who could have. Each blocks and runs on a database thread.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/access_service.pb.h"
#include "services/access/caller.hpp"
#include "services/api/application.hpp"

namespace ladder::api {

// Everybody who could see a record on a day: by the rights they held, the rules in force, and what
// the record was known to be at the end of it. For whoever keeps rights or sees all of the audit,
// and of records that they see themselves.
// Errors: permission_denied; not_found; invalid_argument for the name or the day.
[[nodiscard]] base::Result<v1::WhoCouldSeeResponse> who_could_see(
    Application& app, const access::Caller& caller, const v1::WhoCouldSeeRequest& request
);

// For whoever keeps rights or sees all of the audit. What names a record that the caller does not
// see is left out. Errors: permission_denied; invalid_argument.
[[nodiscard]] base::Result<v1::ListAccessRecordsResponse> list_access_records(
    Application& app, const access::Caller& caller, const v1::ListAccessRecordsRequest& request
);

}  // namespace ladder::api

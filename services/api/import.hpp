// Importing figures: read, classify against what is known, stage, seal.
#pragma once

#include <functional>

#include "engine/base/result.hpp"
#include "ladder/v1/common.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "services/api/submit.hpp"
#include "services/api/view.hpp"

namespace ladder::api {

// Told how many figures of how many are staged.
using ImportProgress = std::function<void(std::size_t done, std::size_t total)>;

// Imports a file. Blocks until it is committed; run one at a time in a process, since each is
// classified against those before it. The answer is a serialised ImportObservationsResponse.
// A file is refused whole if any row is bad, unless quarantine is set; the same file again changes
// nothing. Errors: invalid_argument with a TextIssue for each bad row (up to 1,000);
// permission_denied; failed_precondition without a ruleset; aborted if other nodes keep importing;
// those of JournalWriter::submit().
[[nodiscard]] base::Result<std::string> import_observations(
    const View& app,
    const v1::Actor& actor,
    const v1::ImportObservationsRequest& request,
    const ImportProgress& progress = {}
);

}  // namespace ladder::api

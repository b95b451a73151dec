// Running the rules over the figures, and recording what they propose.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/common.pb.h"
#include "ladder/v1/evaluation_service.pb.h"
#include "services/api/submit.hpp"
#include "services/api/view.hpp"

namespace ladder::api {

// Reads the figures and runs the triggers on the caller's thread (a database thread), then submits
// one piece of work that opens cases where a trigger stands raised and there is none, and brings
// the record of proposals of every case up to the period. `done` gets a serialised
// EvaluateResponse. Errors: invalid_argument, also for a period that no figure ends on; not_found
// for the body; permission_denied; failed_precondition without a ruleset; aborted if a ruleset was
// published meanwhile; those of JournalWriter::submit().
void evaluate(
    const View& app, const v1::Actor& actor, const v1::EvaluateRequest& request, const Done& done
);

// Errors: invalid_argument; not_found for the indicator or the body; failed_precondition without a
// ruleset.
[[nodiscard]] base::Result<v1::JudgeResponse> judge(
    const View& app, const v1::JudgeRequest& request
);

}  // namespace ladder::api

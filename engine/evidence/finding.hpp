// What a trigger says of a body: the finding with its explanation.
#pragma once

#include <optional>

#include "engine/evidence/episodes.hpp"
#include "engine/evidence/readings.hpp"
#include "ladder/v1/evaluation_service.pb.h"

namespace ladder::evidence {

// Where a body stands with a trigger at a period. Borrows trigger and series.
struct Standing {
    const v1::TriggerDefinition& trigger;
    const Series& series;
    std::size_t body;
    base::Date period_end;  // the period asked for
    Episode episode;
    // The last of the panel's periods that is not after it; none: there are no figures.
    std::optional<std::size_t> settled;
};

// The finding. Its explanation holds the conditions as they stand, and what raised or cleared the
// episode; without `explain_quiet` what never stood raised is only summed up.
v1::Finding tell_finding(const Standing& standing, Readings& readings, bool explain_quiet);

}  // namespace ladder::evidence

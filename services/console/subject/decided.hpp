// A decision as pages show it: what would be recorded, and what was.
#pragma once

#include "services/console/subject/decision_form.hpp"

namespace ladder::subject {

// Sets what the part `decision` shows.
void put_decision(
    Data& data,
    const Visit& visit,
    const CaseFile& file,
    const Sources& sources,
    const v1::Decision& decision
);

}  // namespace ladder::subject

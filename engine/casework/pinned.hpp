// The figures that a decision rests on, pinned by their revisions.
#pragma once

#include <vector>

#include "engine/casework/case.hpp"

namespace ladder::casework {

// The figures of the explanations of the proposals that a decision names as evidence or settles,
// in order of indicator, body, period and revision, each once.
std::vector<v1::Input> pinned_figures(const v1::Case& state, const v1::Decision& decision);

// Sets them, and how far figures had been imported. Evidence and settlements are set already.
void pin_evidence(v1::Decision& decision, const v1::Case& state, const Context& context);

}  // namespace ladder::casework

// The page on which a decision is prepared: what stands, what may be chosen, what it needs, the
// form.
#pragma once

#include <vector>

#include "services/console/subject/decision_form.hpp"

namespace ladder::subject {

// A decision that is being prepared.
struct Prepared {
    CaseFile file;
    Rights rights;
    Outcome outcome;
    Sources sources;
};

// `refused`: why what was typed can't be recorded; null before anything was typed.
Page decide_page(
    const Visit& visit,
    const Prepared& now,
    const std::vector<GateStanding>& gates,
    const console::Form& typed,
    const base::Error* refused
);

}  // namespace ladder::subject

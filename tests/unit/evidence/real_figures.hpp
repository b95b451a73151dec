// The shipped ruleset and figures, read as the demo reads them.
#pragma once

#include <memory>

#include "engine/definition/ruleset.hpp"
#include "engine/evidence/panels.hpp"

namespace ladder::evidence {

struct RealFigures {
    std::unique_ptr<definition::Ruleset> ruleset;  // rules/landscape-2009
    Panels panels;                                 // the 43 forces, with all shipped figures
};

// Reads rules and data under `source_dir` (the root of the source tree). Throws std::runtime_error
// with the first problem: what is shipped has none.
RealFigures read_real_figures(const std::string& source_dir);

}  // namespace ladder::evidence

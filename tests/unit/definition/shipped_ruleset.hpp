// The ruleset that ships, read from the source tree.
#pragma once

#include <vector>

#include "engine/definition/load.hpp"

namespace ladder::definition {

// The files of rules/landscape-2009, in order of path. Empty if there are none.
std::vector<SourceFile> shipped_ruleset();

}  // namespace ladder::definition

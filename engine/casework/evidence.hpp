// What a command on a case rests on.
#pragma once

#include "engine/casework/case.hpp"

namespace ladder::casework {

// 1 to evidence_max different references. One such as "p1", "c1", "f1", "r1" or "d1" must be in the
// case, and a fact not withdrawn; any other is a document's reference.
void check_evidence(Problems& problems, const Strings& evidence, const v1::Case& state);

}  // namespace ladder::casework

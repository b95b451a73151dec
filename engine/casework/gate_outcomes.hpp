// How each gate of a move, step, record or start stands, and what overrides can and can't do about
// it.
#pragma once

#include <string_view>
#include <vector>

#include "engine/casework/gate.hpp"
#include "engine/casework/shared.hpp"

namespace ladder::casework {

using Gates = google::protobuf::RepeatedPtrField<v1::GateDefinition>;
using Overrides = google::protobuf::RepeatedPtrField<v1::GateOverride>;

// The outcome of every gate, in order. A gate is passed if it is met; if it is a policy gate that
// does not apply to the subject; or if it is a policy gate whose override role (the decider's or
// the caller's capacity) overrides it with a reason. Unknown is not met. A statutory gate is never
// overridden and always applies; a gate of no stated kind counts as statutory. `what` has the
// gates: "move", "step", "record".
std::vector<v1::GateOutcome> check_gates(
    Problems& problems,
    const Gates& gates,
    const Circumstances& asked,
    const Overrides& overrides,
    const v1::Actor& caller,
    std::string_view what = "move"
);

}  // namespace ladder::casework

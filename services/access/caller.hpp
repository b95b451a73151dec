// Who calls: the one door that every request passes, where access control will stand.
#pragma once

#include "engine/base/result.hpp"
#include "ladder/v1/common.pb.h"
#include "services/http/connect.hpp"

namespace ladder::access {

// The person and capacity that a change is made by: what the Ladder-Actor header says, believed.
// Nothing is proved yet, which is why the server listens on loopback only.
// Errors: unauthenticated, saying how to write the header.
[[nodiscard]] base::Result<v1::Actor> caller_of(const http::Call& call);

// What the operator is told when the server starts.
std::string_view warning();

}  // namespace ladder::access

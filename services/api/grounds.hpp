// The proposals that still matter, and the decisions that rest on them.
#pragma once

#include <string>
#include <vector>

#include "db/known_at.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/case_service.pb.h"
#include "services/api/application.hpp"

namespace ladder::api {

// A proposal that stands raised, or that a decision settles or names as evidence.
struct StandingGround {
    v1::Proposal proposal;
    std::vector<std::string> decisions;  // ids, in order of recording; those superseded left out
};

// In order of case and id; `body` empty: of all. Blocks. Errors: unavailable; data_loss.
[[nodiscard]] base::Result<std::vector<StandingGround>> standing_grounds(
    Application& app, const std::string& body, const db::KnownAt& known_at
);

}  // namespace ladder::api

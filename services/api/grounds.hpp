// The proposals that still matter, and the decisions that rest on them.
#pragma once

#include <string>
#include <vector>

#include "db/known_at.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/case_service.pb.h"
#include "services/api/view.hpp"

namespace ladder::api {

// What a proposal was raised on, while it stands raised or a decision settles it or names it as
// evidence; and what it cleared on.
struct StandingGround {
    v1::Proposal proposal;
    std::vector<std::string> decisions;  // ids, in order of recording; those superseded left out
    bool cleared = false;                // the ground is that of its clearing

    // The run that raised it, or cleared it. Borrowed.
    const std::string& evaluation() const {
        return cleared ? proposal.clearing_evaluation() : proposal.evaluation();
    }
    const v1::Explanation& because() const {
        return cleared ? proposal.cleared_because() : proposal.raised_because();
    }
};

// In order of case and id, the raise before the clearing; `body` empty: of all. Blocks. Errors:
// unavailable; data_loss.
[[nodiscard]] base::Result<std::vector<StandingGround>> standing_grounds(
    const View& app, const std::string& body, const db::KnownAt& known_at
);

}  // namespace ladder::api

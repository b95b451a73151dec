#include "engine/casework/settlement.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

namespace ladder::casework {

namespace {

// The place of a stage on the ladder, from the bottom; -1 if it has no such stage.
int height(const v1::LadderDefinition& ladder, std::string_view stage) {
    for (int i = 0; i < ladder.stages_size(); ++i) {
        if (ladder.stages(i).id() == stage) {
            return i;
        }
    }
    return -1;
}

const v1::Proposal* find_proposal(const v1::Case& state, const std::string& id) {
    const auto& proposals = state.proposals();
    const auto found = std::find_if(proposals.begin(), proposals.end(), [&](const auto& proposal) {
        return proposal.id() == id;
    });
    return found == proposals.end() ? nullptr : &*found;
}

}  // namespace

void check_settlements(
    Problems& problems,
    const v1::RecordDecisionRequest& command,
    const v1::Case& state,
    const v1::LadderDefinition& ladder,
    std::string_view stage_after
) {
    std::set<std::string> seen;
    for (int i = 0; i < command.settlements_size(); ++i) {
        const auto& settlement = command.settlements(i);
        const auto* proposal = find_proposal(state, settlement.proposal());
        const auto refuse = [&](std::string_view part, std::string description) {
            problems.field(fmt::format("settlements[{}].{}", i, part), std::move(description));
        };
        if (proposal == nullptr) {
            refuse("proposal", "the case has no such proposal; name one such as p1");
        } else if (proposal->state() != v1::PROPOSAL_STATE_OPEN) {
            refuse("proposal", fmt::format("{} is not open any more", proposal->id()));
        } else if (!seen.insert(proposal->id()).second) {
            refuse("proposal", fmt::format("{} is settled twice", proposal->id()));
        } else if (settlement.accepted() && height(ladder, stage_after) < height(ladder, proposal->proposes())) {
            refuse(
                "accepted",
                fmt::format(
                    "{} proposes {}, and the case would stand at {}: decline it, or move there",
                    proposal->id(),
                    proposal->proposes(),
                    stage_after
                )
            );
        }
    }
}

int unanswered(const v1::RecordDecisionRequest& command, const v1::Case& state) {
    const auto& proposals = state.proposals();
    const auto& settlements = command.settlements();
    return static_cast<
        int>(std::count_if(proposals.begin(), proposals.end(), [&](const auto& proposal) {
        return proposal.state() == v1::PROPOSAL_STATE_OPEN &&
               std::none_of(settlements.begin(), settlements.end(), [&](const auto& settlement) {
                   return settlement.proposal() == proposal.id();
               });
    }));
}

}  // namespace ladder::casework

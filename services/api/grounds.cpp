#include "services/api/grounds.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace ladder::api {

namespace {

bool rests_on_proposal(const v1::Decision& decision, const std::string& proposal) {
    const auto& evidence = decision.evidence();
    const auto& settlements = decision.settlements();
    return std::find(evidence.begin(), evidence.end(), proposal) != evidence.end() ||
           std::any_of(settlements.begin(), settlements.end(), [&](const auto& settlement) {
               return settlement.proposal() == proposal;
           });
}

std::vector<std::string> decisions_on(const v1::Case& state, const std::string& proposal) {
    std::vector<std::string> ids;
    for (const auto& decision : state.decisions()) {
        if (decision.superseded_by().empty() && rests_on_proposal(decision, proposal)) {
            ids.push_back(decision.id());
        }
    }
    return ids;
}

base::Result<std::vector<v1::Proposal>> all_proposals(
    const View& app, const std::string& body, const db::KnownAt& known_at
) {
    std::vector<v1::Proposal> all;
    db::PageRequest page{db::page_most, {}};
    do {
        auto next = app.cases.proposals({v1::PROPOSAL_STATE_UNSPECIFIED, body}, page, known_at);
        if (!next) {
            return next.error();
        }
        std::move(next->items.begin(), next->items.end(), std::back_inserter(all));
        page.token = next->next_token;
    } while (!page.token.empty());
    return all;
}

}  // namespace

base::Result<std::vector<StandingGround>> standing_grounds(
    const View& app, const std::string& body, const db::KnownAt& known_at
) {
    auto proposals = all_proposals(app, body, known_at);
    if (!proposals) {
        return proposals.error();
    }
    std::map<std::string, std::vector<v1::Proposal>> by_case;
    for (auto& proposal : *proposals) {
        by_case[proposal.case_name()].push_back(std::move(proposal));
    }
    std::vector<StandingGround> grounds;
    for (auto& [name, of_case] : by_case) {
        const auto state = app.cases.get(name, known_at);
        if (!state) {
            return state.error();
        }
        std::sort(of_case.begin(), of_case.end(), [](const auto& a, const auto& b) {
            return std::pair{a.id().size(), a.id()} < std::pair{b.id().size(), b.id()};
        });
        for (auto& proposal : of_case) {
            auto decisions = decisions_on(*state, proposal.id());
            const bool cleared = !proposal.cleared_on().empty();
            if (!cleared || !decisions.empty()) {
                grounds.push_back({proposal, decisions, false});
            }
            if (cleared) {
                grounds.push_back({std::move(proposal), std::move(decisions), true});
            }
        }
    }
    return grounds;
}

}  // namespace ladder::api

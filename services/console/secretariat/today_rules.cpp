// Rules that two people make: what was proposed and awaits a second person.
#include "engine/command/authorise.hpp"
#include "ladder/v1/ruleset_service.pb.h"
#include "services/console/secretariat/phrases.hpp"
#include "services/console/secretariat/today_items.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

Gathered gather_rules(const console::Visit& visit, const Names& names, const TodayWords& words) {
    v1::ListRulesetProposalsRequest request;
    request.set_state(v1::RULESET_PROPOSAL_STATE_OPEN);
    const auto found = visit.read_all(
        "RulesetService/ListRulesetProposals", request, &v1::ListRulesetProposalsResponse::proposals
    );
    if (!found) {
        return found.error();
    }
    WorkSection section{"rules", {}};
    for (const auto& proposal : *found) {
        const auto id = proposal.name().substr(proposal.name().find('/') + 1);
        const auto link = visit.link("/rules/proposals/" + console::percent_encoded(id));
        const auto at = base::from_timestamp(proposal.proposed_at());
        const bool own = command::same_person(
            proposal.proposed_by().person(), visit.who->caller.actor().person()
        );
        WorkItem item{id, link, {}};
        item.why.push_back(words(
            own ? "rules.own" : "rules.proposed",
            {{"who", names.actor(proposal.proposed_by())},
             {"day", at ? console::day_in_words(base::to_string(base::day_of(*at))) : ""}}
        ));
        item.why.push_back(proposal.reasons());
        item.act = words(own ? "rules.see" : "rules.act");
        item.act_link = link;
        section.items.push_back(std::move(item));
    }
    return section;
}

}  // namespace ladder::secretariat

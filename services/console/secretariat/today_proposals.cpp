// What the rules propose, as Today shows it.
#include <algorithm>

#include <fmt/format.h>

#include "services/console/secretariat/pages.hpp"
#include "services/console/secretariat/phrases.hpp"
#include "services/console/secretariat/today_items.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

namespace {

using console::Visit;

// The first judgement of an explanation, which says by how much; null if there is none.
const v1::Judgement* first_judgement(const v1::Explanation& explanation) {
    if (explanation.has_judgement()) {
        return &explanation.judgement();
    }
    for (const auto& part : explanation.parts()) {
        if (const auto* found = first_judgement(part)) {
            return found;
        }
    }
    return nullptr;
}

// The day on which the newest figure of an explanation was published; empty: it rests on none.
std::string newest_published(const v1::Explanation& explanation) {
    std::string newest;
    for (const auto& input : explanation.judgement().inputs()) {
        newest = std::max(newest, input.published_on());
    }
    for (const auto& part : explanation.parts()) {
        newest = std::max(newest, newest_published(part));
    }
    return newest;
}

std::string strength_of(const TodayWords& words, const v1::Proposal& proposal) {
    const auto* judgement = first_judgement(proposal.raised_because());
    if (judgement == nullptr) {
        return {};
    }
    return words(
        fmt::format("strength.{}", int{judgement->versus()}),
        {{"gap", fmt::format("{:+.1f}", judgement->gap())}}
    );
}

WorkItem item_of_proposal(
    const Visit& visit, const Names& names, const TodayWords& words, const v1::Proposal& proposal
) {
    const auto* head = names.find_case(proposal.case_name());
    const auto ladder = head == nullptr ? std::string{} : head->ladder();
    const auto link = visit.link(fmt::format("/bodies/{}/triggers", bare(proposal.body())));
    WorkItem item{names.body(proposal.body()), link, {}};
    item.why.push_back(words(
        "proposal.rule",
        {{"rule", names.trigger(proposal.ruleset(), proposal.trigger())},
         {"indicator", names.indicator(proposal.ruleset(), proposal.indicator())},
         {"stage", names.stage(proposal.ruleset(), ladder, proposal.proposes())}}
    ));
    item.why.push_back(
        words("proposal.since", {{"day", console::day_in_words(proposal.raised_on())}})
    );
    if (auto strength = strength_of(words, proposal); !strength.empty()) {
        item.why.push_back(std::move(strength));
    }
    if (const auto published = newest_published(proposal.raised_because()); !published.empty()) {
        item.why.push_back(words(
            "proposal.data",
            {{"day", console::day_in_words(published)},
             {"age", age_in_words(visit, published, day_of(visit))}}
        ));
    }
    item.tag = words(fmt::format("severity.{}", int{proposal.severity()}));
    item.tag_colour = proposal.severity() == v1::SEVERITY_SERIOUS   ? "red"
                      : proposal.severity() == v1::SEVERITY_CONCERN ? "orange"
                                                                    : "grey";
    item.act = words("proposal.act");
    item.act_link = link;
    return item;
}

}  // namespace

Gathered gather_proposals(const Visit& visit, const Names& names, const TodayWords& words) {
    v1::ListProposalsRequest request;
    request.set_state(v1::PROPOSAL_STATE_OPEN);
    auto found =
        visit.read_all("CaseService/ListProposals", request, &v1::ListProposalsResponse::proposals);
    if (!found) {
        return found.error();
    }
    std::stable_sort(found->begin(), found->end(), [](const auto& a, const auto& b) {
        return a.severity() != b.severity() ? a.severity() > b.severity()
                                            : a.raised_on() > b.raised_on();
    });
    WorkSection section{"proposals", {}};
    for (const auto& proposal : *found) {
        section.items.push_back(item_of_proposal(visit, names, words, proposal));
    }
    return section;
}

}  // namespace ladder::secretariat

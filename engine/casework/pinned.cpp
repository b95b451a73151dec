#include "engine/casework/pinned.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace ladder::casework {

namespace {

using Key = std::tuple<std::string, std::string, std::string, std::int32_t>;

class Collection {
public:
    void add(const v1::Explanation& explanation) {
        for (const auto& input : explanation.judgement().inputs()) {
            add(input);
        }
        for (const auto& point : explanation.chart().points()) {
            add(point.input());
        }
        for (const auto& part : explanation.parts()) {
            add(part);
        }
    }

    std::vector<v1::Input> take() {
        std::vector<v1::Input> figures;
        figures.reserve(found_.size());
        for (auto& [key, input] : found_) {
            figures.push_back(std::move(input));
        }
        return figures;
    }

private:
    void add(const v1::Input& input) {
        if (!input.indicator().empty()) {
            found_.try_emplace(
                {input.indicator(), input.body(), input.period_end(), input.revision()}, input
            );
        }
    }

    std::map<Key, v1::Input> found_;
};

bool names(const v1::Decision& decision, const std::string& proposal) {
    const auto& evidence = decision.evidence();
    const auto& settlements = decision.settlements();
    return std::find(evidence.begin(), evidence.end(), proposal) != evidence.end() ||
           std::any_of(settlements.begin(), settlements.end(), [&](const auto& settlement) {
               return settlement.proposal() == proposal;
           });
}

}  // namespace

std::vector<v1::Input> pinned_figures(const v1::Case& state, const v1::Decision& decision) {
    Collection collection;
    for (const auto& proposal : state.proposals()) {
        if (names(decision, proposal.id())) {
            collection.add(proposal.raised_because());
            collection.add(proposal.cleared_because());
        }
    }
    return collection.take();
}

void pin_evidence(v1::Decision& decision, const v1::Case& state, const Context& context) {
    for (auto& input : pinned_figures(state, decision)) {
        *decision.add_figures() = std::move(input);
    }
    decision.set_evidence_position(context.around.evidence_position);
}

}  // namespace ladder::casework

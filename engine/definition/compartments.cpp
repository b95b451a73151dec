#include "engine/definition/compartments.hpp"

#include <algorithm>

namespace ladder::definition {

namespace {

bool holds_subject(const v1::CompartmentDefinition& compartment, v1::Subject subject) {
    const auto& subjects = compartment.subjects();
    return std::find(subjects.begin(), subjects.end(), static_cast<int>(subject)) != subjects.end();
}

bool holds_domain(const v1::CompartmentDefinition& compartment, const std::string& domain) {
    const auto& domains = compartment.domains();
    return std::find(domains.begin(), domains.end(), domain) != domains.end();
}

}  // namespace

std::vector<std::string> compartments_of(const Ruleset& ruleset, v1::Subject subject) {
    std::vector<std::string> found;
    for (const auto& compartment : ruleset.definition().compartments()) {
        if (holds_subject(compartment, subject)) {
            found.push_back(compartment.id());
        }
    }
    return found;
}

std::vector<std::string> compartments_of_indicator(
    const Ruleset& ruleset, std::string_view indicator
) {
    const auto* known = ruleset.indicator(indicator);
    std::vector<std::string> found;
    for (const auto& compartment : ruleset.definition().compartments()) {
        if (known == nullptr || holds_domain(compartment, known->domain()) ||
            holds_domain(compartment, known->strand()) ||
            (known->counter_terrorism() && holds_subject(compartment, v1::SUBJECT_COUNTER_TERRORISM)
            )) {
            found.push_back(compartment.id());
        }
    }
    return found;
}

}  // namespace ladder::definition

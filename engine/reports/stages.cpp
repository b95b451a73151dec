#include "engine/reports/stages.hpp"

#include <limits>

namespace ladder::reports {

namespace {

template <class Definition>
Stage stage_in(const Definition* definition, std::string_view id) {
    for (int i = 0; definition != nullptr && i < definition->stages_size(); ++i) {
        if (definition->stages(i).id() == id) {
            return {std::string{id}, definition->stages(i).title(), i};
        }
    }
    return {std::string{id}, std::string{id}, std::numeric_limits<int>::max()};
}

}  // namespace

Stage stage_of_case(
    const FindRuleset& rulesets,
    const std::string& ruleset,
    const std::string& ladder,
    std::string_view id
) {
    const auto* found = rulesets(ruleset);
    return stage_in(found == nullptr ? nullptr : found->ladder(ladder), id);
}

Stage stage_of_procedure(
    const FindRuleset& rulesets,
    const std::string& ruleset,
    const std::string& definition,
    std::string_view id
) {
    const auto* found = rulesets(ruleset);
    return stage_in(found == nullptr ? nullptr : found->procedure(definition), id);
}

}  // namespace ladder::reports

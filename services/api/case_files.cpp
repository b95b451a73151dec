#include "services/api/case_files.hpp"

#include "engine/record/surroundings.hpp"

namespace ladder::api {

meetings::CaseFile CaseFiles::find(const std::string& name) {
    const auto* state = name.starts_with("cases/") ? aggregates_.find_case(name) : nullptr;
    if (state == nullptr) {
        return {};
    }
    auto& ruleset = rulesets_[state->ruleset()];
    if (!ruleset) {
        ruleset = aggregates_.find_ruleset(state->ruleset());
    }
    return {
        state,
        ruleset.get(),
        surroundings_of(aggregates_, state->body(), name),
        aggregates_.last_change(name)};
}

}  // namespace ladder::api

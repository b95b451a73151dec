#include "engine/evidence/readings.hpp"

namespace ladder::evidence {

Readings::Readings(const definition::Ruleset& ruleset, const Panels& panels)
    : ruleset_{&ruleset}, panels_{&panels}, peer_sets_{panels} {}

const Series* Readings::series(std::string_view indicator) {
    const auto* definition = ruleset_->indicator(indicator);
    if (definition == nullptr) {
        return nullptr;
    }
    const auto found = series_.find(definition->id());
    if (found != series_.end()) {
        return &found->second;
    }
    const auto* population =
        definition->population().empty() ? nullptr : panel(definition->population());
    return &series_
                .emplace(
                    definition->id(),
                    Series{*definition, panel(definition->id()), population, panels_->bodies}
                )
                .first->second;
}

const Panel* Readings::panel(std::string_view indicator) const {
    const auto found = panels_->by_indicator.find(indicator);
    return found == panels_->by_indicator.end() ? nullptr : &found->second;
}

}  // namespace ladder::evidence

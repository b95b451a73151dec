#include "engine/evidence/readings.hpp"

#include <utility>

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
    return &series_.emplace(definition->id(), make(*definition)).first->second;
}

Series Readings::make(const v1::IndicatorDefinition& definition) const {
    const auto* population =
        definition.population().empty() ? nullptr : panel(definition.population());
    return {definition, panel(definition.id()), population, panels_->bodies};
}

void Readings::suppose(const Supposed& figure) {
    auto copy = supposed_.find(figure.indicator);
    const bool first = copy == supposed_.end();
    if (first) {
        const auto* known = panel(figure.indicator);
        if (known == nullptr) {
            return;
        }
        copy = supposed_.emplace(std::string{figure.indicator}, *known).first;
    }
    auto& changed = copy->second;
    const auto cell = changed.at(figure.body, figure.period);
    const auto old_value = std::exchange(changed.value[cell], figure.value);
    changed.numerator[cell] = figure.numerator;
    for (auto& [id, series] : series_) {
        const bool own = id == figure.indicator;
        if ((own && first) || series.definition().population() == figure.indicator) {
            series = make(series.definition());
        } else if (own) {
            series.refill(figure.body, figure.period, old_value);
        }
    }
}

const Panel* Readings::panel(std::string_view indicator) const {
    if (const auto changed = supposed_.find(indicator); changed != supposed_.end()) {
        return &changed->second;
    }
    const auto found = panels_->by_indicator.find(indicator);
    return found == panels_->by_indicator.end() ? nullptr : &found->second;
}

}  // namespace ladder::evidence

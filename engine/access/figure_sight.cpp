#include "engine/access/figure_sight.hpp"

#include <algorithm>

#include "engine/command/markings.hpp"

namespace ladder::access {

const FigureSight::OfIndicator& FigureSight::of(std::string_view indicator) {
    if (last_of_ != nullptr && last_ == indicator) {
        return *last_of_;
    }
    last_ = std::string{indicator};
    const auto [place, fresh] = known_.try_emplace(last_);
    last_of_ = &place->second;
    if (!fresh) {
        return place->second;
    }
    Label label;
    label.kind = v1::RECORD_KIND_FIGURE;
    label.compartments = compartments_(indicator);
    auto& seen = place->second;
    if (!is_cleared(*rights_, label)) {
        return seen;
    }
    for (const auto& sight : rights_->sights) {
        const bool kept_to =
            sight.only.empty() ||
            std::any_of(sight.only.begin(), sight.only.end(), [&](const auto& one) {
                const auto& all = label.compartments;
                return std::find(all.begin(), all.end(), one) != all.end();
            });
        if (sight.of != v1::RECORD_KIND_FIGURE || !kept_to) {
            continue;
        }
        seen.all = seen.all || sight.where == v1::SIGHT_SCOPE_ALL;
        if (sight.where != v1::SIGHT_SCOPE_OWN_WORK) {
            seen.bodies.insert(sight.bodies.begin(), sight.bodies.end());
        }
    }
    return seen;
}

bool FigureSight::sees(std::string_view indicator, std::string_view body, v1::Marking marking) {
    if (sees_everything()) {
        return true;
    }
    if (command::marked(marking) > rights_->marking_max) {
        return false;
    }
    const auto& seen = of(indicator);
    return seen.all || seen.bodies.contains(body);
}

bool FigureSight::sees_any(std::string_view indicator) {
    if (sees_everything()) {
        return true;
    }
    const auto& seen = of(indicator);
    return seen.all || !seen.bodies.empty();
}

}  // namespace ladder::access

// A body's own view: what its page is made from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "services/console/visit.hpp"

namespace ladder::npia {

// The bodies of whoever is signed in, by the membership of the capacity that they act in: their
// own, and those that these maintain. In order of title.
[[nodiscard]] base::Result<std::vector<v1::Body>> own_bodies(const console::Visit& visit);

// The latest figure of an indicator, and the one before.
struct LatestFigure {
    const v1::IndicatorDefinition* indicator = nullptr;
    v1::Observation latest;
    std::optional<v1::Observation> before;
};

// Which way a figure moved, as the indicator's polarity has it.
enum class Direction { better, worse, same, moved, unknown };
Direction direction_of(const LatestFigure& figure);

// The latest figures of the indicators of `ruleset` that triggers watch; those without a figure are
// left out. Asks once for each indicator.
[[nodiscard]] base::Result<std::vector<LatestFigure>> latest_figures(
    const console::Visit& visit, const v1::RulesetDefinition& ruleset, const std::string& body
);

}  // namespace ladder::npia

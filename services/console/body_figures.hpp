// The figures of one body.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ladder/v1/indicator_service.pb.h"
#include "services/console/visit.hpp"

namespace ladder::console {

// By indicator, oldest first, each with its newest revision.
using FiguresByIndicator = std::map<std::string, std::vector<v1::Observation>, std::less<>>;

// Those of periods that end by a day in ISO form; empty: all. In one question, whatever the number
// of indicators.
[[nodiscard]] base::Result<FiguresByIndicator> figures_of_body(
    const Visit& visit, const std::string& body, const std::string& to = {}
);

}  // namespace ladder::console

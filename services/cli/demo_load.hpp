// Loads the demonstration: a ruleset, the bodies, their peers and the published figures.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "services/api/application.hpp"
#include "services/cli/share.hpp"

namespace ladder::cli {

// What became of one step.
struct DemoStep {
    std::string title;    // "Recorded crime, rolling years"
    std::string outcome;  // "24,940 figures", or "nothing new"
    bool changed = false;
};

// Told of each step as it goes: `done` of `total` parts. A step begins with 0 of 1.
using DemoProgress =
    std::function<void(const std::string& title, std::size_t done, std::size_t total)>;

// Publishes landscape-2009, registers the 86 bodies and the peer groups as known at the time, and
// imports the four files of figures, through the same services as the API. Only what is not there
// yet is written: a second call changes nothing and says so, and a call that was cut short is
// finished by the next. Blocks. Errors: not_found for a missing file; invalid_argument for a
// changed one; permission_denied if a ruleset in force doesn't let the secretariat do it;
// unavailable.
[[nodiscard]] base::Result<std::vector<DemoStep>> demo_load(
    api::Application& app, const Share& share, const DemoProgress& progress = {}
);

}  // namespace ladder::cli

// The figures and judgements of others as an evaluation reads them.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "db/known_at.hpp"
#include "db/observation_store.hpp"
#include "engine/base/result.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/evidence/panels.hpp"
#include "services/api/view.hpp"

namespace ladder::api {

// Reads every figure of the ruleset's indicators and the peer groups as known at a moment, for all
// bodies that are registered now; figures only of imports recorded before a journal position.
// Blocks. Errors: unavailable.
[[nodiscard]] base::Result<evidence::Panels> read_panels(
    const View& app,
    const definition::Ruleset& ruleset,
    const db::KnownAt& known_at,
    std::int64_t before = std::numeric_limits<std::int64_t>::max()
);

// What of all figures is read: spans of indicators, and one body; empty: all bodies.
struct PanelsAsked {
    std::vector<db::IndicatorSpan> indicators;
    std::string body = {};
};

// The same of these alone.
[[nodiscard]] base::Result<evidence::Panels> read_panels(
    const View& app,
    const PanelsAsked& asked,
    const db::KnownAt& known_at,
    std::int64_t before = std::numeric_limits<std::int64_t>::max()
);

// Errors: invalid_argument for `field` if no figure ends on that day, with the nearest that do.
[[nodiscard]] base::Result<void> require_figures(
    const evidence::Panels& panels, base::Date period_end, const std::string& field
);

}  // namespace ladder::api

// The figures of a bundle: whether they are those that were sealed, and as evaluations read them.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/bundle/report.hpp"
#include "engine/bundle/world.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/evidence/figure_digest.hpp"

namespace ladder::bundle {

// Cells that the panels of one evaluation may have at most: bodies times periods, over all
// indicators. More is no figures of this world.
inline constexpr std::size_t panel_cells_max = 20'000'000;

// Every figure, its texts kept once.
class Figures {
public:
    // Takes a figure in; what is wrong with it becomes a finding.
    void add(const v1::Observation& observation, const World& known, Report& report);

    // Holds each import's figures against the digest in its event.
    void check(const World& known, Report& report);

    // What an evaluation of this ruleset read: of each figure that was known at its moment, from
    // imports before its position, the one published last. Errors: resource_exhausted if the panels
    // would be too large.
    [[nodiscard]] base::Result<evidence::Panels> panels_for(
        const v1::EvaluationRun& run, const definition::Ruleset& ruleset, const World& known
    ) const;

private:
    struct Kept {
        std::string_view import;
        evidence::SealedFigure figure;
    };
    std::string_view keep(const std::string& text) { return *texts_.insert(text).first; }

    std::set<std::string> texts_;
    std::vector<Kept> kept_;
};

}  // namespace ladder::bundle

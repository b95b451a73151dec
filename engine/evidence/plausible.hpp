// The single checks behind find_doubts(), each over one indicator.
#pragma once

#include <vector>

#include "engine/evidence/plausibility.hpp"

namespace ladder::evidence {

// Digits after the point at which figures are told.
inline constexpr int doubt_decimals = 4;

// Figures of the file that are more than `ratio_max` times the body's last one, or less than its
// share; a revision is compared with what it revises. A later figure that is like a doubted one
// or like the last good one is not doubted.
void doubt_jumps(const Seen& seen, const SeenIndicator& indicator, std::vector<Doubt>& doubts);

// Populations that changed by more than a tenth a year (or by `ratio_max`, if the indicator sets
// it).
void doubt_populations(
    const Seen& seen, const SeenIndicator& indicator, std::vector<Doubt>& doubts
);

// Whether others' rates are taken out of the indicator.
bool is_population(const v1::IndicatorDefinition& indicator, const definition::Ruleset& ruleset);

// Rates per head that lie beyond three times the others' greatest, or below a third of their
// least, at one period.
void doubt_rates(const Seen& seen, const SeenIndicator& indicator, std::vector<Doubt>& doubts);

// Periods at which at least four in five bodies, and at least five, changed by about the same
// large factor: one doubt for each, which stands for all figures of the period. The period ends
// found are added to `columns`.
void doubt_units(
    const Seen& seen,
    const SeenIndicator& indicator,
    std::vector<Doubt>& doubts,
    std::vector<base::Date>& columns
);

// Periods at which the figures of two or more bodies that follow one another in the file fit the
// history of a neighbour and not their own: one doubt for each period, at the first such figure.
// `skipped` are left out. All figures that slipped are added to `figures`.
void doubt_rows(
    const Seen& seen,
    const SeenIndicator& indicator,
    const std::vector<base::Date>& skipped,
    std::vector<Doubt>& doubts,
    std::vector<std::size_t>& figures
);

// Totals below the sum of their parts, wherever total or part is of the file.
void doubt_totals(const Seen& seen, const SeenIndicator& total, std::vector<Doubt>& doubts);

}  // namespace ladder::evidence

// The figure in a row, by the kind of number that its indicator is.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/evidence/import.hpp"
#include "engine/evidence/import_columns.hpp"

namespace ladder::evidence {

// What is wrong with a row, and in which of its fields.
struct RowProblem {
    std::size_t field = 0;
    std::string message;
    std::string fix;
};
using RowResult = std::optional<RowProblem>;  // none: all is well

// Reads the value, numerator and denominator in a row's cells into `figure`, and marks a negative
// count. `present` is false if the figure was not published.
RowResult read_figure(
    const ValueColumns& at,
    std::span<const std::string_view> cells,
    ImportedFigure& figure,
    bool& present
);

}  // namespace ladder::evidence

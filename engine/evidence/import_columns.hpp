// The header of an imported file, matched with what its layout knows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/definition/ruleset.hpp"
#include "engine/evidence/csv.hpp"

namespace ladder::evidence {

// Where a figure of a row stands.
struct ValueColumns {
    const v1::IndicatorDefinition* indicator = nullptr;
    std::uint32_t indicator_number = 0;  // the same for every column of one indicator
    std::size_t value = 0;
    std::optional<std::size_t> numerator;
    std::optional<std::size_t> denominator;
};

// Where a row holds what. Borrows from the layout and the ruleset.
struct ImportColumns {
    std::size_t count = 0;
    std::size_t body = 0;
    std::size_t period_end = 0;
    std::optional<std::size_t> published;
    std::optional<std::size_t> indicator;  // if set, `values` are chosen by its content
    std::vector<ValueColumns> values;
    // Content of the indicator column to an index of `values`; none: known and not imported.
    std::unordered_map<std::string_view, std::optional<std::size_t>> by_content;
};

struct HeaderProblem {
    CsvPosition position;
    std::string message;
    std::string fix;
};

// Matches the header with the layout. What is missing, unknown or repeated goes to `problems`; the
// columns are of use only if there is none.
ImportColumns match_columns(
    const CsvReader& header,
    const v1::ImportLayout& layout,
    const definition::Ruleset& ruleset,
    std::vector<HeaderProblem>& problems
);

}  // namespace ladder::evidence

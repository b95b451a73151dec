// What a new figure is expected to look like, and figures that don't: each is kept and told of,
// never refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/evidence/import.hpp"
#include "engine/evidence/panels.hpp"
#include "ladder/v1/error_details.pb.h"

namespace ladder::evidence {

// A figure of the past, not of the file.
inline constexpr std::size_t not_of_file = std::numeric_limits<std::size_t>::max();

// A figure beside others of its indicator, as it stands once the file is imported.
struct SeenFigure {
    std::uint32_t body = 0;  // its number in order of name
    base::Date period_end;
    double value = no_figure;
    double before = no_figure;         // what stood before, if the file revises it
    std::size_t figure = not_of_file;  // index into the figures of the file, if it is news
};

// All that stands of an indicator once the file is imported, in order of body and period end.
// Borrows the definition.
struct SeenIndicator {
    const v1::IndicatorDefinition* definition = nullptr;
    std::vector<SeenFigure> figures;
};

// Something about a figure of the file that is worth a look.
struct Doubt {
    std::size_t figure = 0;  // index into the figures of the file
    std::string message;     // with value and what was expected
    std::string fix;
};

// What the checks look at. Borrows all of it.
struct Seen {
    const std::vector<ImportedFigure>& figures;  // of the file
    const std::vector<SeenIndicator>& indicators;
    const std::vector<std::string_view>& bodies;  // names, by number
    const definition::Ruleset& ruleset;

    // Null if there are no figures of it.
    const SeenIndicator* find(std::string_view id) const;
};

// What an indicator expects of a figure beside the one before it (definition.proto,
// PlausibilityDefinition): these are its values, or ours where it gives none.
struct Expectation {
    double ratio_max = 10;
    double small = 20;
};
Expectation expectation_of(const v1::IndicatorDefinition& indicator);

// By how many times `value` exceeds `expected` (below 1: falls short of it), figures below `small`
// counting as that much; no_figure where the two can't be compared by ratio.
double times(double value, double expected, double small);

// The body's id, "kent" of "bodies/kent".
std::string_view id_of_body(std::string_view name);

// Whether a break of the series lies between two period ends, or either lies in a transition.
bool series_breaks_between(
    const v1::IndicatorDefinition& indicator, base::Date earlier, base::Date later
);

// The ids of the indicators that others need to be checked by: those of which they are part, the
// other parts, and populations. Sorted; without those asked about.
std::vector<std::string> checked_with(
    const std::vector<std::string>& indicators, const definition::Ruleset& ruleset
);

// Every doubt about the figures of a file, in order of line; of one figure the first found.
std::vector<Doubt> find_doubts(const Seen& seen);

// The doubts with their places in the text, which is read once more; at most import_issues_max.
std::vector<v1::TextIssue> place_doubts(
    const std::vector<Doubt>& doubts,
    const ImportReading& reading,
    std::string_view text,
    std::string_view file_name
);

}  // namespace ladder::evidence

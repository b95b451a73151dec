// Figures and levels of an indicator in words, and figures pinned by their revisions.
#pragma once

#include <string>
#include <string_view>

#include "engine/evidence/series.hpp"
#include "ladder/v1/explanation.pb.h"

namespace ladder::evidence {

// A value as published: counts whole, others to one decimal.
std::string figure_in_words(const Series& series, double value);

// A value as levels compare it: rates to two decimals.
std::string level_in_words(const Series& series, double value);

// "offences per 1,000 population", or the indicator's own unit.
std::string unit_of_level(const Series& series);

// The figure of one cell of an indicator's panel.
v1::Input input_of(
    std::string_view indicator,
    const Panel& panel,
    std::string_view body,
    std::size_t cell,
    std::size_t period
);

// "the year to 31 March 2011", "31 March 2011" for a day.
std::string period_with_article(const Series& series, base::Date period_end);

}  // namespace ladder::evidence

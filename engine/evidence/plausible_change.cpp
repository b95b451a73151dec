// A body's figure beside the one before it: tenfold jumps, and populations that change too fast.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "engine/evidence/plausible.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {
namespace {

constexpr double population_ratio_max = 1.1;  // a year
constexpr double days_of_year = 365.25;

bool within(double ratio, double ratio_max) {
    return std::isnan(ratio) || (ratio <= ratio_max && ratio >= 1 / ratio_max);
}

// What a figure is compared with.
struct Reference {
    double value = no_figure;
    base::Date period_end;
    bool revised = false;  // the same period, as it stood before
};

// What the figure at `index` is compared with: what it revises, the body's figure before it, or
// (the first of all) the one after it. None across a break of the series.
std::optional<Reference> reference_of(const SeenIndicator& indicator, std::size_t index) {
    const auto& figures = indicator.figures;
    const auto& figure = figures[index];
    if (!std::isnan(figure.before)) {
        return Reference{figure.before, figure.period_end, true};
    }
    const auto comparable = [&](std::size_t other) {
        const auto [earlier, later] = std::minmax(figures[other].period_end, figure.period_end);
        return figures[other].body == figure.body &&
               !series_breaks_between(*indicator.definition, earlier, later);
    };
    if (index > 0 && figures[index - 1].body == figure.body) {
        return comparable(index - 1) ? std::optional{Reference{
                                           figures[index - 1].value, figures[index - 1].period_end}}
                                     : std::nullopt;
    }
    // A neighbour that is news itself is compared with this one: one doubt is enough.
    if (index + 1 < figures.size() && figures[index + 1].figure == not_of_file &&
        comparable(index + 1)) {
        return Reference{figures[index + 1].value, figures[index + 1].period_end};
    }
    return std::nullopt;
}

std::string what_was(const Reference& reference) {
    return reference.revised
               ? fmt::format("before the revision, {}", number(reference.value, doubt_decimals))
               : fmt::format(
                     "at {}, {}",
                     base::to_string(reference.period_end),
                     number(reference.value, doubt_decimals)
                 );
}

Doubt jump(
    const Seen& seen,
    const SeenIndicator& indicator,
    const SeenFigure& figure,
    const Reference& reference,
    const Expectation& expected
) {
    const auto base = std::max(reference.value, expected.small);
    return {
        figure.figure,
        fmt::format(
            "{} of '{}' for {} at {} is out of line with what it was {}; expected: {} to {}",
            number(figure.value, doubt_decimals),
            indicator.definition->id(),
            id_of_body(seen.bodies[figure.body]),
            base::to_string(figure.period_end),
            what_was(reference),
            number(base / expected.ratio_max, doubt_decimals),
            number(base * expected.ratio_max, doubt_decimals)
        ),
        fmt::format(
            "kept as it stands; look for a slipped decimal point, a wrong row or another unit than "
            "{}",
            indicator.definition->unit()
        )};
}

Doubt growth(
    const Seen& seen,
    const SeenIndicator& indicator,
    const SeenFigure& figure,
    const Reference& reference,
    double ratio_max
) {
    return {
        figure.figure,
        fmt::format(
            "{} of '{}' for {} at {} is a change of {}% from what it was {}; expected: {} to {}",
            number(figure.value, 0),
            indicator.definition->id(),
            id_of_body(seen.bodies[figure.body]),
            base::to_string(figure.period_end),
            signed_number(100 * (figure.value / reference.value - 1), 0),
            what_was(reference),
            number(reference.value / ratio_max, 0),
            number(reference.value * ratio_max, 0)
        ),
        "kept as it stands, and rates per head rest on it; look for a slip or a changed boundary"};
}

}  // namespace

void doubt_jumps(const Seen& seen, const SeenIndicator& indicator, std::vector<Doubt>& doubts) {
    const auto expected = expectation_of(*indicator.definition);
    double good = no_figure;  // the body's last figure that was not doubted
    for (std::size_t i = 0; i < indicator.figures.size(); ++i) {
        const auto& figure = indicator.figures[i];
        if (i == 0 || indicator.figures[i - 1].body != figure.body) {
            good = no_figure;
        }
        const auto reference =
            figure.figure == not_of_file ? std::nullopt : reference_of(indicator, i);
        const bool fits =
            !reference ||
            within(times(figure.value, reference->value, expected.small), expected.ratio_max) ||
            (!reference->revised && !std::isnan(good) &&
             within(times(figure.value, good, expected.small), expected.ratio_max));
        if (fits) {
            good = figure.value;
        } else {
            doubts.push_back(jump(seen, indicator, figure, *reference, expected));
        }
    }
}

bool is_population(const v1::IndicatorDefinition& indicator, const definition::Ruleset& ruleset) {
    const auto& all = ruleset.definition().indicators();
    return std::any_of(all.begin(), all.end(), [&](const auto& other) {
        return other.population() == indicator.id();
    });
}

void doubt_populations(
    const Seen& seen, const SeenIndicator& indicator, std::vector<Doubt>& doubts
) {
    const auto given = indicator.definition->plausibility().ratio_max();
    const auto a_year = given > 0 ? given : population_ratio_max;
    for (std::size_t i = 0; i < indicator.figures.size(); ++i) {
        const auto& figure = indicator.figures[i];
        const auto reference =
            figure.figure == not_of_file ? std::nullopt : reference_of(indicator, i);
        if (!reference || reference->value <= 0) {
            continue;
        }
        const auto apart = std::abs((figure.period_end - reference->period_end).count());
        const auto years = std::max(1.0, static_cast<double>(apart) / days_of_year);
        const auto ratio_max = std::pow(a_year, years);
        if (!within(times(figure.value, reference->value, 0), ratio_max)) {
            doubts.push_back(growth(seen, indicator, figure, *reference, ratio_max));
        }
    }
}

}  // namespace ladder::evidence

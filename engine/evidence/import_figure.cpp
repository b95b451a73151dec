// Reading a figure: whole counts, and proportions that agree with their parts.
#include "engine/evidence/import_figure.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/evidence/import_cells.hpp"

namespace ladder::evidence {
namespace {

// An empty value is a figure not published; its numerator or denominator alone is a slip.
RowResult without_value(const ValueColumns& at, std::span<const std::string_view> cells) {
    for (const auto& part : {at.numerator, at.denominator}) {
        if (part && !cells[*part].empty()) {
            return RowProblem{
                at.value,
                "the value is missing beside its numerator or denominator",
                "write the value, or leave all three empty if it was not published"};
        }
    }
    return {};
}

RowResult check_count(
    const ValueColumns& at, std::span<const std::string_view> cells, ImportedFigure& figure
) {
    if (figure.value != std::trunc(figure.value)) {
        return RowProblem{
            at.value,
            fmt::format(
                "'{}' counts {}, and {} is not a whole number",
                at.indicator->id(),
                at.indicator->unit(),
                in_quotes(cells[at.value])
            ),
            "write the count itself, not a rate or an average"};
    }
    if (figure.value < 0) {
        figure.quality = v1::QUALITY_NEGATIVE_COUNT;
    }
    return {};
}

// The value must be the proportion, as closely as its last written digit tells.
RowResult check_proportion(
    const ValueColumns& at,
    std::span<const std::string_view> cells,
    const CellNumber& value,
    const ImportedFigure& figure
) {
    const auto& unit = at.indicator->unit();
    const bool per_cent = unit == "per cent" || unit == "percentage" || unit == "%";
    const double exact = (per_cent ? 100 : 1) * figure.numerator / figure.denominator;
    const double tolerance = 0.5 * std::pow(10, -std::min(value.decimals, 12)) * 1.000001;
    if (std::abs(exact - value.value) <= tolerance) {
        return {};
    }
    return RowProblem{
        at.value,
        fmt::format(
            "{} does not agree with {} of {}, which is {:.{}f}",
            in_quotes(cells[at.value]),
            figure.numerator,
            figure.denominator,
            exact,
            std::clamp(value.decimals, 1, 12)
        ),
        fmt::format("correct the one that is wrong; the unit is {}", unit)};
}

RowResult read_parts(
    const ValueColumns& at,
    std::span<const std::string_view> cells,
    const CellNumber& value,
    ImportedFigure& figure
) {
    if (!at.numerator || !at.denominator) {
        return {};  // a proportion of unknown size: kept, and not tested
    }
    const auto numerator = read_number(cells[*at.numerator]);
    if (!numerator) {
        return RowProblem{*at.numerator, numerator.error().message, numerator.error().fix};
    }
    const auto denominator = read_number(cells[*at.denominator]);
    if (!denominator) {
        return RowProblem{*at.denominator, denominator.error().message, denominator.error().fix};
    }
    figure.numerator = numerator->value;
    figure.denominator = denominator->value;
    if (figure.denominator <= 0) {
        return RowProblem{
            *at.denominator,
            "the denominator is not above zero",
            "write how many were asked or counted; leave value, numerator and denominator "
            "empty if there were none"};
    }
    if (figure.numerator < 0 || figure.numerator > figure.denominator) {
        return RowProblem{
            *at.numerator,
            "the numerator is not between zero and the denominator",
            "write how many of those counted were such"};
    }
    return check_proportion(at, cells, value, figure);
}

}  // namespace

RowResult read_figure(
    const ValueColumns& at,
    std::span<const std::string_view> cells,
    ImportedFigure& figure,
    bool& present
) {
    present = !cells[at.value].empty();
    if (!present) {
        return without_value(at, cells);
    }
    const auto number = read_number(cells[at.value]);
    if (!number) {
        return RowProblem{at.value, number.error().message, number.error().fix};
    }
    figure.value = number->value;
    switch (at.indicator->statistic()) {
        case v1::STATISTIC_COUNT:
            return check_count(at, cells, figure);
        case v1::STATISTIC_PROPORTION:
            return read_parts(at, cells, *number, figure);
        default:  // protobuf's enums are open; a measure needs no more
            return {};
    }
}

}  // namespace ladder::evidence

// A figure of the body itself that might have been another, on a scale of whole steps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/evidence/readings.hpp"
#include "ladder/v1/explanation.pb.h"

namespace ladder::evidence {

// Counts move by one; a share by one in its numerator, its denominator fixed; a measure by the last
// decimal with which it is given, of one at least.
class OwnFigure {
public:
    // Nothing if the readings have no such figure, or one below zero.
    static std::optional<OwnFigure> find(Readings& readings, const v1::Input& input);

    const v1::Input& input() const { return input_; }
    // Where the figure stands on the scale, and how far the scale is looked at.
    std::int64_t present() const { return present_; }
    std::int64_t lowest() const { return 0; }
    std::int64_t highest() const { return highest_; }

    // The value at a step, in the figure's own unit.
    double value_at(std::int64_t step) const;
    Readings::Supposed supposed_at(std::int64_t step) const;
    Readings::Supposed as_it_is() const;

    // "8,655 or fewer", "412 or more of 1,000 (41.2%)", "61.5% or less".
    std::string bound_in_words(std::int64_t step, bool upwards) const;
    // "9,043".
    std::string present_in_words() const;
    std::string period_in_words() const;
    // The title of the indicator.
    const std::string& title() const { return definition_->title(); }

private:
    OwnFigure(const v1::IndicatorDefinition& definition, const v1::Input& input)
        : definition_{&definition}, input_{input} {}
    std::string at_in_words(std::int64_t step, std::string_view beyond) const;

    const v1::IndicatorDefinition* definition_;
    v1::Input input_;
    std::size_t body_ = 0;
    std::size_t period_ = 0;
    base::Date period_end_;
    double value_ = 0;
    double numerator_ = no_figure;
    double denominator_ = no_figure;  // no_figure: not moved by its numerator
    double scale_ = 1;                // what a share is multiplied by
    int decimals_ = 0;
    std::int64_t present_ = 0;
    std::int64_t highest_ = 0;
};

// The body's own figures among those that an explanation used, but for populations, each once.
std::vector<OwnFigure> own_figures(const v1::Explanation& explanation, Readings& readings);

}  // namespace ladder::evidence

#include "engine/evidence/own_figure.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/evidence/words.hpp"

namespace ladder::evidence {

namespace {

constexpr int decimals_max = 6;
// How far up a figure is looked at: so many times what it is, and as many steps more.
constexpr std::int64_t times_max = 16;
constexpr std::int64_t steps_more = 1024;

double power_of_ten(int decimals) {
    return std::pow(10.0, decimals);
}

// The fewest decimals, of `least` at least, with which the value can be written.
int decimals_of(double value, int least) {
    int decimals = least;
    while (decimals < decimals_max) {
        const double steps = value * power_of_ten(decimals);
        if (std::abs(steps - std::round(steps)) < 1e-6) {
            break;
        }
        ++decimals;
    }
    return decimals;
}

void add_own(
    std::vector<OwnFigure>& figures,
    Readings& readings,
    const v1::Input& input,
    std::string_view body,
    std::string_view indicator
) {
    const bool known = std::any_of(figures.begin(), figures.end(), [&](const auto& one) {
        return one.input().indicator() == input.indicator() &&
               one.input().period_end() == input.period_end();
    });
    if (known || input.body() != body || input.indicator() != indicator) {
        return;
    }
    if (auto figure = OwnFigure::find(readings, input)) {
        figures.push_back(std::move(*figure));
    }
}

void add_own(
    std::vector<OwnFigure>& figures, Readings& readings, const v1::Explanation& explanation
) {
    const auto& judgement = explanation.judgement();
    for (const auto& input : judgement.inputs()) {
        add_own(figures, readings, input, judgement.body(), judgement.indicator());
    }
    const auto& chart = explanation.chart();
    if (!chart.points().empty()) {
        const auto& last = chart.points().rbegin()->input();
        add_own(figures, readings, last, chart.body(), chart.indicator());
    }
    for (const auto& part : explanation.parts()) {
        add_own(figures, readings, part);
    }
}

}  // namespace

std::optional<OwnFigure> OwnFigure::find(Readings& readings, const v1::Input& input) {
    const auto* series = readings.series(input.indicator());
    const auto body = readings.panels().body_index(input.body());
    const auto end = base::parse_date(input.period_end());
    const auto period =
        series != nullptr && end ? series->panel().period_index(*end) : std::nullopt;
    if (!body || !period || !series->usable(series->panel().at(*body, *period))) {
        return std::nullopt;
    }
    OwnFigure figure{series->definition(), input};
    const auto cell = series->panel().at(*body, *period);
    figure.body_ = *body;
    figure.period_ = *period;
    figure.period_end_ = *end;
    figure.value_ = series->panel().value[cell];
    figure.numerator_ = series->panel().numerator[cell];
    const bool share = series->definition().statistic() == v1::STATISTIC_PROPORTION;
    figure.scale_ = share ? series->share_scale() : 1;
    if (share && !std::isnan(series->exposure(cell))) {
        figure.denominator_ = series->exposure(cell);
        figure.present_ = std::llround(figure.numerator_);
        figure.highest_ = std::llround(figure.denominator_);
        return figure;
    }
    const bool count = series->definition().statistic() == v1::STATISTIC_COUNT;
    figure.decimals_ = decimals_of(figure.value_, count ? 0 : 1);
    const double steps = power_of_ten(figure.decimals_);
    figure.present_ = std::llround(figure.value_ * steps);
    figure.highest_ =
        share ? std::llround(figure.scale_ * steps) : times_max * figure.present_ + steps_more;
    return figure;
}

double OwnFigure::value_at(std::int64_t step) const {
    if (!std::isnan(denominator_)) {
        // From the published value on, which may be rounded.
        return value_ + scale_ * static_cast<double>(step - present_) / denominator_;
    }
    return step == present_ ? value_ : static_cast<double>(step) / power_of_ten(decimals_);
}

Readings::Supposed OwnFigure::supposed_at(std::int64_t step) const {
    return {
        input_.indicator(),
        body_,
        period_,
        value_at(step),
        std::isnan(denominator_) ? numerator_ : static_cast<double>(step)};
}

Readings::Supposed OwnFigure::as_it_is() const {
    return {input_.indicator(), body_, period_, value_, numerator_};
}

std::string OwnFigure::at_in_words(std::int64_t step, std::string_view beyond) const {
    const auto per_cent = scale_ == 100 ? "%" : "";
    if (std::isnan(denominator_)) {
        return number(value_at(step), decimals_) + per_cent + std::string{beyond};
    }
    return fmt::format(
        "{}{} of {} ({}{})",
        number(static_cast<double>(step), 0),
        beyond,
        number(denominator_, 0),
        number(value_at(step), scale_ == 100 ? 2 : 4),
        per_cent
    );
}

std::string OwnFigure::bound_in_words(std::int64_t step, bool upwards) const {
    const bool counted =
        definition_->statistic() == v1::STATISTIC_COUNT || !std::isnan(denominator_);
    return at_in_words(step, upwards ? " or more" : counted ? " or fewer" : " or less");
}

std::string OwnFigure::present_in_words() const {
    return at_in_words(present_, {});
}

std::string OwnFigure::period_in_words() const {
    return evidence::period_in_words(definition_->period(), period_end_);
}

std::vector<OwnFigure> own_figures(const v1::Explanation& explanation, Readings& readings) {
    std::vector<OwnFigure> figures;
    add_own(figures, readings, explanation);
    return figures;
}

}  // namespace ladder::evidence
